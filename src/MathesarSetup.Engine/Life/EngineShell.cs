using Docker.DotNet;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Life;

/// <summary>A shell in a container of an engine's.</summary>
/// <param name="container">Its id.</param>
/// <param name="isOurs">Whether the container was made for the shell alone, and goes with it.</param>
internal sealed class EngineShell(EngineInfo info, EngineConnection engine, string container, bool isOurs) : IServiceShell
{
    public async Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation)
    {
        try
        {
            return await engine.RunAsync(container, command, cancellation);
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !InputFeed.IsInputs(problem)
            && !cancellation.IsCancellationRequested)
        {
            throw new StepFailure(ApplyFindings.From(problem, info.Endpoint, ""));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (isOurs)
        {
            try
            {
                await engine.RemoveContainerAsync(container, withNamelessVolumes: false, CancellationToken.None);
            }
            catch (DockerApiException)
            {
                // The next one removes it.
            }
        }

        engine.Dispose();
    }
}
