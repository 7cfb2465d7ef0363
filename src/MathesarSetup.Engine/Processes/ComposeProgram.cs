using System.Collections.Immutable;

namespace MathesarSetup.Engine.Processes;

/// <summary>
/// Docker Compose as a program of this machine, which is asked for one thing alone: the fingerprints by which it sees that a container is as it
/// should be.
/// </summary>
internal sealed record ComposeProgram(string File, ImmutableArray<string> Arguments)
{
    private static readonly string[] s_kept = ["PATH", "HOME", "DOCKER_CONFIG"];

    /// <summary>Where it is usually found: as a plugin of docker, or by itself.</summary>
    public static readonly ImmutableArray<ComposeProgram> Usual = [new("docker", ["compose"]), new("docker-compose", [])];

    /// <summary>The fingerprint of each service; empty when no Compose gives them.</summary>
    public static async Task<ImmutableDictionary<string, string>> HashesAsync(
        ImmutableArray<ComposeProgram> programs, string directory, CancellationToken cancellation)
    {
        // What the user's shell exports would change what Compose reads.
        var variables = s_kept.Where(n => Environment.GetEnvironmentVariable(n) is not null)
            .ToDictionary(n => n, n => Environment.GetEnvironmentVariable(n)!, StringComparer.Ordinal);
        foreach (var program in programs)
        {
            var result = await ChildProgram.RunAsync(HostCommand.ComposeHashes.By(program.File, program.Arguments),
                new() { Directory = directory, Variables = variables }, cancellation);
            if (result is { ExitCode: 0 })
            {
                return Read(result.Output);
            }
        }

        return ImmutableDictionary<string, string>.Empty;
    }

    // "db 3b5c..." on each line.
    private static ImmutableDictionary<string, string> Read(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(static words => words.Length == 2)
        .ToImmutableDictionary(static words => words[0], static words => words[1]);
}
