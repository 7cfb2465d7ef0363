using System.Collections.Immutable;
using System.Text.Json;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Docker;

/// <summary>A place to ask.</summary>
/// <param name="IsChosen">Whether the user chose it: then no other is asked, because installing elsewhere would surprise.</param>
internal sealed record EnginePlace(string Source, string Endpoint, bool IsChosen = false)
{
    /// <summary>Why it cannot be asked; null when it can.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The address for the screen.</summary>
    public string Shown => EngineAddress.Shown(Endpoint);

    public override string ToString() => $"{Source} ({Shown})";
}

/// <summary>The places where engines listen, in the order of docker's own client and then of likelihood.</summary>
internal static class EnginePlaces
{
    public static ImmutableArray<EnginePlace> Of(EngineSurroundings surroundings)
    {
        var chosen = Chosen(surroundings);
        if (chosen is { IsChosen: true })
        {
            return [chosen];
        }

        var runtime = surroundings.RuntimeFolder;
        return
        [
            Socket("the usual socket", Path.Join(surroundings.Root, "var/run/docker.sock")),
            .. runtime is null ? [] : new[]
            {
                Socket("the socket of rootless Docker", Path.Join(runtime, "docker.sock")),
                Socket("the socket of rootless Podman", Path.Join(runtime, "podman/podman.sock")),
            },
            Socket("the socket of Podman", Path.Join(surroundings.Root, "run/podman/podman.sock")),
            Socket("the socket of Docker Desktop", Path.Join(surroundings.Home, ".docker/run/docker.sock")),
            Socket("the socket of Docker Desktop", Path.Join(surroundings.Home, ".docker/desktop/docker.sock")),
        ];
    }

    private static EnginePlace Socket(string source, string path) => new(source, $"unix://{path}");

    private static EnginePlace? Chosen(EngineSurroundings surroundings)
    {
        if (surroundings.Variable("DOCKER_HOST") is { } host)
        {
            var isSecured = surroundings.Variable("DOCKER_TLS_VERIFY") is not null && host.StartsWith("tcp://", StringComparison.Ordinal);
            return new EnginePlace("DOCKER_HOST", host, IsChosen: true)
            {
                Obstacle =
                    isSecured ? "DOCKER_TLS_VERIFY asks for TLS, which is not spoken here. Forward the engine's socket, such as by `ssh "
                        + "-L`, and set DOCKER_HOST to that" : null,
            };
        }

        var name = surroundings.Variable("DOCKER_CONTEXT") ?? DockerConfigFile.Read(surroundings.ConfigFolder).CurrentContext;
        return name is null or "default" ? null : Context(surroundings.ConfigFolder, name);
    }

    // Each context has a folder with a name made by hashing, and a meta.json in it that says the real name.
    private static EnginePlace Context(string folder, string name)
    {
        var place = new EnginePlace($"the Docker context {name}", "", IsChosen: true);
        try
        {
            var meta = Path.Join(folder, "contexts", "meta");
            foreach (var file in Directory.Exists(meta) ? Directory.EnumerateFiles(meta, "meta.json", SearchOption.AllDirectories)
                .Where(static file => !LibC.IsSpecial(file)) : [])
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(file));
                if (json.RootElement.GetProperty("Name").GetString() == name)
                {
                    return place with
                    {
                        Endpoint = json.RootElement.GetProperty("Endpoints").GetProperty("docker").GetProperty("Host").GetString() ?? "",
                    };
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
            or InvalidOperationException)
        {
            return place with { Obstacle = $"the files of the context cannot be read: {FileWords.Why(problem)}" };
        }

        return place with { Obstacle = "there is no context of that name. `docker context ls` shows those that there are" };
    }
}
