using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Planning;

/// <summary>Mathesar itself.</summary>
internal static class WebService
{
    public const string Name = "mathesar";

    /// <summary>The port on which Mathesar listens inside its container.</summary>
    public static int PortOf(Answers a) => a.Get(KeptSettings.WebPort);

    public static Service Make(Answers a, ImmutableArray<PlannedFile> files, HostPlace? place) =>
        place is null ? InContainer(a, files) : OnHost(a, files, place);

    private static Service InContainer(Answers a, ImmutableArray<PlannedFile> files)
    {
        var release = a.Get(RunSettings.Version);
        var (mode, port) = (a.Get(DatabaseSettings.Mode), PortOf(a));
        return new Service
        {
            Name = a.Get(KeptSettings.WebService),
            ContainerName = a.Get(KeptSettings.WebContainer) is { Length: > 0 } container ? container : null,
            Role = ServiceRole.Web,
            Why = "Mathesar, the web application.",
            Runtime = new Runtime.Image(ImageReference.Of(a.Get(RunSettings.Image))),
            Start = StartScript.For(release, mode, port),
            Environment = WebEnvironment.Of(a, place: null),
            Ports = ProxySettings.RunsOne(a) || a.Get(ProxySettings.Network).Length > 0
                ? []
                : [new(a.Get(AccessSettings.Bind), a.Get(AccessSettings.Port), port, AccessSettings.Port)],
            Mounts = [.. Storage.Web(a), .. DatabaseFiles(a), .. files.Select(f => Beside(f, ContainerPaths.Root))],
            Health = Health(release, string.Create(CultureInfo.InvariantCulture, $"localhost:{port}"), port),
            StartsAfter = mode is DatabaseMode.Bundled ? [a.Get(KeptSettings.DatabaseService)] : [],
            ReachesHost = mode is DatabaseMode.Existing && a.Get(DatabaseSettings.Host) == Service.HostGateway,
            StopSeconds = mode is DatabaseMode.BuiltIn ? 60 : 30,
            MemoryLimit = MemorySize.Parse(a.Get(TuningSettings.Memory)),
            ProcessorLimit = CoreCount.Parse(a.Get(TuningSettings.Processors)),
        };
    }

    private static Service OnHost(Answers a, ImmutableArray<PlannedFile> files, HostPlace place)
    {
        var release = a.Get(RunSettings.Version);
        var address = ProxySettings.RunsOne(a) ? ListenAddress.Loopback : a.Get(AccessSettings.Bind);
        var port = a.Get(AccessSettings.Port);
        return new Service
        {
            Name = Name,
            Role = ServiceRole.Web,
            Why = "Mathesar, the web application.",
            Runtime = new Runtime.Host("mathesar"),
            Start = StartScript.OnHost(release, address.ToString(), port),
            Environment = WebEnvironment.Of(a, place),
            Ports = [new(address, port, port, AccessSettings.Port)],
            Mounts =
            [
                Own(place.Media, "Files that people upload."), Own(place.Secrets, "What Mathesar keeps to itself, such as a key it made."),
                .. Authority(a, a.Get(DatabaseSettings.SslRootCertificate)),
                .. files.Select(f => Beside(f, place.Program)),
            ],
            Health = Health(release, new ListenAddress(address.Local).InUrl(port), PortOf(a)),
            StartsAfter = a.Get(DatabaseSettings.Mode) is DatabaseMode.Existing ? [] : [DatabaseService.Name],
            StopSeconds = 30,
            MemoryLimit = MemorySize.Parse(a.Get(TuningSettings.Memory)),
            ProcessorLimit = CoreCount.Parse(a.Get(TuningSettings.Processors)),
        };
    }

    // Mathesar looks for its settings beside its own program.
    private static Mount.Bind Beside(PlannedFile file, string program) =>
        new("./" + file.Path, ReadOnly: true) { Path = $"{program}/{Path.GetFileName(file.Path)}", Why = file.About };

    private static Mount.Bind Own(string path, string why) => new(path, ReadOnly: false) { Path = path, Why = why };

    private static HealthProbe Health(Release release, string authority, int port) => release.HasHealthRoute
        ? Health(authority, new WebPage(port, WebPages.Ready, "localhost"), "Answers 200 once Mathesar and its database work.") with
        {
            Alive = new WebPage(port, WebPages.Live, "localhost"),
        }
        : Health(authority, new WebPage(port, WebPages.Login, "localhost"),
            "The login page needs the database, so it tells more than the first page. localhost is among ALLOWED_HOSTS.");

    private static HealthProbe Health(string authority, WebPage page, string why) => new()
    {
        Command = ["curl", "-fsS", "-o", "/dev/null", $"http://{authority}{page.Path}"],
        Why = why,
        Ready = page,
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
            var socket = a.Get(DatabaseSettings.Host);
            yield return new Mount.Bind(socket, ReadOnly: true)
            {
                Path = socket,
                Why = "The directory of PostgreSQL's socket on this machine.",
                MustExist = true,
            };
        }

        foreach (var authority in Authority(a, WebEnvironment.AuthorityPath))
        {
            yield return authority;
        }
    }

    private static IEnumerable<Mount.Bind> Authority(Answers a, string path)
    {
        const string why = "The authority that signed the database server's certificate.";
        return a.Get(DatabaseSettings.SslRootCertificate) is { Length: > 0 } certificate
            ? [new Mount.Bind(certificate, ReadOnly: true) { Path = path, Why = why, MustExist = true }]
            : [];
    }
}
