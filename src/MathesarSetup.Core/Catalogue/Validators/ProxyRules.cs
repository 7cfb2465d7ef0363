using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about the reverse proxy.</summary>
internal static class ProxyRules
{
    public static IEnumerable<Finding> Check(Answers a)
    {
        var kind = a.Get(ProxySettings.Kind);
        if (kind is ProxyKind.None)
        {
            yield break;
        }

        if (!a.IsAnswered(AccessSettings.Url))
        {
            yield return Finding.Warning("proxy.no-name", "The proxy has no name to answer to yet, so it serves localhost alone. Say how people will open Mathesar, such as https://mathesar.example.com.", AccessSettings.Url.Key);
        }

        foreach (var finding in Certificates(a, kind))
        {
            yield return finding;
        }

        if (kind is ProxyKind.Caddy && a.Get(ProxySettings.RateLimit) > 0)
        {
            yield return Finding.Warning("proxy.no-rate-limit", "Caddy's own image cannot limit requests per second, so this answer has no effect. nginx and Traefik can.", ProxySettings.RateLimit.Key,
                Fix.To("Set no limit", ProxySettings.RateLimit.Key, "0"));
        }

        var port = a.Get(AccessSettings.Url).IsHttps ? ProxySettings.HttpsPort : ProxySettings.HttpPort;
        if (ProxySettings.RunsOne(a) && a.Get(port) != a.Get(AccessSettings.Url).Port)
        {
            yield return Finding.Warning("proxy.port-differs", $"People would open port {a.Get(AccessSettings.Url).Port}, but the proxy answers on port {a.Get(port)}. Make them the same, unless something of yours forwards one to the other.",
                port.Key, Fix.To($"Use port {a.Get(AccessSettings.Url).Port}", port.Key, null));
        }
    }

    private static IEnumerable<Finding> Certificates(Answers a, ProxyKind kind)
    {
        var certificate = a.Get(ProxySettings.Certificate);
        var key = a.Get(ProxySettings.CertificateKey);
        var https = a.Get(AccessSettings.Url).IsHttps;
        if (certificate.Length > 0 != key.Length > 0)
        {
            var missing = certificate.Length == 0 ? ProxySettings.Certificate : ProxySettings.CertificateKey;
            yield return Finding.Error("proxy.half-a-certificate", "A certificate of your own needs both files: the chain and its key. Give the other one too, or leave both empty.", missing.Key);
        }

        if (https && kind is ProxyKind.Nginx && certificate.Length == 0)
        {
            yield return Finding.Error("proxy.no-certificate", "nginx fetches no certificates by itself. Name the files of yours, or let Caddy do it.", ProxySettings.Certificate.Key,
                Fix.To("Use Caddy", ProxySettings.Kind.Key, "caddy"));
        }

        if (https && kind is ProxyKind.Traefik && certificate.Length == 0 && a.Get(ProxySettings.Email).Length == 0)
        {
            yield return Finding.Error("proxy.no-email", "Traefik fetches certificates only with an e-mail address to register. Give one, or the files of a certificate of yours.", ProxySettings.Email.Key);
        }

        if (https && ProxySettings.RunsOne(a) && certificate.Length == 0 && a.Get(AccessSettings.Url).IsLocal)
        {
            yield return Finding.Warning("proxy.local-certificate", "No public authority signs a certificate for this machine's own name, so browsers will warn. Use http for this machine alone, or a public name.", AccessSettings.Url.Key);
        }
    }
}
