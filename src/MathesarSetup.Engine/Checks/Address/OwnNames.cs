using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Checks.Address;

/// <summary>The names and addresses that this machine has.</summary>
internal static class OwnNames
{
    // What engines and virtual machines make for themselves.
    private static readonly string[] s_inner = ["docker", "br-", "podman", "cni-", "veth", "virbr", "lxc", "lxd", "vmnet", "vboxnet"];

    /// <summary>Every address, loopback and bridges included.</summary>
    public static HashSet<IPAddress> Addresses() => [.. Interfaces().SelectMany(Of)];

    /// <summary>What others in its networks may type: addresses of IPv4, and its own name.</summary>
    public static ImmutableArray<string> ForOthers() =>
    [
        .. Interfaces()
            .Where(i => i.OperationalStatus is OperationalStatus.Up && i.NetworkInterfaceType is not NetworkInterfaceType.Loopback
                && !s_inner.Any(p => i.Name.StartsWith(p, StringComparison.Ordinal)))
            .SelectMany(Of).Where(a => a.AddressFamily is AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)).Select(a => a.ToString())
            .Append(Environment.MachineName.ToLowerInvariant()).Where(name => HostName.Problem(name) is null && !HostName.IsLoopback(name))
            .Distinct(StringComparer.Ordinal),
    ];

    private static IEnumerable<IPAddress> Of(NetworkInterface network) =>
        network.GetIPProperties().UnicastAddresses.Select(u => u.Address)
            .Where(u => u.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6);

    private static NetworkInterface[] Interfaces()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces();
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
