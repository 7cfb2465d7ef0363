using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Checks.Network;

/// <summary>The name under which containers reach this machine, as seen from this machine.</summary>
internal static class HostGateway
{
    private static readonly string[] s_bridges = ["docker0", "podman0", "cni-podman0"];

    /// <summary>Whether a host means this machine as its containers see it.</summary>
    public static bool Is(string host) => host is Service.HostGateway or "host.containers.internal";

    /// <summary>The address of this machine to which containers are led; null where no bridge shows it, as with Docker Desktop and rootless engines.</summary>
    public static IPAddress? Bridge()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces().Where(i => s_bridges.Contains(i.Name))
                .SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address)
                .FirstOrDefault(a => a.AddressFamily is AddressFamily.InterNetwork);
        }
        catch (NetworkInformationException)
        {
            return null;
        }
    }
}
