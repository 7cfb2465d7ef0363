using System.Net;
using System.Net.Sockets;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>Where the server was found: the address or the socket directory to connect to, and whether it speaks TLS there.</summary>
/// <param name="Address">What to connect to.</param>
/// <param name="OffersTls">False for a Unix socket, which needs none.</param>
internal sealed record DatabasePlace(string Address, bool OffersTls)
{
    private const int SslRequest = 80877103;

    /// <exception cref="FindingException">Nothing that speaks PostgreSQL's protocol answers there.</exception>
    public static async Task<DatabasePlace> FindAsync(Answers answers, CancellationToken cancellation)
    {
        var host = answers.Get(DatabaseSettings.Host);
        var port = answers.Get(DatabaseSettings.Port);
        if (DatabaseUrl.IsSocket(host))
        {
            return File.Exists($"{host}/.s.PGSQL.{port}")
                ? new DatabasePlace(host, OffersTls: false)
                : throw new FindingException(PlaceFindings.NoSocket(host, port));
        }

        var reach = HostGateway.Is(host)
            ? await FromContainersAsync(answers, host, port, cancellation)
            : await Reach.TryAsync(await Reach.ResolveAsync(host, cancellation), port, cancellation);
        var address = reach.Address ?? throw new FindingException(PlaceFindings.NotReached(reach.Problem, host, port));
        return new DatabasePlace(address.ToString(), await OffersTlsAsync(address, host, port, cancellation));
    }

    // A server that listens on loopback alone works from here and not from a container.
    private static async Task<Reach> FromContainersAsync(Answers answers, string host, int port, CancellationToken cancellation)
    {
        IPAddress[] loopback = [IPAddress.Loopback, IPAddress.IPv6Loopback];
        if (RunSettings.OnHost(answers))
        {
            return await Reach.TryAsync(loopback, port, cancellation);
        }

        return await FromContainersAsync(await HostGateway.ViewAsync(answers, cancellation), HostGateway.Own(), host, port, cancellation);
    }

    /// <summary>The same for an engine whose containers see this machine in a way that is known.</summary>
    internal static async Task<Reach> FromContainersAsync(HostView view, IPAddress? own, string host, int port, CancellationToken cancellation)
    {
        IPAddress[] loopback = [IPAddress.Loopback, IPAddress.IPv6Loopback];
        var reach = view.Address is not { } address ? throw new FindingException(PlaceFindings.NoWayToHost(host, own))
            : await Reach.TryAsync(IPAddress.IsLoopback(address) ? loopback : [address], port, cancellation);
        return reach.Address is null && !IPAddress.IsLoopback(address) && (await Reach.TryAsync(loopback, port, cancellation)).Address is not null
            ? throw new FindingException(PlaceFindings.OnlyLoopback(host, port, address))
            : reach;
    }

    // Every server answers this request with one letter before anything else is said (PostgreSQL documentation, section 55.2.10).
    private static async Task<bool> OffersTlsAsync(IPAddress address, string host, int port, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(address, port), patience.Token);
            await socket.SendAsync(Request(), patience.Token);
            var answer = new byte[1];
            return await socket.ReceiveAsync(answer, patience.Token) == 0
                ? throw new FindingException(PlaceFindings.HungUp(host, port))
                : answer[0] switch
                {
                    (byte)'S' => true,
                    (byte)'N' => false,
                    _ => throw new FindingException(PlaceFindings.NotPostgres(host, port)),
                };
        }
        catch (SocketException)
        {
            throw new FindingException(PlaceFindings.HungUp(host, port));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FindingException(PlaceFindings.Stalled(host, port));
        }
    }

    private static byte[] Request()
    {
        var request = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(request, request.Length);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(4), SslRequest);
        return request;
    }
}
