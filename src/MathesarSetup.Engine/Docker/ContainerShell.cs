using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Docker;

/// <summary>A shell in a container by a connection of somebody's, who closes it. It throws what the engine's client throws.</summary>
/// <param name="container">Its name, or its number.</param>
internal sealed class ContainerShell(EngineConnection engine, string container) : IServiceShell
{
    public Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation) => engine.RunAsync(container, command, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
