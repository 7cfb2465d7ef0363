using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>How far a change of release has come.</summary>
internal enum UpgradePhase
{
    /// <summary>The migration is tried on a copy; what runs is not touched.</summary>
    Rehearsing,

    /// <summary>Mathesar is stopped, or about to be; its records are as they were.</summary>
    Stopping,

    /// <summary>The records are changed, or have been.</summary>
    Changing,
}

/// <summary>What a change of release is about to do, written and synced before it does. By it and by what is really there it is taken back.</summary>
internal sealed record UpgradeJournal
{
    private static readonly StateFile<UpgradeJournal> s_file = new(StateFolder.UpgradeJournal, UpgradeJson.Default.UpgradeJournal);

    public int Schema { get; init; } = 1;

    /// <summary>The release from which Mathesar is brought away.</summary>
    public required string From { get; init; }

    /// <summary>The release to which it is brought.</summary>
    public required string To { get; init; }

    public required UpgradePhase Phase { get; init; }

    /// <summary>When it began; part of every name that it makes.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>The database in which the migration is tried; null where none was made.</summary>
    public string? Rehearsal { get; init; }

    /// <summary>The records as they were, relative to the install directory; null before there are any.</summary>
    public string? Dump { get; init; }

    /// <summary>The name under which records are set aside.</summary>
    public required string Aside { get; init; }

    /// <summary>Whether records are set aside as a database of their own, or as a schema where the role may make none.</summary>
    public bool ByDatabase { get; init; }

    /// <summary>Whether this is the way back from an upgrade, which sets the newer records aside.</summary>
    public bool IsBack { get; init; }

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static UpgradeJournal? Load(Disk disk) => s_file.Load(disk);
}

/// <summary>The last upgrade that succeeded: what its way back needs.</summary>
/// <param name="Dump">The records as they were before it, relative to the install directory.</param>
/// <param name="LastMigration">The last migration that the records had after it: a later one closes the way back.</param>
internal sealed record UpgradeReceipt(string From, string To, DateTimeOffset Time, string Dump, string LastMigration)
{
    private static readonly StateFile<UpgradeReceipt> s_file = new(StateFolder.UpgradeReceipt, UpgradeJson.Default.UpgradeReceipt);

    /// <summary>Whether somebody went back from it. It stays all the same: what other places say of the data is older than it.</summary>
    public bool IsGoneBack { get; init; }

    public void Save(Disk disk) => s_file.Save(disk, this);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static UpgradeReceipt? Load(Disk disk) => s_file.Load(disk);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(UpgradeJournal))]
[JsonSerializable(typeof(UpgradeReceipt))]
internal sealed partial class UpgradeJson : JsonSerializerContext;
