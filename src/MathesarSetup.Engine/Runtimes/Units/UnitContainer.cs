using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>A container of Podman's that a unit runs.</summary>
internal sealed class UnitContainer(UnitHost host, string container) : IRunningContainer
{
    public async Task<ExecResult> RunAsync(
        ImmutableArray<string> command, ImmutableArray<string> variables, bool isChanging, CancellationToken cancellation)
    {
        if (isChanging)
        {
            host.Announce();
        }

        return await host.InsideAsync(container, command, cancellation, variables) is { } result
            ? new ExecResult(result.ExitCode, result.Output, result.Errors)
            : new ExecResult(-1, "", "podman exec did not come to its end");
    }
}
