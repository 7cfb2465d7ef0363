using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace MathesarSetup.Engine.Checks.Address;

/// <summary>Whether a word that was sent to a name came back to this machine.</summary>
internal enum EchoEnd
{
    Came,
    DidNotCome,

    /// <summary>The port is in use, or may not be opened by this program.</summary>
    CannotTell,
}

/// <summary>Opens the very port for a moment and sends a random word to the name: if it arrives, the name leads here, through routers too.</summary>
internal static class Echo
{
    private const int Length = 32;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <param name="outer">The port that people use.</param>
    /// <param name="inner">The port of this machine that it should lead to.</param>
    public static async Task<EchoEnd> TryAsync(IPAddress[] addresses, int outer, int inner, CancellationToken cancellation)
    {
        using var listener = Open(inner);
        if (listener is null)
        {
            return EchoEnd.CannotTell;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(s_patience);
        var word = RandomNumberGenerator.GetBytes(Length);
        var hearing = HearAsync(listener, word, patience.Token);
        var saying = Task.WhenAll(addresses.Select(address => SayAsync(address, outer, word, patience.Token)));
        // When nobody could be reached there is nothing to wait for.
        await Task.WhenAny(hearing, saying);
        if (!hearing.IsCompleted && !(await saying).Contains(true))
        {
            await patience.CancelAsync();
        }

        return await hearing ? EchoEnd.Came : EchoEnd.DidNotCome;
    }

    private static TcpListener? Open(int port)
    {
        var listener = new TcpListener(IPAddress.IPv6Any, port);
        try
        {
            listener.Server.DualMode = true;
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    private static async Task<bool> HearAsync(TcpListener listener, byte[] word, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                using var visitor = await listener.AcceptSocketAsync(cancellation);
                if (await IsWordAsync(visitor, word, cancellation))
                {
                    return true;
                }
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException)
        {
            return false;
        }
    }

    // Whoever else comes by is sent away without a word.
    private static async Task<bool> IsWordAsync(Socket visitor, byte[] word, CancellationToken cancellation)
    {
        var heard = new byte[Length];
        await using var stream = new NetworkStream(visitor);
        using var brief = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        brief.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            return await stream.ReadAtLeastAsync(heard, Length, throwOnEndOfStream: false, brief.Token) == Length
                && CryptographicOperations.FixedTimeEquals(heard, word);
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<bool> SayAsync(IPAddress address, int port, byte[] word, CancellationToken cancellation)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
            await socket.SendAsync(word, cancellation);
            return true;
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
