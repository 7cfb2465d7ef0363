using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Checks.Ports;

/// <summary>The ports that containers hold.</summary>
internal static class ContainerPorts
{
    /// <summary>None when the engine does not tell: opening the ports for a moment still shows whether they are free.</summary>
    public static async Task<ImmutableArray<HeldPort>> ReadAsync(EngineInfo engine, CancellationToken cancellation)
    {
        try
        {
            using var connection = new EngineConnection(engine.Endpoint);
            return await connection.ListPortsAsync(cancellation);
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem))
        {
            return [];
        }
    }

    /// <summary>The container that stands in the way of a port; null when none does.</summary>
    public static HeldPort? Holder(ImmutableArray<HeldPort> held, PublishedPort port) =>
        held.FirstOrDefault(h => h.IsInTheWayOf(port.Address, port.Machine));
}
