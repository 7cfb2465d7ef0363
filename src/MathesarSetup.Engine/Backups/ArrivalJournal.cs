using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Backups;

/// <summary>How far a restore into an empty directory has come.</summary>
internal enum ArrivalPhase
{
    /// <summary>Files are written, and perhaps things made where it shall run.</summary>
    Installing,

    /// <summary>It is installed, with nobody's data; Mathesar is stopped, or about to be.</summary>
    Loading,

    /// <summary>The databases are in their places, and Mathesar is started: people may work with it.</summary>
    Starting,
}

/// <summary>
/// That everything in a directory, and all that was made from it, is of one restore that has not ended: written and synced before anything else is.
/// </summary>
internal sealed record ArrivalJournal
{
    private static readonly StateFile<ArrivalJournal> s_file = new(StateFolder.ArrivalJournal, ArrivalJson.Default.ArrivalJournal);

    public int Schema { get; init; } = 1;

    /// <summary>The id of the backup.</summary>
    public required string Backup { get; init; }

    public ArrivalPhase Phase { get; init; }

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static ArrivalJournal? Load(Disk disk) => s_file.Load(disk);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ArrivalJournal))]
internal sealed partial class ArrivalJson : JsonSerializerContext;
