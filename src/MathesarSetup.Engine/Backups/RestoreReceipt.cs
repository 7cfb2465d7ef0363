using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Backups;

/// <summary>A database that a restore of this installation kept.</summary>
/// <param name="Name">What it is called since.</param>
/// <param name="Oid">What it is for PostgreSQL: another one that gets the name is not it.</param>
/// <param name="Of">What it was called before.</param>
internal sealed record KeptDatabase(string Name, long Oid, string Of);

/// <summary>What restores of an installation left behind for a person to look at, written down when it was made.</summary>
internal sealed record RestoreReceipt
{
    private static readonly StateFile<RestoreReceipt> s_file = new(StateFolder.RestoreReceipt, ReceiptJson.Default.RestoreReceipt);

    public int Schema { get; init; } = 1;

    public ImmutableArray<KeptDatabase> Databases { get; init; } = [];

    /// <summary>The tables with what Mathesar's records said of things that were not there any more, by their OIDs.</summary>
    public ImmutableArray<long> SetAside { get; init; } = [];

    [JsonIgnore]
    public bool IsEmpty => Databases is [] && SetAside is [];

    public void Save(Disk disk)
    {
        if (IsEmpty)
        {
            s_file.Forget(disk);
        }
        else
        {
            s_file.Save(disk, this);
        }
    }

    /// <summary>An empty one where there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static RestoreReceipt Load(Disk disk) => s_file.Load(disk) ?? new RestoreReceipt();
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RestoreReceipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
