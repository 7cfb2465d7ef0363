using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Conflicts;

/// <summary>What came of opening a port for a moment.</summary>
internal enum PortTrial
{
    Free,
    Taken,

    /// <summary>This machine has no such address.</summary>
    NoSuchAddress,
}

/// <summary>Opens ports for a moment, without a visitor being able to come.</summary>
internal static class PortTrials
{
    /// <summary>Whether an engine could open the port. For 0.0.0.0 and :: both IPv4 and IPv6 are tried, as engines open both.</summary>
    public static PortTrial Try(ListenAddress address, int port) =>
        Addresses(address).Select(a => Try(a, port)).Max();

    private static IEnumerable<IPAddress> Addresses(ListenAddress address) =>
        address.IsEverywhere ? [IPAddress.Any, IPAddress.IPv6Any] : [address.Address];

    private static PortTrial Try(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.AddressFamily is AddressFamily.InterNetworkV6)
            {
                // Else IPv4 would be tried with it, and be in its own way.
                socket.DualMode = false;
            }

            socket.Bind(new IPEndPoint(address, port));
            return PortTrial.Free;
        }
        catch (SocketException problem)
        {
            return problem.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => PortTrial.Taken,
                // Below 1024 the engine may have a right that this program has not; the list of listeners is open to everybody.
                SocketError.AccessDenied => IsListenedOn(address, port) ? PortTrial.Taken : PortTrial.Free,
                SocketError.AddressNotAvailable => PortTrial.NoSuchAddress,
                // No IPv6, or none of it at all.
                _ => PortTrial.Free,
            };
        }
    }

    private static bool IsListenedOn(IPAddress address, int port)
    {
        return IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Any(l => l.Port == port && l.AddressFamily == address.AddressFamily
                && new ListenAddress(l.Address).Overlaps(new ListenAddress(address)));
    }
}
