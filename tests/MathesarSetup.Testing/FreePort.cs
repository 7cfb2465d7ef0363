using System.Net;
using System.Net.Sockets;

namespace MathesarSetup.Testing;

/// <summary>Ports of this machine on which nobody listens.</summary>
public static class FreePort
{
    /// <summary>A port that is free on every address at this moment.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether nobody listens on a port at this moment.</summary>
    public static bool Is(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
