using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Apply;

/// <summary>A container of an engine's.</summary>
/// <param name="container">Its name, or its number.</param>
internal sealed class EngineContainer(EngineConnection engine, string container) : IRunningContainer
{
    public Task<ExecResult> RunAsync(
        ImmutableArray<string> command, ImmutableArray<string> variables, bool isChanging, CancellationToken cancellation) => isChanging
        ? engine.RunChangingAsync(container, command, variables, cancellation)
        : engine.RunAsync(container, command, variables, cancellation);
}
