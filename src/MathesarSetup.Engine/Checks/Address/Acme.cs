using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Address;

/// <summary>The way by which an authority looks whether a name belongs to whoever asks for its certificate (ACME, RFC 8555).</summary>
internal static class Acme
{
    /// <summary>Whether the proxy has to fetch a certificate.</summary>
    public static bool IsWanted(Answers a) => a.Get(ProxySettings.Kind) is ProxyKind.Caddy or ProxyKind.Traefik && a.Get(AccessSettings.Url).IsHttps
        && a.Get(ProxySettings.Certificate).Length == 0;

    /// <summary>
    /// The ports to which the authority comes, each with the port of this machine to which it has to lead. One that does is enough.
    /// </summary>
    public static ImmutableArray<(int Outer, int Inner)> Roads(Answers a) => !IsWanted(a) ? []
        // Traefik is told to use the challenge over HTTP; Caddy takes either.
        : a.Get(ProxySettings.Kind) is ProxyKind.Traefik ? [(80, a.Get(ProxySettings.HttpPort))]
        : [(80, a.Get(ProxySettings.HttpPort)), (443, a.Get(ProxySettings.HttpsPort))];

    /// <summary>That none of the roads leads here; nothing where one does, or where it cannot be told.</summary>
    public static IEnumerable<Finding> Finding(Answers a, PublicUrl url, IReadOnlyDictionary<(int Outer, int Inner), EchoEnd> ends)
    {
        var roads = Roads(a);
        return roads.IsEmpty || roads.Any(r => ends[r] is not EchoEnd.DidNotCome) ? [] : [AddressFindings.Acme(url, roads)];
    }

    /// <summary>Whether an address means something else in every network, so that no authority can come to it.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily is AddressFamily.InterNetwork
            ? (bytes[0], bytes[1]) is (10, _) or (127, _) or (192, 168) or (169, 254) or (172, >= 16 and < 32) or (100, >= 64 and < 128)
            : address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || IPAddress.IsLoopback(address);
    }
}
