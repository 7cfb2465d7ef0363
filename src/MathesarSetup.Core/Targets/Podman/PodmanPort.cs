using System.Globalization;
using System.Net;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>A published port as Podman takes it, for which no address means every IPv4 address.</summary>
internal static class PodmanPort
{
    public static string Of(PublishedPort port) => port.Address.Address.Equals(IPAddress.IPv6Any)
        ? string.Create(CultureInfo.InvariantCulture, $"[::]:{port.Machine}:{port.Inside}")
        : PortMapping.Of(port);
}
