using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Conflicts;

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
}
