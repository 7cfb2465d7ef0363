using System.Net;
using System.Net.Sockets;

namespace MathesarSetup.Engine.Checks.Network;

/// <summary>Why no TCP connection came about.</summary>
internal enum ReachProblem
{
    /// <summary>The name has no address.</summary>
    UnknownName,

    /// <summary>The machine answers, and nothing listens on the port.</summary>
    Refused,

    /// <summary>There is no way to the machine.</summary>
    NoRoute,

    /// <summary>Nothing answers at all.</summary>
    Silent,
}

/// <summary>Whether a port can be reached: the address that took the connection, or why none did.</summary>
internal sealed record Reach(IPAddress? Address, ReachProblem Problem)
{
    // Shorter than a check's limit, so that the finding can say that it was the connection that took too long.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>The addresses of a name, or of an address itself; none when it has none.</summary>
    public static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(s_patience, cancellation);
        }
        catch (Exception problem) when (problem is SocketException or ArgumentException or TimeoutException)
        {
            // What the system's resolver calls unknown, a name that no resolver takes, and a name server that is silent.
            return [];
        }
    }

    /// <summary>
    /// Tries all addresses at once; the first that takes the connection counts, since a machine may be reachable over IPv4 or IPv6 alone.
    /// </summary>
    public static async Task<Reach> TryAsync(IReadOnlyCollection<IPAddress> addresses, int port, CancellationToken cancellation)
    {
        if (addresses.Count == 0)
        {
            return new Reach(null, ReachProblem.UnknownName);
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        enough.CancelAfter(s_patience);
        var attempts = addresses.Select(address => ConnectAsync(address, port, enough.Token)).ToList();
        var problem = ReachProblem.Silent;
        while (attempts.Count > 0)
        {
            var ended = await Task.WhenAny(attempts);
            attempts.Remove(ended);
            var reach = await ended;
            if (reach.Address is not null)
            {
                await enough.CancelAsync();
                return reach;
            }

            problem = (ReachProblem)Math.Min((int)problem, (int)reach.Problem);
        }

        cancellation.ThrowIfCancellationRequested();
        return new Reach(null, problem);
    }

    private static async Task<Reach> ConnectAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
            return new Reach(address, default);
        }
        catch (OperationCanceledException)
        {
            return new Reach(null, ReachProblem.Silent);
        }
        catch (SocketException problem)
        {
            return new Reach(null, problem.SocketErrorCode switch
            {
                SocketError.ConnectionRefused or SocketError.ConnectionReset => ReachProblem.Refused,
                SocketError.TimedOut => ReachProblem.Silent,
                _ => ReachProblem.NoRoute,
            });
        }
    }
}
