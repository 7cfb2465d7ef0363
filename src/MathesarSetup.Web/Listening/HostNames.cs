using System.Net;
using System.Net.Sockets;

namespace MathesarSetup.Web.Listening;

/// <summary>Addresses as they are written in URLs.</summary>
internal static class HostNames
{
    /// <summary>An IPv6 address stands in brackets: <c>[::1]</c>.</summary>
    public static string InUrl(IPAddress address) =>
        address.AddressFamily is AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    /// <summary>The name alone of what people type: <c>wizard.lan:8765</c> has a port too many, <c>::1</c> lacks its brackets.</summary>
    public static string Bare(string given) =>
        IPAddress.TryParse(given, out var address) ? InUrl(address) : new HostString(given).Host;
}
