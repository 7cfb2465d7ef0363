using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Values;

namespace MathesarSetup.Planning.Proxies;

/// <summary>What every reverse proxy has to know, in no proxy's words.</summary>
internal sealed record Front
{
    internal const string InnerCertificate = "/etc/mathesar/certificate.pem";
    internal const string InnerKey = "/etc/mathesar/key.pem";

    /// <summary>What the proxy calls this site; a proxy of the machine has others beside it.</summary>
    public required string Name { get; init; }

    public required PublicUrl Url { get; init; }

    /// <summary>Every name that it answers to; without stars and leading dots, which proxies and Django understand differently.</summary>
    public required ImmutableArray<string> Hosts { get; init; }

    /// <summary>Host and port of Mathesar, as the proxy reaches it.</summary>
    public required string Upstream { get; init; }

    /// <summary>Whether it runs as a container of this installation, and not as the user's own.</summary>
    public required bool IsOurs { get; init; }

    /// <summary>Whether it is a proxy of the machine, to which this site is added.</summary>
    public required bool IsSite { get; init; }

    public required bool HasOwnCertificate { get; init; }

    /// <summary>Where the proxy finds a certificate of the user's.</summary>
    public string CertificatePath { get; init; } = InnerCertificate;

    /// <summary>Where it finds its key.</summary>
    public string KeyPath { get; init; } = InnerKey;

    /// <summary>The address on which the proxy listens; null for every address.</summary>
    public string? Address { get; init; }

    /// <summary>The port on which the proxy listens for plain HTTP: inside its container always 80.</summary>
    public int HttpPort { get; init; } = 80;

    /// <summary>The port on which it listens for HTTPS: inside its container always 443.</summary>
    public int HttpsPort { get; init; } = 443;

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
        var runs = ProxySettings.RunsOne(a);
        var site = runs && RunSettings.OnHost(a);
        var front = new Front
        {
            Name = site ? a.Get(RunSettings.Name) : WebService.Name,
            Url = a.Get(AccessSettings.Url),
            Hosts = [.. a.Get(AccessSettings.Hosts).Items.Prepend(a.Get(AccessSettings.Url).Host).Where(h => h[0] is not ('*' or '.'))
                .Distinct(StringComparer.Ordinal)],
            Upstream = Reach(a, runs, site),
            IsOurs = runs && !site,
            IsSite = site,
            HasOwnCertificate = runs && a.Get(ProxySettings.Certificate).Length > 0,
            Email = a.Get(ProxySettings.Email),
            BodyLimit = a.Get(ProxySettings.BodyLimit),
            RateLimit = a.Get(ProxySettings.RateLimit),
        };
        return !site ? front : front with
        {
            CertificatePath = a.Get(ProxySettings.Certificate),
            KeyPath = a.Get(ProxySettings.CertificateKey),
            Address = a.Get(AccessSettings.Bind) is var bind && bind.IsEverywhere ? null : bind.ToString(),
            HttpPort = a.Get(ProxySettings.HttpPort),
            HttpsPort = a.Get(ProxySettings.HttpsPort),
        };
    }

    private static string Reach(Answers a, bool runs, bool site)
    {
        if (site)
        {
            return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{a.Get(AccessSettings.Port)}");
        }

        if (runs)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{a.Get(KeptSettings.WebService)}:{WebService.PortOf(a)}");
        }

        if (a.Get(ProxySettings.Network).Length > 0 && !RunSettings.OnHost(a))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{a.Get(RunSettings.Name)}:{WebService.PortOf(a)}");
        }

        var bind = a.Get(AccessSettings.Bind);
        return new ListenAddress(bind.Local).InUrl(a.Get(AccessSettings.Port));
    }
}
