using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Planning;

/// <summary>What every reverse proxy has to know, in no proxy's words.</summary>
internal sealed record Front
{
    /// <summary>Where a certificate of the user's appears inside the proxy's container.</summary>
    public const string CertificatePath = "/etc/mathesar/certificate.pem";

    /// <summary>Where its key appears.</summary>
    public const string KeyPath = "/etc/mathesar/key.pem";

    public required PublicUrl Url { get; init; }

    /// <summary>Every name that it answers to; without stars and leading dots, which proxies and Django understand differently.</summary>
    public required ImmutableArray<string> Hosts { get; init; }

    /// <summary>Host and port of Mathesar, as the proxy reaches it.</summary>
    public required string Upstream { get; init; }

    /// <summary>Whether it runs as a container of this installation, and not as the user's own.</summary>
    public required bool IsOurs { get; init; }

    public required bool HasOwnCertificate { get; init; }

    public required string Email { get; init; }

    /// <summary>Largest request, in megabytes.</summary>
    public required int BodyLimit { get; init; }

    /// <summary>Requests per second from one address; 0 for no limit.</summary>
    public required int RateLimit { get; init; }

    public bool IsHttps => Url.IsHttps;

    /// <summary>The port as it stands in a redirect: empty where the scheme implies it.</summary>
    public string PortSuffix => Url.HasDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{Url.Port}");

    public static Front Of(Answers a)
    {
        var ours = ProxySettings.RunsOne(a);
        return new Front
        {
            Url = a.Get(AccessSettings.Url),
            Hosts = [.. a.Get(AccessSettings.Hosts).Items.Prepend(a.Get(AccessSettings.Url).Host).Where(h => h[0] is not ('*' or '.')).Distinct(StringComparer.Ordinal)],
            Upstream = Reach(a, ours),
            IsOurs = ours,
            HasOwnCertificate = ours && a.Get(ProxySettings.Certificate).Length > 0,
            Email = a.Get(ProxySettings.Email),
            BodyLimit = a.Get(ProxySettings.BodyLimit),
            RateLimit = a.Get(ProxySettings.RateLimit),
        };
    }

    /// <summary>A host as it stands in an address: IPv6 in brackets.</summary>
    public static string InAddress(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;

    private static string Reach(Answers a, bool ours)
    {
        if (ours)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{WebService.Name}:{WebService.Port}");
        }

        if (a.Get(ProxySettings.Network).Length > 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{a.Get(RunSettings.Name)}:{WebService.Port}");
        }

        var bind = a.Get(AccessSettings.Bind);
        var host = bind.Equals(IPAddress.Any) ? "127.0.0.1" : bind.Equals(IPAddress.IPv6Any) ? "[::1]" : InAddress(bind.ToString());
        return string.Create(CultureInfo.InvariantCulture, $"{host}:{a.Get(AccessSettings.Port)}");
    }
}
