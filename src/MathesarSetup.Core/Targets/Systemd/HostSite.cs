using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Reads the site that a generated installation adds to the machine's own proxy.</summary>
internal static partial class HostSite
{
    /// <summary>Where the sites lie that a person may copy into a proxy.</summary>
    public const string Examples = "proxy-examples/";

    public static void Read(FoundFile site, Answering answers)
    {
        var isNginx = site.Path.EndsWith(".conf", StringComparison.Ordinal);
        var isExample = site.Path.StartsWith(Examples, StringComparison.Ordinal);
        answers.Say(ProxySettings.Kind.Key, isExample ? "external" : isNginx ? "nginx" : "caddy");
        if (isExample)
        {
            Say(site, answers, (ProxySettings.BodyLimit, BodyLimit()), (ProxySettings.RateLimit, RateLimit()));
            return;
        }

        // Where a proxy stands in front, the address is the proxy's, and Mathesar itself listens for this machine alone.
        answers.Say(AccessSettings.Bind.Key, Address().Match(site.Text) is { Success: true } address
            ? address.Groups.Values.Skip(1).First(static g => g.Success).Value.Trim('[', ']')
            : "0.0.0.0");
        Say(site, answers, (ProxySettings.BodyLimit, BodyLimit()), (ProxySettings.RateLimit, RateLimit()), (ProxySettings.Email, Email()),
            (ProxySettings.Certificate, Certificate()), (ProxySettings.CertificateKey, CertificateKey()), (ProxySettings.HttpsPort, SecurePort()),
            (ProxySettings.HttpPort, OpenPort()));
    }

    private static void Say(FoundFile site, Answering answers, params ReadOnlySpan<(Setting Setting, Regex Pattern)> said)
    {
        foreach (var (setting, pattern) in said)
        {
            answers.Say(setting.Key, pattern.Match(site.Text) is { Success: true } match
                ? match.Groups.Values.Skip(1).First(static g => g.Success).Value
                : null);
        }
    }

    [GeneratedRegex(@"(?m)^\s*(?:bind (\S+)|listen ([0-9.]+|\[(?!::\])[0-9a-fA-F:]+\]):[0-9]+( ssl)?;)$")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?m)^\s*(?:client_max_body_size ([0-9]+)m;|max_size ([0-9]+)MB)$")]
    private static partial Regex BodyLimit();

    [GeneratedRegex(@"(?m)^limit_req_zone .* rate=([0-9]+)r/s;$")]
    private static partial Regex RateLimit();

    [GeneratedRegex(@"(?m)^\s*tls (\S+@\S+)$")]
    private static partial Regex Email();

    [GeneratedRegex(@"(?m)^\s*(?:ssl_certificate (\S+);|tls (/\S+) \S+)$")]
    private static partial Regex Certificate();

    [GeneratedRegex(@"(?m)^\s*(?:ssl_certificate_key (\S+);|tls /\S+ (\S+))$")]
    private static partial Regex CertificateKey();

    [GeneratedRegex(@"(?m)^\s*listen (?:[0-9.]+:|\[[0-9a-fA-F:]+\]:)?([0-9]+) ssl;$")]
    private static partial Regex SecurePort();

    [GeneratedRegex(@"(?m)^\s*listen (?:[0-9.]+:|\[[0-9a-fA-F:]+\]:)?([0-9]+);$")]
    private static partial Regex OpenPort();
}
