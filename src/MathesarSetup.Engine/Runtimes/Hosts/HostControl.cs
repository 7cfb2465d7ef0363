using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Planning;
using MathesarSetup.Targets;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>An installation's own services on the machine itself. Beside them, the same programs are run by the same account.</summary>
internal sealed class HostControl(HostSet set, ProgramHost host) : ServiceControl(host)
{
    private const string Machine = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private string Root { get; } = ProgramHost.Absolute(set.Place.Directory);

    private ProgramHost Host { get; } = host;

    public override async Task<IServiceShell> BesideAsync(ServiceRole role, ImageReference? image, CancellationToken cancellation)
    {
        var kept = Kept(role);
        await FoundAsync(kept, cancellation);
        return Open(kept, image is null ? null : image.Tag ?? "");
    }

    protected override KeptService Kept(ServiceRole role) => HostSystem.Kept(set.Services.First(s => s.Service.Role == role));

    protected override Task<IServiceShell> InsideAsync(KeptService kept, CancellationToken cancellation) =>
        Task.FromResult<IServiceShell>(Open(kept, null));

    // Of PostgreSQL the version is the number of a release.
    private HostShell Open(KeptService kept, string? version)
    {
        var (folder, programs) = kept.IsDatabase ? (Root, PostgresIn(version)) : MathesarIn(version);
        return new HostShell(Host, set.Place.Account, folder, new Dictionary<string, string>(Variables(kept.Service))
        {
            ["PATH"] = $"{programs}:{Machine}",
            ["HOME"] = set.Place.Account is null ? Files.HomeDirectory.Path : Root,
            ["LANG"] = "C.UTF-8",
            [MathesarShell.Program] = folder,
        });
    }

    private (string Folder, string Programs) MathesarIn(string? version)
    {
        string[] folders = version is null
            ? [ProgramHost.Absolute(set.Place.Program), Root]
            : [Path.Join(Root, HostPlace.Releases, version), Path.Join(Root, HostPlace.Releases, $"{version}-again")];
        var folder = folders.FirstOrDefault(f => Directory.Exists(Programs(f)) && (version is null || Release(f) == version))
            ?? throw new StepFailure(LifeFinding.NotMade.Say(
                $"Mathesar {version ?? set.Release} does not lie in {folders[0]}. Install it, which puts it there."));
        return (folder, Programs(folder));
    }

    // The link is what install.sh chose for the data.
    private string PostgresIn(string? version) => version is null ? Path.Join(Root, "postgresql")
        : Postgres.FolderOf(version) ?? throw new StepFailure(LifeFinding.NotMade.Say(
            $"PostgreSQL {version} is not installed on this machine. Install the distribution's package of it."));

    private IEnumerable<KeyValuePair<string, string>> Variables(Service service) => service.Environment
        .Select(e => KeyValuePair.Create(e.Name, set.HomePaths.Any(h => h.Name == e.Name) ? ProgramHost.Absolute(e.Value) : e.Value));

    private static string Programs(string folder) => Path.Join(folder, "mathesar-venv/bin");

    private static string? Release(string folder)
    {
        var file = Path.Join(folder, ".installed-release");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }
}
