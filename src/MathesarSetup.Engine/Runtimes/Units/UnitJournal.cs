using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>A secret of Podman's as it was before a run.</summary>
/// <param name="Value">Null where there was none, or where neither Podman nor a file tells it.</param>
internal sealed record FormerSecret(string Name, string? Value, bool Existed);

/// <summary>
/// What a run is about to change for systemd, written and synced before it does: all that is needed to have it back as it was, wherever the run is
/// cut off, and however often.
/// </summary>
internal sealed record UnitJournal : ISystemdJournal
{
    private static readonly StateFile<UnitJournal> s_file = new(StateFolder.UnitJournal, UnitJournalJson.Default.UnitJournal);

    public int Schema { get; init; } = 1;

    public required bool IsUsers { get; init; }

    /// <summary>What the installation is called.</summary>
    public required string Name { get; init; }

    /// <summary>Where the name led; null where nothing had it.</summary>
    public required string? Link { get; init; }

    public required IReadOnlyList<FormerFile> Units { get; init; }

    public required IReadOnlyList<FormerFile> Checksums { get; init; }

    /// <summary>The file that holds them is as closed as the one with the secrets.</summary>
    public required IReadOnlyList<FormerSecret> Secrets { get; init; }

    public required IReadOnlyList<FormerService> Services { get; init; }

    /// <summary>The network that the run makes, and its service; null when it was there.</summary>
    public string? Network { get; init; }

    public required string NetworkService { get; init; }

    /// <summary>The volumes that the run makes.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>The database's container; null for none.</summary>
    public string? Database { get; init; }

    /// <summary>Mathesar's container; null in a journal of an older program.</summary>
    public string? Web { get; init; }

    /// <summary>A change of the bundled database's password that was begun.</summary>
    public PasswordChange? Password { get; init; }

    /// <summary>A change of what Mathesar stores that was begun.</summary>
    public StoredChange? Stored { get; init; }

    public bool KeepsSecrets { get; init; }

    public bool TriesSecrets { get; init; }

    public bool IsAccepted { get; init; }

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static UnitJournal? Load(Disk disk) => s_file.Load(disk);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UnitJournal))]
[JsonSerializable(typeof(UnitMemory))]
internal sealed partial class UnitJournalJson : JsonSerializerContext;
