using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Planning;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>What is there of an installation without containers.</summary>
internal sealed record FoundHost
{
    // What tells the directory of an installation from one that holds something else, and which program is whole.
    private const string MarkFile = ".mathesar-setup";
    private const string ReleaseFile = ".installed-release";

    /// <summary>The file that stands for what Mathesar was not started with yet.</summary>
    public const string ChangedFile = ".changed";

    /// <summary>Whose directory it is: the installation's name; null where nobody marked it.</summary>
    public required string? Mark { get; init; }

    /// <summary>Whether it holds anything.</summary>
    public required bool HoldsSomething { get; init; }

    /// <summary>Where the link to the program that serves leads; null where there is none.</summary>
    public required string? Link { get; init; }

    /// <summary>The release of the program that serves; null where there is none.</summary>
    public required string? Served { get; init; }

    /// <summary>The folder of the wanted program, below the one for programs.</summary>
    public required string Program { get; init; }

    /// <summary>Whether that program is whole.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether a change of the program was cut off.</summary>
    public required bool IsSwitching { get; init; }

    /// <summary>Whether something was changed that Mathesar was not started with yet.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>The files beside the wanted program, by their names.</summary>
    public required ImmutableDictionary<string, OwnedFile> Settings { get; init; }

    /// <summary>The variables of the program that serves; null for none.</summary>
    public required DiskFile? Variables { get; init; }

    /// <summary>Those that an uninstalled Mathesar left with its data; null where there are none, or something serves.</summary>
    public required DiskFile? LeftVariables { get; init; }

    public required ImmutableDictionary<string, DiskFile> Units { get; init; }

    /// <summary>By the names of the units.</summary>
    public required ImmutableDictionary<string, UnitStatus> Services { get; init; }

    /// <summary>The major version of PostgreSQL that made the data; null where there is none.</summary>
    public required string? Postgres { get; init; }

    /// <summary>The account as the machine has it: name, number and shell; null where there is none.</summary>
    public required (int Number, string Shell)? Account { get; init; }

    /// <summary>The site of the machine's proxy, and the proxy's own file.</summary>
    public required (OwnedFile? Site, OwnedFile? Main) Proxy { get; init; }

    public static async Task<FoundHost> ReadAsync(ProgramHost host, WantedHost wanted, CancellationToken cancellation)
    {
        var (set, root) = (wanted.Set, new Disk(wanted.Root));
        var link = new FileInfo(root.Full(HostPlace.Current)).LinkTarget;
        var program = ProgramOf(root, set.Release);
        var (folder, serving) = ($"{HostPlace.Releases}/{program}", link ?? (root.Exists("bin/mathesar") ? "." : null));
        return new FoundHost
        {
            Mark = Text(root, MarkFile),
            HoldsSomething = !root.IsEmpty,
            Link = link,
            Served = serving is null ? null : Text(root, serving == "." ? ReleaseFile : $"{serving}/{ReleaseFile}"),
            Program = program,
            IsComplete = Text(root, $"{folder}/{ReleaseFile}") == set.Release,
            IsSwitching = root.Exists(HostPlace.Switch),
            IsChanged = root.Exists(ChangedFile),
            Settings = Owned(set.Settings.Select(s => (s.Name, OwnedFile.Read(root.Full($"{folder}/{s.Name}"))))),
            Variables = serving is null ? null : root.Read(serving == "." ? DotEnv.FileName : $"{serving}/{DotEnv.FileName}"),
            LeftVariables = serving is null ? root.Read(DotEnv.FileName) : null,
            Units = set.Services.Select(s => (s.Unit, File: host.Units.Read(s.Unit))).Where(static u => u.File is not null)
                .ToImmutableDictionary(static u => u.Unit, static u => u.File!, StringComparer.Ordinal),
            Services = await UnitStatus.ReadAsync(host, set.Services.Select(static s => s.Unit), cancellation),
            Postgres = Text(new Disk(ProgramHost.Absolute(set.Place.Cluster)), "PG_VERSION"),
            Account = set.Place.Account is { } account ? await AccountAsync(host, account, cancellation) : null,
            Proxy = set.Site is { } site ? (OwnedFile.Read(site.Target), site.Main is { } main ? OwnedFile.Read(main) : null) : (null, null),
        };
    }

    // As the script chooses it: the newer one of two that are whole.
    private static string ProgramOf(Disk root, string release)
    {
        DateTime? Made(string name) => Text(root, $"{HostPlace.Releases}/{name}/{ReleaseFile}") == release
            ? File.GetLastWriteTimeUtc(root.Full($"{HostPlace.Releases}/{name}/{ReleaseFile}")) : null;
        var again = $"{release}-again";
        return Made(again) is { } second && !(Made(release) >= second) ? again : release;
    }

    private static string? Text(Disk disk, string path) => File.Exists(disk.Full(path)) ? File.ReadAllText(disk.Full(path)).Trim() : null;

    private static ImmutableDictionary<string, OwnedFile> Owned(IEnumerable<(string Name, OwnedFile? File)> files) =>
        files.Where(static f => f.File is not null).ToImmutableDictionary(static f => f.Name, static f => f.File!, StringComparer.Ordinal);

    // "mathesar:x:999:999::/nonexistent:/usr/sbin/nologin"
    private static async Task<(int Number, string Shell)?> AccountAsync(ProgramHost host, string name, CancellationToken cancellation) =>
        await host.AskAsync(HostCommand.Account.About(name), cancellation) is { ExitCode: 0 } said
            && said.Output.Trim().Split(':') is { Length: > 6 } parts && int.TryParse(parts[2], out var number) ? (number, parts[6]) : null;
}
