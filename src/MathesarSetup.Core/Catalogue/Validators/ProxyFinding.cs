using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about the answers about the reverse proxy.</summary>
public static class ProxyFinding
{
    public static readonly FindingKind HalfACertificate = FindingKind.Error("proxy.half-a-certificate",
        "A certificate of your own needs both files: the chain and its key. Give the other one too, or leave both empty.");

    public static readonly FindingKind LocalCertificate = FindingKind.Warning("proxy.local-certificate",
        "No public authority signs a certificate for this machine's own name, so browsers will warn. Use http for this machine alone, or a "
        + "public name.");

    public static readonly FindingKind NoCertificate = FindingKind.Error("proxy.no-certificate",
        "nginx fetches no certificates by itself. Name the files of yours, or let Caddy do it.");

    public static readonly FindingKind NoEmail = FindingKind.Error("proxy.no-email",
        "Traefik fetches certificates only with an e-mail address to register. Give one, or the files of a certificate of yours.");

    public static readonly FindingKind NoName = FindingKind.Warning("proxy.no-name",
        "The proxy has no name to answer to yet, so it serves localhost alone. Say how people will open Mathesar, such as "
        + "https://mathesar.example.com.");

    public static readonly FindingKind NoRateLimit = FindingKind.Warning("proxy.no-rate-limit",
        "Caddy's own image cannot limit requests per second, so this answer has no effect. nginx and Traefik can.");

    public static readonly FindingKind SamePort = FindingKind.Error("proxy.same-port",
        "The proxy cannot answer HTTP and HTTPS on one port. Give one of them another.");

    public static readonly FindingKind PortDiffers = FindingKind.Warning("proxy.port-differs",
        "The port in the address is not the one on which the proxy answers. Make them the same, unless something of yours forwards one to the "
        + "other.");
}
