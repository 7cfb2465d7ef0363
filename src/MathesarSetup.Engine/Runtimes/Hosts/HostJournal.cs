using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>A file as it was before a run.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="File">Null where there was none.</param>
internal sealed record FormerSetting(string Folder, string Name, OwnedFile? File);

/// <summary>A line that a run adds to the own file of the machine's proxy, where it stays while another site needs it.</summary>
/// <param name="Folder">Where the file lies.</param>
/// <param name="Sites">The folder of the sites that the line has the proxy read.</param>
/// <param name="MakesFile">Whether there was no such file.</param>
internal sealed record AddedLine(string Folder, string Name, string Line, string Sites, bool MakesFile);

/// <summary>
/// What a run is about to change on the machine, written and synced before it does: all that is needed to have it back as it was, wherever the run is
/// cut off, and however often.
/// </summary>
internal sealed record HostJournal : ISystemdJournal
{
    private static readonly StateFile<HostJournal> s_file = new(StateFolder.HostJournal, HostJournalJson.Default.HostJournal, static path =>
        HostFinding.JournalNotRoots.Say($"{path} says how to take back a run that was cut off, and root did not write it, so root follows "
            + "nothing of it. Let its owner run the same command. If it was root's run after all, give the file to root by chown; if there was "
            + "none, delete it."));

    public int Schema { get; init; } = 1;

    public required bool IsUsers { get; init; }

    /// <summary>What the installation is called.</summary>
    public required string Name { get; init; }

    /// <summary>Where it lies.</summary>
    public required string Root { get; init; }

    /// <summary>Where the link to the program that serves led; null where there was none.</summary>
    public required string? Link { get; init; }

    /// <summary>Whether a program was there that a change of it can go back to.</summary>
    public required bool HadProgram { get; init; }

    /// <summary>Whether something waited to be started with.</summary>
    public required bool WasChanged { get; init; }

    public required IReadOnlyList<FormerFile> Units { get; init; }

    /// <summary>Settings beside the program, and the site of the machine's proxy: as closed as the file that holds them.</summary>
    public required IReadOnlyList<FormerSetting> Settings { get; init; }

    public required IReadOnlyList<FormerService> Services { get; init; }

    /// <summary>Null where the run adds none.</summary>
    public AddedLine? Import { get; init; }

    /// <summary>The proxy that reads its sites anew; null where it was given none.</summary>
    public string? Proxy { get; init; }

    /// <summary>What the run makes that stays, in the words of a person.</summary>
    public IReadOnlyList<string> Made { get; init; } = [];

    public bool KeepsSecrets { get; init; }

    public bool TriesSecrets { get; init; }

    public bool IsAccepted { get; init; }

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read, or not be trusted.</exception>
    public static HostJournal? Load(Disk disk) => s_file.Load(disk);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostJournal))]
internal sealed partial class HostJournalJson : JsonSerializerContext;
