using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Docker;

/// <summary>The findings about engines: codes <c>engine.*</c>.</summary>
internal static class EngineFindings
{
    /// <summary>No place has a usable engine.</summary>
    public static Finding None(ImmutableArray<EngineCandidate> candidates, bool isChosen)
    {
        if (candidates.FirstOrDefault(c => c.Outcome is CandidateOutcome.Forbidden) is { } forbidden)
        {
            return EngineFinding.Forbidden.Say($"This user may not use the engine at {forbidden.Endpoint}. {forbidden.Reason}");
        }

        if (candidates.FirstOrDefault(c => isChosen || c.Outcome is CandidateOutcome.Unsuitable or CandidateOutcome.Silent) is { } chosen)
        {
            var place = chosen.Endpoint.Length == 0 ? "" : $", {chosen.Endpoint},";
            return EngineFinding.Unusable.Say($"The engine that {chosen.Source} names{place} cannot be used. {chosen.Reason}");
        }

        return MountedPaths.IsInContainer() ? NoneInContainer() : EngineFinding.None.Say(
            $"No container engine was found: there is no socket at {string.Join(", ", candidates.Select(c => c.Endpoint["unix://".Length..]))}. "
                + "Install Docker or Podman and start it, or set DOCKER_HOST to where it listens.");
    }

    // Nothing is installed in there, and the machine's engine is seen by its socket alone.
    internal static Finding NoneInContainer() => EngineFinding.None.Say(
        "This program runs in a container, and got the socket of no engine. Make the container anew with one more option: "
            + "--volume /var/run/docker.sock:/var/run/docker.sock, or for Podman without root --volume "
            + "$XDG_RUNTIME_DIR/podman/podman.sock:/var/run/docker.sock. README.md has the whole line.");

    /// <summary>Whether the exception is something that an engine, or the way to it, can do to a caller.</summary>
    public static bool IsEngineProblem(Exception problem) =>
        problem is DockerApiException or HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException
            or JsonException or AggregateException { InnerException: SocketException };

    /// <summary>Whether the engine itself is gone, and not one wish refused.</summary>
    public static bool IsLost(Exception problem) => problem is not DockerApiException && IsEngineProblem(problem);

    /// <summary>The finding for the loss of an engine in the middle of the work.</summary>
    public static Finding Lost(Uri endpoint, Exception problem) =>
        EngineFinding.Lost.Say($"The engine at {EngineAddress.Shown(endpoint.ToString())} no longer answers: "
            + $"{problem.GetBaseException().Message.TrimEnd('.')}. Start it again; "
            + "what was begun is then settled by running the same command once more.");

    /// <summary>What the engine says, without its wrapping: <c>{"message": "..."}</c>.</summary>
    public static string Words(Exception problem)
    {
        if (problem is not DockerApiException { ResponseBody: { Length: > 0 } body })
        {
            return problem.GetBaseException().Message.TrimEnd('.');
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return (json.RootElement.TryGetProperty("message", out var message) || json.RootElement.TryGetProperty("cause", out message)
                ? message.GetString() ?? body
                : body).Trim().TrimEnd('.');
        }
        catch (JsonException)
        {
            return body.Trim();
        }
    }
}
