using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Values;

namespace MathesarSetup.Planning.Proxies;

/// <summary>
/// What a reverse proxy adds to the plan: a service with its configuration in a folder of its own, or only examples for the user's own proxy.
/// </summary>
internal sealed record ProxyPlan(ImmutableArray<Service> Services, ImmutableArray<Volume> Volumes, ImmutableArray<PlannedFile> Files)
{
    // A folder and not a file is mounted: a single file that an editor replaces stays the old one inside the container.
    private const string Folder = "proxy";

    private static readonly Volume s_certificates = new("certificates", "Certificates that the proxy fetched, and the key of its account.");

    public static ProxyPlan Make(Answers a, HostPlace? place)
    {
        var front = Front.Of(a);
        return place is not null && ProxySettings.RunsOne(a) ? OnHost(a, front) : a.Get(ProxySettings.Kind) switch
        {
            ProxyKind.Caddy =>
                Run(a, front, "Caddy, which ends TLS in front of Mathesar and renews certificates by itself.", "docker.io/library/caddy:2",
                    new PlannedFile($"{Folder}/Caddyfile", CaddyFront.Write(front), "Caddy's configuration."), "/etc/caddy", "/data", start: null),
            ProxyKind.Nginx => Run(a, front, "nginx, in front of Mathesar.", "docker.io/library/nginx:1-bookworm",
                new PlannedFile($"{Folder}/mathesar.conf", NginxFront.Write(front), "nginx's configuration."), "/etc/nginx/conf.d", storage: null,
                start: null),
            ProxyKind.Traefik =>
                Run(a, front, "Traefik, in front of Mathesar. It reads files and never Docker's socket.", "docker.io/library/traefik:v3",
                    new PlannedFile($"{Folder}/mathesar.yml", TraefikFront.Write(front), "Traefik's routes."), TraefikFront.Folder,
                    TraefikFront.Storage,
                    new StartCommand.Arguments(TraefikFront.Arguments(front))
                    {
                        Why = "Traefik's fixed settings; routes stand in proxy/mathesar.yml.",
                    }),
            ProxyKind.External => new ProxyPlan([], [], Examples(front)),
            _ => new ProxyPlan([], [], []),
        };
    }

    private static ProxyPlan Run(
        Answers a, Front front, string why, string image, PlannedFile file, string folder, string? storage, StartCommand? start)
    {
        var fetches = storage is not null && front.IsHttps && !front.HasOwnCertificate;
        var service = new Service
        {
            Name = a.Get(KeptSettings.ProxyService),
            ContainerName = a.Get(KeptSettings.ProxyContainer) is { Length: > 0 } container ? container : null,
            Role = ServiceRole.Proxy,
            Why = why,
            Runtime = new Runtime.Image(ImageReference.Of(image)),
            Start = start,
            Ports = Ports(a, front),
            Mounts =
            [
                new Mount.Bind("./" + Folder, ReadOnly: true) { Path = folder, Why = file.About },
                .. fetches ? [Storage.Make(a, s_certificates, KeptSettings.CertificatesData, storage!)] : ImmutableArray<Mount>.Empty,
                .. front.HasOwnCertificate ? Certificate(a, front) : [],
            ],
            StartsAfter = [a.Get(KeptSettings.WebService)],
        };
        return new ProxyPlan([service], fetches ? Storage.Volume(a, s_certificates, KeptSettings.CertificatesData) : [], [file]);
    }

    // The machine's own proxy serves other sites too: it gets a file more, and goes on running as it does.
    private static ProxyPlan OnHost(Answers a, Front front) => a.Get(ProxySettings.Kind) switch
    {
        ProxyKind.Caddy =>
            Site(a, front, "caddy", new($"{Folder}/{front.Name}.caddy", CaddyFront.Write(front), "Mathesar's site, for this machine's Caddy.")),
        ProxyKind.Nginx =>
            Site(a, front, "nginx", new($"{Folder}/{front.Name}.conf", NginxFront.Write(front), "Mathesar's site, for this machine's nginx.")),
        _ => new ProxyPlan([], [], Examples(front)),
    };

    private static ProxyPlan Site(Answers a, Front front, string program, PlannedFile file) => new(
        [
            new Service
            {
                Name = "proxy",
                Role = ServiceRole.Proxy,
                Why = file.About,
                Runtime = new Runtime.Host(program),
                Ports = Ports(a, front),
                Mounts = [.. front.HasOwnCertificate ? Certificate(a, front) : []],
                StartsAfter = [WebService.Name],
            },
        ], [], [file with { IsMounted = false }]);

    private static ImmutableArray<PublishedPort> Ports(Answers a, Front front)
    {
        var http = new PublishedPort(a.Get(AccessSettings.Bind), a.Get(ProxySettings.HttpPort), 80, ProxySettings.HttpPort);
        return front.IsHttps ? [http, new(a.Get(AccessSettings.Bind), a.Get(ProxySettings.HttpsPort), 443, ProxySettings.HttpsPort)] : [http];
    }

    private static ImmutableArray<Mount> Certificate(Answers a, Front front) =>
    [
        new Mount.Bind(a.Get(ProxySettings.Certificate), ReadOnly: true)
        {
            Path = front.CertificatePath,
            Why = "Your certificate.",
            MustExist = true,
        },
        new Mount.Bind(a.Get(ProxySettings.CertificateKey), ReadOnly: true) { Path = front.KeyPath, Why = "Its private key.", MustExist = true },
    ];

    private static ImmutableArray<PlannedFile> Examples(Front front) =>
    [
        new("proxy-examples/Caddyfile", CaddyFront.Write(front), "An example for your own Caddy; nothing reads it here.") { IsMounted = false },
        new("proxy-examples/nginx.conf", NginxFront.Write(front), "An example for your own nginx; nothing reads it here.") { IsMounted = false },
        new("proxy-examples/traefik.yml", TraefikFront.Write(front), "An example for your own Traefik (file provider); nothing reads it here.")
        {
            IsMounted = false,
        },
    ];
}
