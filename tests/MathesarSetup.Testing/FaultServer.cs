using System.Net;
using System.Net.Sockets;

namespace MathesarSetup.Testing;

/// <summary>A TCP server that treats every visitor badly, in one way.</summary>
public sealed class FaultServer : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener;
    private readonly Func<Socket, CancellationToken, Task> _treat;
    private int _inside;

    /// <param name="treat">What happens to a visitor; the socket is closed afterwards.</param>
    public FaultServer(Func<Socket, CancellationToken, Task> treat, IPAddress? address = null)
    {
        _treat = treat;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Waits until every visitor has gone.</summary>
    /// <exception cref="TimeoutException">One stayed for 5 s.</exception>
    public async Task EmptyAsync()
    {
        for (var tries = 0; _inside > 0; tries++)
        {
            await Task.Delay(50, _end.Token);
            _ = tries < 100 ? 0 : throw new TimeoutException($"{_inside} connections stay open.");
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Breaks the connection off with a reset as soon as something came.</summary>
    public static async Task Reset(Socket visitor, CancellationToken end)
    {
        await visitor.ReceiveAsync(new byte[1], end);
        visitor.LingerState = new LingerOption(enable: true, 0);
    }

    /// <summary>Takes what comes and never answers.</summary>
    public static async Task Silent(Socket visitor, CancellationToken end)
    {
        while (await visitor.ReceiveAsync(new byte[4096], end) > 0)
        {
            // Until the visitor goes.
        }
    }

    /// <summary>Answers with these bytes as soon as something came, then waits.</summary>
    public static Func<Socket, CancellationToken, Task> Say(params byte[] answer) => async (visitor, end) =>
    {
        await visitor.ReceiveAsync(new byte[4096], end);
        await visitor.SendAsync(answer, end);
        await Silent(visitor, end);
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
            Interlocked.Increment(ref _inside);
            try
            {
                await _treat(visitor, _end.Token);
            }
            catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The visitor went, or the test is over.
            }
            finally
            {
                Interlocked.Decrement(ref _inside);
            }
        }
    }
}
