using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Checks.Network;

/// <summary>The name under which containers reach this machine, as seen from this machine.</summary>
internal static class HostGateway
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1.5);
    private static readonly string[] s_bridges = ["docker0", "podman0", "cni-podman0"];

    /// <summary>Whether a host means this machine as its containers see it.</summary>
    public static bool Is(string host) => host == Service.HostGateway || TargetKinds.All.Any(kind => kind.HostGateway == host);

    /// <summary>Where the containers of these answers arrive.</summary>
    public static async Task<HostView> ViewAsync(Answers answers, CancellationToken cancellation)
    {
        if (MountedPaths.IsInContainer())
        {
            return new HostView(Router());
        }

        var engine = await EngineAsync(answers, cancellation);
        return engine is { IsLocal: false }
            ? new HostView((await Reach.ResolveAsync(engine.Endpoint.Host, cancellation)).FirstOrDefault())
            : HostView.Of(engine, Bridge(), Own());
    }

    // An engine that hangs must not take the time that the question itself needs.
    private static async Task<EngineInfo?> EngineAsync(Answers answers, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(s_patience);
        try
        {
            return TargetKinds.Of(answers).Engine is ContainerEngine.Podman
                ? await PodmanProgram.ReadAsync(patience.Token)
                : (await EngineFinder.FindAsync(patience.Token)).Engine;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>This machine's address in its network; null where it has none.</summary>
    public static IPAddress? Own() =>
        Interfaces()
            .Where(i => i.OperationalStatus is OperationalStatus.Up && i.NetworkInterfaceType is not NetworkInterfaceType.Loopback
                && !s_bridges.Contains(i.Name))
            .OrderByDescending(i => i.GetIPProperties().GatewayAddresses.Count > 0).SelectMany(IPv4).FirstOrDefault();

    // Null where no bridge shows it, as with Docker Desktop and rootless engines.
    private static IPAddress? Bridge() => Interfaces().Where(i => s_bridges.Contains(i.Name)).SelectMany(IPv4).FirstOrDefault();

    // For a container this is the machine's address on the bridge.
    private static IPAddress? Router() => Interfaces().SelectMany(i => i.GetIPProperties().GatewayAddresses).Select(g => g.Address)
        .FirstOrDefault(a => a.AddressFamily is AddressFamily.InterNetwork);

    private static IEnumerable<IPAddress> IPv4(NetworkInterface network) =>
        network.GetIPProperties().UnicastAddresses.Select(a => a.Address).Where(a => a.AddressFamily is AddressFamily.InterNetwork);

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
