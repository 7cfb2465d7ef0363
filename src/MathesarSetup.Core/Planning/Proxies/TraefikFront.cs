using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Planning.Proxies;

/// <summary>Mathesar behind Traefik, by its file provider: Traefik never sees Docker's socket.</summary>
internal static class TraefikFront
{
    public const string Folder = "/etc/traefik/dynamic";

    public const string Storage = "/certificates";

    private const string Resolver = "acme";

    /// <summary>Traefik's fixed settings, which it takes from its command line.</summary>
    public static ImmutableArray<string> Arguments(Front front)
    {
        string[] general =
        [
            $"--providers.file.directory={Folder}", "--providers.file.watch=true", "--global.checknewversion=false",
            "--global.sendanonymoususage=false",
            "--entrypoints.web.address=:80", "--entrypoints.web.transport.respondingtimeouts.readtimeout=300s",
        ];
        string[] https = !front.IsHttps ? [] :
        [
            "--entrypoints.websecure.address=:443", "--entrypoints.websecure.transport.respondingtimeouts.readtimeout=300s",
            string.Create(CultureInfo.InvariantCulture,
                $"--entrypoints.web.http.redirections.entrypoint.to={(front.PortSuffix.Length > 0 ? front.PortSuffix : "websecure")}"),
            "--entrypoints.web.http.redirections.entrypoint.scheme=https",
        ];
        string[] acme = !front.IsHttps || front.HasOwnCertificate ? [] :
        [
            $"--certificatesresolvers.{Resolver}.acme.email={front.Email}", $"--certificatesresolvers.{Resolver}.acme.storage={Storage}/acme.json",
            $"--certificatesresolvers.{Resolver}.acme.httpchallenge.entrypoint=web",
        ];
        return [.. general, .. https, .. acme];
    }

    public static string Write(Front front)
    {
        var http = new YamlMap
        {
            { "routers", new YamlMap { { "mathesar", Router(front) } } },
            { "middlewares", Middlewares(front) },
            { "services",
                new YamlMap
                {
                    { "mathesar",
                        new YamlMap
                        {
                            { "loadBalancer", new YamlMap { { "servers", new YamlList { new YamlMap { { "url", $"http://{front.Upstream}" } } } } } },
                        } },
                } },
        };
        var document = new YamlMap { { "http", http } };
        if (front.HasOwnCertificate)
        {
            document.Add("tls", new YamlMap { { "certificates",
                new YamlList { new YamlMap { { "certFile", front.CertificatePath }, { "keyFile", front.KeyPath } } } } }, "Your certificate.");
        }

        return document.Write(front.IsOurs
            ? "Traefik in front of Mathesar. Traefik notices a change of this file by itself.\n"
                + "It forwards Host and sets X-Forwarded-Proto without being told."
            : "An example for your own Traefik and its file provider. Use the names of your entry points and resolver.");
    }

    private static YamlMap Router(Front front)
    {
        var router = new YamlMap
        {
            { "rule", string.Join(" || ", front.Hosts.Select(h => $"Host(`{h}`)")), "Every name under which Mathesar may be opened." },
            { "entryPoints", Yaml.List(front.IsHttps ? "websecure" : "web") },
            { "middlewares", Yaml.List(front.RateLimit > 0 ? ["mathesar-body", "mathesar-rate"] : ["mathesar-body"]) },
            { "service", "mathesar" },
        };
        if (front.IsHttps)
        {
            router.Add("tls", front.HasOwnCertificate ? new YamlMap() : new YamlMap { { "certResolver", Resolver } });
        }

        return router;
    }

    private static YamlMap Middlewares(Front front)
    {
        var map = new YamlMap
        {
            { "mathesar-body",
                new YamlMap
                {
                    { "buffering",
                        new YamlMap
                        {
                            { "maxRequestBodyBytes", new YamlPlain((front.BodyLimit * 1_000_000L).ToString(CultureInfo.InvariantCulture)) },
                        } },
                },
                "CSV files are imported in one request." },
        };
        if (front.RateLimit > 0)
        {
            map.Add("mathesar-rate",
                new YamlMap { { "rateLimit", new YamlMap { { "average", front.RateLimit }, { "burst", front.RateLimit * 2 } } } },
                "How many requests per second one address may make.");
        }

        return map;
    }
}
