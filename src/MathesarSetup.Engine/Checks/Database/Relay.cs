using System.Net;
using System.Net.Sockets;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>
/// Stands between the database library and the server. While it logs in, the library (Npgsql 10.0.3) minds no token, and it takes answers of any
/// length: a server that is none could hold a connection, and the memory, for ever. It can go as soon as the library minds both.
/// </summary>
internal sealed class Relay : IDisposable
{
    // A login and what is asked afterwards take a few kilobytes, most of them the certificates.
    private const int MostBytes = 1 << 20;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end;

    public Relay(IPEndPoint server, CancellationToken cancellation)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(server, _end.Token);
    }

    /// <summary>The port on the loopback address that leads to the server.</summary>
    public int Port { get; }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _listener.Dispose();
    }

    // The library comes twice when it may do without encryption, or with it.
    private async Task AcceptAsync(IPEndPoint server, CancellationToken end)
    {
        try
        {
            while (true)
            {
                _ = RunAsync(await _listener.AcceptSocketAsync(end), server, end);
            }
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody comes any more.
        }
    }

    private static async Task RunAsync(Socket library, IPEndPoint server, CancellationToken end)
    {
        using var inside = library;
        try
        {
            using var outside = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            library.NoDelay = true;
            await outside.ConnectAsync(server, end);
            var asking = CopyAsync(library, outside, long.MaxValue, end);
            var answering = CopyAsync(outside, library, MostBytes, end);
            if (await Task.WhenAny(asking, answering) == answering)
            {
                // The server's last words have to arrive: closing now would drop them where the library still writes.
                library.Shutdown(SocketShutdown.Send);
                await asking;
            }
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone, or nobody waits any more; the other side notices.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to, long most, CancellationToken end)
    {
        var buffer = new byte[16 * 1024];
        for (var left = most; left > 0;)
        {
            var count = await from.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), end);
            if (count == 0)
            {
                return;
            }

            left -= count;
            await to.SendAsync(buffer.AsMemory(0, count), end);
        }
    }
}
