using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Planning;

/// <summary>Mathesar itself.</summary>
internal static class WebService
{
    public const string Name = "mathesar";

    /// <summary>The port on which Mathesar listens inside its container.</summary>
    public const int Port = 8000;

    public static Service Make(Answers a, ImmutableArray<PlannedFile> files)
    {
        var release = a.Get(RunSettings.Version);
        var mode = a.Get(DatabaseSettings.Mode);
        return new Service
        {
            Name = Name,
            Role = ServiceRole.Web,
            Why = "Mathesar, the web application.",
            Runtime = new Runtime.Image(a.Get(RunSettings.Image)),
            Start = StartScript.For(release, mode),
            Environment = WebEnvironment.Of(a),
            Ports = ProxySettings.RunsOne(a) || a.Get(ProxySettings.Network).Length > 0 ? [] : [new(a.Text(AccessSettings.Bind), a.Get(AccessSettings.Port), Port, AccessSettings.Port)],
            Mounts = [.. Storage.Web(a), .. DatabaseFiles(a), .. files.Select(f => new Mount.Bind("./" + f.Path, ReadOnly: true) { Path = $"/code/{Path.GetFileName(f.Path)}", Why = f.About })],
            Health = Health(release),
            StartsAfter = mode is DatabaseMode.Bundled ? [DatabaseService.Name] : [],
            ReachesHost = mode is DatabaseMode.Existing && a.Get(DatabaseSettings.Host) == Service.HostGateway,
            StopSeconds = mode is DatabaseMode.BuiltIn ? 60 : 30,
            MemoryLimit = a.Get(TuningSettings.Memory) is { Length: > 0 } memory ? memory : null,
            ProcessorLimit = a.Get(TuningSettings.Processors) is { Length: > 0 } processors ? processors : null,
        };
    }

    private static HealthProbe Health(Release release) => release.HasHealthRoute
        ? new HealthProbe
        {
            Command = ["curl", "-fsS", "-o", "/dev/null", $"http://localhost:{Port}/healthz/ready/"],
            Why = "Answers 200 once Mathesar and its database work.",
            Grace = TimeSpan.FromMinutes(10),
        }
        : new HealthProbe
        {
            Command = ["curl", "-fsS", "-o", "/dev/null", $"http://localhost:{Port}/auth/login/"],
            Why = "The login page needs the database, so it tells more than the first page. localhost is among ALLOWED_HOSTS.",
            Grace = TimeSpan.FromMinutes(10),
        };

    private static IEnumerable<Mount> DatabaseFiles(Answers a)
    {
        if (a.Get(DatabaseSettings.Mode) is not DatabaseMode.Existing)
        {
            yield break;
        }

        if (DatabaseUrl.IsSocket(a.Get(DatabaseSettings.Host)))
        {
            yield return new Mount.Bind(a.Get(DatabaseSettings.Host), ReadOnly: true) { Path = a.Get(DatabaseSettings.Host), Why = "The directory of PostgreSQL's socket on this machine.", MustExist = true };
        }

        if (a.Get(DatabaseSettings.SslRootCertificate) is { Length: > 0 } certificate)
        {
            yield return new Mount.Bind(certificate, ReadOnly: true) { Path = WebEnvironment.AuthorityPath, Why = "The authority that signed the database server's certificate.", MustExist = true };
        }
    }
}
