using System.Globalization;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Targets;

/// <summary>A published port as Docker, Compose and Podman write it.</summary>
internal static class PortMapping
{
    /// <summary>
    /// Address, machine's port, inner port. Without an address every IPv4 and IPv6 address is meant, which is what 0.0.0.0 and :: are taken for.
    /// </summary>
    public static string Of(PublishedPort port) =>
        string.Create(CultureInfo.InvariantCulture, $"{Address(port.Address)}{port.Machine}:{port.Inside}");

    private static string Address(ListenAddress address) => address.IsEverywhere ? "" : $"{HostName.InUrl(address.ToString())}:";
}
