using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>Finds the words by which Compose is called on this machine, by calling it.</summary>
public static class ComposeWords
{
    private const string HostVariable = "DOCKER_HOST";

    /// <summary>What is to be typed here; the usual words where no Compose answers.</summary>
    /// <param name="engine">The engine that the containers are for; null where none was found.</param>
    public static Task<HostPrograms> FindAsync(EngineInfo? engine, CancellationToken cancellation) =>
        FindAsync(engine, program => ComposeVersion.ReadAsync(program, cancellation),
            Environment.GetEnvironmentVariable(HostVariable) is { Length: > 0 });

    /// <param name="version">The version of a program; null when it is not there.</param>
    /// <param name="isNamed">Whether the user's shell says already where the engine listens.</param>
    internal static async Task<HostPrograms> FindAsync(EngineInfo? engine, Func<ComposeProgram, Task<string?>> version, bool isNamed)
    {
        var isPodman = engine is { IsPodman: true };
        var own = (isPodman ? ComposeProgram.OfPodman : ComposeProgram.Usual[0]).File;
        foreach (var program in isPodman
            ? ComposeProgram.Usual.Insert(0, ComposeProgram.OfPodman) : ComposeProgram.Usual.Add(ComposeProgram.OfPodman))
        {
            if (await version(program) is not null)
            {
                // By themselves, docker's own programs look for Docker's socket.
                return new HostPrograms(isPodman && !isNamed && program != ComposeProgram.OfPodman
                    ? $"{HostVariable}={engine!.Endpoint} {program.Typed}" : program.Typed, own);
            }
        }

        return HostPrograms.Usual with { Engine = own };
    }
}
