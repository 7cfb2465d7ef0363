using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>What stands between the browser and Mathesar.</summary>
public enum ProxyKind
{
    None,
    Caddy,
    Nginx,
    Traefik,
    External,
}

/// <summary>The questions about a reverse proxy. None runs unless asked for.</summary>
public static class ProxySettings
{
    public static readonly Setting<ProxyKind> Kind = new()
    {
        Key = "proxy.kind",
        Title = "Reverse proxy",
        Help = "What ends TLS in front of Mathesar.",
        Why = "On one machine, or in a network that you trust, none is needed. Mathesar itself speaks only plain HTTP.",
        Synonyms = ["https", "tls", "ssl", "certificate", "let's encrypt", "letsencrypt", "load balancer"],
        Codec = Codecs.Choice(
            (ProxyKind.None, new Option("none", "None", "Mathesar answers by itself, over plain HTTP.")),
            (ProxyKind.Caddy, new Option("caddy", "Caddy", "Adds a container that fetches and renews certificates by itself.")),
            (ProxyKind.Nginx, new Option("nginx", "nginx", "Adds a container; you bring the certificate, or it serves plain HTTP.")),
            (ProxyKind.Traefik, new Option("traefik", "Traefik", "Adds a container that can fetch certificates by itself.")),
            (ProxyKind.External, new Option("external", "One that I run", "Adds nothing; writes a snippet for your own Caddy, nginx or Traefik."))),
        Default = _ => ProxyKind.None,
        Example = ProxyKind.Caddy,
    };

    public static readonly Setting<string> Email = new()
    {
        Key = "proxy.email",
        Title = "E-mail for certificates",
        Help = "Where the certificate authority writes when a certificate is about to expire; may stay empty.",
        Synonyms = ["let's encrypt", "letsencrypt", "acme"],
        Codec = EmailAddress.Optional,
        Default = _ => "",
        Example = "ops@example.com",
        AskedWhen = a => a.Get(Kind) is ProxyKind.Caddy or ProxyKind.Traefik && a.Get(AccessSettings.Url).IsHttps,
        Rare = true,
    };

    public static readonly Setting<string> Certificate = new()
    {
        Key = "proxy.certificate",
        Title = "Certificate file",
        Help = "A certificate chain of your own in PEM form, mounted read-only; empty to fetch one automatically.",
        Synonyms = ["https", "tls", "ssl", "pem"],
        Codec = Codecs.AbsolutePath,
        Default = _ => "",
        Example = "/etc/ssl/mathesar/fullchain.pem",
        AskedWhen = a => RunsOne(a) && a.Get(AccessSettings.Url).IsHttps,
        Rare = true,
    };

    public static readonly Setting<string> CertificateKey = new()
    {
        Key = "proxy.key",
        Title = "Certificate's key file",
        Help = "The private key that belongs to the certificate, in PEM form, mounted read-only.",
        Synonyms = ["https", "tls", "ssl", "pem"],
        Codec = Codecs.AbsolutePath,
        Default = _ => "",
        Example = "/etc/ssl/mathesar/privkey.pem",
        AskedWhen = a => RunsOne(a) && a.Get(AccessSettings.Url).IsHttps,
        Rare = true,
    };

    public static readonly Setting<string> Network = new()
    {
        Key = "proxy.network",
        Title = "Existing container network",
        Help = "A network that your own proxy is in; Mathesar joins it, so that no port has to be opened.",
        Codec = Codecs.Text("proxy", text => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? null
            : "A network's name holds letters, digits, dots, hyphens and underscores."),
        Default = _ => "",
        Example = "web",
        AskedWhen = a => a.Get(Kind) is ProxyKind.External,
        Rare = true,
    };

    public static readonly Setting<int> HttpPort = new()
    {
        Key = "proxy.http-port",
        Title = "Port for HTTP",
        Help = "The port on this machine on which the proxy answers plain HTTP.",
        Codec = Codecs.Port,
        Default = a => a.IsAnswered(AccessSettings.Url) && a.Get(AccessSettings.Url) is { IsHttps: false } url ? url.Port : 80,
        Example = 8080,
        AskedWhen = RunsOne,
        Rare = true,
    };

    public static readonly Setting<int> HttpsPort = new()
    {
        Key = "proxy.https-port",
        Title = "Port for HTTPS",
        Help = "The port on this machine on which the proxy answers HTTPS.",
        Codec = Codecs.Port,
        Default = a => a.Get(AccessSettings.Url) is { IsHttps: true } url ? url.Port : 443,
        Example = 8443,
        AskedWhen = a => RunsOne(a) && a.Get(AccessSettings.Url).IsHttps,
        Rare = true,
    };

    public static readonly Setting<int> BodyLimit = new()
    {
        Key = "proxy.body-limit",
        Title = "Largest upload",
        Help = "The largest request that the proxy lets through, in megabytes (MB).",
        Why = "CSV files are imported in one request; nginx alone would stop at 1 MB.",
        Synonyms = ["csv", "import"],
        Codec = Codecs.Number(1, 100_000, "MB"),
        Default = _ => 512,
        Example = 2048,
        AskedWhen = a => a.Get(Kind) is not ProxyKind.None || KubernetesSettings.HasIngress(a),
        Rare = true,
    };

    public static readonly Setting<int> RateLimit = new()
    {
        Key = "proxy.rate-limit",
        Title = "Requests per second",
        Help = "How many requests per second one address may make before the proxy slows it down; 0 for no limit.",
        Codec = Codecs.Number(0, 100_000, "requests per second"),
        Default = a => a.Get(Kind) is ProxyKind.Nginx or ProxyKind.Traefik ? 50 : 0,
        Example = 20,
        AskedWhen = a => a.Get(Kind) is not ProxyKind.None || KubernetesSettings.HasIngress(a),
        Rare = true,
    };

    public static readonly ImmutableArray<Setting> All =
    [
        Kind, Email, Certificate, CertificateKey, Network, HttpPort, HttpsPort, BodyLimit, RateLimit,
    ];

    /// <summary>Whether this installation runs a proxy of its own.</summary>
    public static bool RunsOne(Answers a) => a.Get(Kind) is ProxyKind.Caddy or ProxyKind.Nginx or ProxyKind.Traefik;
}
