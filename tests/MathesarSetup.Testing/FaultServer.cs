using System.Net;
using System.Net.Sockets;

namespace MathesarSetup.Testing;

/// <summary>A TCP server that treats every visitor badly, in one way.</summary>
public sealed class FaultServer : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener;
    private readonly Func<Socket, CancellationToken, Task> _treat;

    /// <param name="treat">What happens to a visitor; the socket is closed afterwards.</param>
    public FaultServer(Func<Socket, CancellationToken, Task> treat, IPAddress? address = null)
    {
        _treat = treat;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Breaks the connection off with a reset as soon as something came.</summary>
    public static async Task Reset(Socket visitor, CancellationToken end)
    {
        await visitor.ReceiveAsync(new byte[1], end);
        visitor.LingerState = new LingerOption(enable: true, 0);
    }

    /// <summary>Takes what comes and never answers.</summary>
    public static Task Silent(Socket visitor, CancellationToken end) => Task.Delay(Timeout.Infinite, end);

    /// <summary>Answers with these bytes as soon as something came, then waits.</summary>
    public static Func<Socket, CancellationToken, Task> Say(params byte[] answer) => async (visitor, end) =>
    {
        await visitor.ReceiveAsync(new byte[4096], end);
        await visitor.SendAsync(answer, end);
        await Task.Delay(Timeout.Infinite, end);
    };

    /// <summary>Answers with one byte after another, half a second apart, for ever.</summary>
    public static Func<Socket, CancellationToken, Task> Drip(byte[] first, byte drop) => async (visitor, end) =>
    {
        await visitor.ReceiveAsync(new byte[4096], end);
        await visitor.SendAsync(first, end);
        while (true)
        {
            await visitor.SendAsync(new[] { drop }, end);
            await Task.Delay(500, end);
        }
    };

    /// <summary>Answers with these bytes, and then with others without end, as fast as they are taken.</summary>
    public static Func<Socket, CancellationToken, Task> Flood(byte[] first, byte[] rest) => async (visitor, end) =>
    {
        await visitor.ReceiveAsync(new byte[4096], end);
        await visitor.SendAsync(first, end);
        while (true)
        {
            await visitor.SendAsync(rest, end);
        }
    };

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TreatAsync(await _listener.AcceptSocketAsync(_end.Token));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TreatAsync(Socket visitor)
    {
        using (visitor)
        {
            try
            {
                await _treat(visitor, _end.Token);
            }
            catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The visitor went, or the test is over.
            }
        }
    }
}
