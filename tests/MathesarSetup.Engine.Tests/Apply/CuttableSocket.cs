using System.Net.Sockets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>A socket that leads to the real engine until it is cut, as if the engine had died; mended, it leads there again.</summary>
internal sealed class CuttableSocket : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly string _engine;
    private readonly List<Socket> _open = [];
    private readonly Lock _oneAtATime = new();
    private Socket? _listener;

    public CuttableSocket(Uri engine)
    {
        _engine = engine.LocalPath;
        Mend();
    }

    public Uri Endpoint => new($"unix://{_folder.At("engine.sock")}");

    public void Mend()
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Endpoint.LocalPath));
        listener.Listen(64);
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    public void Cut()
    {
        _listener?.Dispose();
        File.Delete(Endpoint.LocalPath);
        lock (_oneAtATime)
        {
            _open.ForEach(static s => s.Dispose());
            _open.Clear();
        }
    }

    public void Dispose()
    {
        Cut();
        _folder.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var (near, far) = (await listener.AcceptAsync(), new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
                await far.ConnectAsync(new UnixDomainSocketEndPoint(_engine));
                lock (_oneAtATime)
                {
                    _open.AddRange([near, far]);
                }

                _ = RelayAsync(near, far);
                _ = RelayAsync(far, near);
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private static async Task RelayAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer)) > 0;)
            {
                await to.SendAsync(buffer.AsMemory(0, count));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // Cut, or closed by the other side.
        }
    }
}
