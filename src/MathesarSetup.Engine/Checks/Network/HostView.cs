using System.Net;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Checks.Network;

/// <summary>Where containers arrive that call this machine by the name which their engine has for it.</summary>
/// <param name="Address">An address of this machine; null where they arrive nowhere.</param>
internal sealed record HostView(IPAddress? Address)
{
    /// <summary>A virtual machine hands everything on to this machine's loopback address.</summary>
    private static readonly HostView s_loopback = new(IPAddress.Loopback);

    /// <param name="engine">The engine that runs the containers; null where none is found.</param>
    /// <param name="bridge">This machine's address on the engine's bridge; null where it has none.</param>
    /// <param name="own">This machine's address in its network.</param>
    public static HostView Of(EngineInfo? engine, IPAddress? bridge, IPAddress? own) => engine switch
    {
        { IsPodman: true, IsRootless: true } => new HostView(own),
        // Its bridge lies in a network of its own, and what is sent to it stays there.
        { IsRootless: true } => new HostView((IPAddress?)null),
        { Product: "Docker Desktop" } => s_loopback,
        _ => bridge is null ? s_loopback : new HostView(bridge),
    };
}
