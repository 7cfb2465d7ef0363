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

    /// <summary>Podman's way to call whichever Compose is there; from 4.7 on.</summary>
    public static readonly ComposeProgram OfPodman = new("podman", ["compose"]);

    /// <summary>As it is typed.</summary>
    public string Typed => string.Join(' ', Arguments.Prepend(File));

    /// <summary>The fingerprint of each service of the files that Compose chooses; empty when no Compose gives them.</summary>
    public static async Task<ImmutableDictionary<string, string>> HashesAsync(
        ImmutableArray<ComposeProgram> programs, string directory, CancellationToken cancellation)
    {
        foreach (var program in programs)
        {
            if (await RunAsync(HostCommand.ComposeHashes.By(program.File, program.Arguments), directory, "", cancellation) is { } hashes)
            {
                return Read(hashes);
            }
        }

        return ImmutableDictionary<string, string>.Empty;
    }

    /// <summary>
    /// The fingerprint of each service as <c>up</c> makes it: with the variables of its <c>env_file</c>, which <c>config --hash</c> alone leaves
    /// out, and in the network of a container that is there. Secrets go from pipe to pipe.
    /// </summary>
    /// <param name="files">The Compose files in their order; none to let Compose choose.</param>
    /// <param name="networks">By service: the container whose network is used where that service's is meant, in Compose's words.</param>
    public static async Task<ImmutableDictionary<string, string>> MadeHashesAsync(ImmutableArray<ComposeProgram> programs, string directory,
        ImmutableArray<string> files, ImmutableDictionary<string, string> networks, CancellationToken cancellation)
    {
        foreach (var program in programs)
        {
            var whole = HostCommand.ComposeConfig.By(program.File, [.. program.Arguments, .. files.SelectMany(static f => new[] { "-f", f })]);
            if (await RunAsync(whole, directory, "", cancellation) is { } text
                && await RunAsync(HostCommand.ComposeHashes.By(program.File, [.. program.Arguments, "-f", "-"]), directory,
                    networks.Aggregate(text, static (t, n) => t.Replace($"network_mode: service:{n.Key}\n", $"network_mode: {n.Value}\n",
                        StringComparison.Ordinal)), cancellation) is { } hashes)
            {
                return Read(hashes);
            }
        }

        return ImmutableDictionary<string, string>.Empty;
    }

    private static async Task<string?> RunAsync(HostCommand command, string directory, string input, CancellationToken cancellation)
    {
        // What the user's shell exports would change what Compose reads.
        var variables = s_kept.Where(n => Environment.GetEnvironmentVariable(n) is not null)
            .ToDictionary(n => n, n => Environment.GetEnvironmentVariable(n)!, StringComparer.Ordinal);
        return await ChildProgram.RunAsync(command, new() { Directory = directory, Variables = variables, Input = input },
            cancellation) is { ExitCode: 0 } result ? result.Output : null;
    }

    // "db 3b5c..." on each line.
    private static ImmutableDictionary<string, string> Read(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(static words => words.Length == 2)
        .ToImmutableDictionary(static words => words[0], static words => words[1]);
}
