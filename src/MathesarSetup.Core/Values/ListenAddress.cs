using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MathesarSetup.Values;

/// <summary>An address of this machine on which a port is opened: one of its addresses, or every one.</summary>
public sealed record ListenAddress(IPAddress Address)
{
    /// <summary>Every IPv4 address; engines and systems take it for every IPv6 address too.</summary>
    public static readonly ListenAddress Everywhere = new(IPAddress.Any);

    /// <summary>This machine alone.</summary>
    public static readonly ListenAddress Loopback = new(IPAddress.Loopback);

    /// <summary>Whether no address is left out.</summary>
    public bool IsEverywhere => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any);

    /// <summary>Whether nobody but this machine reaches it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>The address at which a program of this machine asks for what is opened here.</summary>
    public IPAddress Local =>
        Address.Equals(IPAddress.Any) ? IPAddress.Loopback : Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : Address;

    /// <summary>The address as container engines write it: nothing where every one is meant.</summary>
    public string EngineText => IsEverywhere ? "" : Address.ToString();

    /// <summary>Whether one port cannot be opened on both.</summary>
    public bool Overlaps(ListenAddress other) => IsEverywhere || other.IsEverywhere || Address.Equals(other.Address);

    /// <summary>Address and port as they stand in a URL.</summary>
    public string InUrl(int port) => string.Create(CultureInfo.InvariantCulture, $"{HostName.InUrl(Address.ToString())}:{port}");

    /// <summary>
    /// Reads an address as people and engines write it: empty means every one, brackets may stand around IPv6. Null for anything else.
    /// </summary>
    public static ListenAddress? Parse(string text) => text switch
    {
        "" or "*" => Everywhere,
        _ when text.Contains('%', StringComparison.Ordinal) => null,
        _ when IPAddress.TryParse(text.Trim('[', ']'), out var address) && IsWhole(text, address) => new ListenAddress(address),
        _ => null,
    };

    public override string ToString() => Address.ToString();

    // .NET takes 1 for 0.0.0.1.
    private static bool IsWhole(string text, IPAddress address) =>
        address.AddressFamily is AddressFamily.InterNetworkV6 || text.Count(static c => c == '.') == 3;
}
