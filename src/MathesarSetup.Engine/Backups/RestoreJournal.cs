using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Backups;

/// <summary>
/// What a restore is about to do, written and synced before it does. While it is there nothing is decided: the next run takes all of it back.
/// </summary>
internal sealed record RestoreJournal
{
    private static readonly StateFile<RestoreJournal> s_file = new(StateFolder.RestoreJournal, RestoreJson.Default.RestoreJournal);

    public int Schema { get; init; } = 1;

    /// <summary>Whether Mathesar is stopped, or about to be.</summary>
    public bool IsStopping { get; init; }

    public required ImmutableArray<RestoredDatabase> Databases { get; init; }

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static RestoreJournal? Load(Disk disk) => s_file.Load(disk);
}

/// <summary>A database that is brought back.</summary>
/// <param name="Loaded">The name under which it is loaded beside the one that is there.</param>
/// <param name="Before">The name under which the one that is there is kept; null where there is none.</param>
internal sealed record RestoredDatabase(string Name, string Loaded, string? Before);

[JsonSerializable(typeof(RestoreJournal))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
internal sealed partial class RestoreJson : JsonSerializerContext;
