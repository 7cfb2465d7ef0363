using System.Collections.Immutable;
using System.Net.Sockets;
using Docker.DotNet;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Docker;

/// <summary>Finds the engine to install on: one place after the other, each with the reason why it was taken or not.</summary>
public static class EngineFinder
{
    /// <summary>The oldest API that has all that is needed (Docker 19.03).</summary>
    public static readonly Version OldestApi = new(1, 40);

    private static readonly string[] s_rootless = ["docker.sock", "podman/podman.sock"];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks the places of this process's surroundings. Never throws for what an engine does.</summary>
    public static Task<EngineSearch> FindAsync(CancellationToken cancellation = default) =>
        FindAsync(EngineSurroundings.OfThisProcess(), cancellation);

    /// <summary>The same for other surroundings.</summary>
    public static async Task<EngineSearch> FindAsync(EngineSurroundings surroundings, CancellationToken cancellation = default)
    {
        var places = EnginePlaces.Of(surroundings);
        var candidates = ImmutableArray.CreateBuilder<EngineCandidate>();
        EngineInfo? taken = null;
        foreach (var place in places)
        {
            if (taken is not null)
            {
                candidates.Add(new(place.Source, place.Shown, CandidateOutcome.NotAsked, "Not asked, because an earlier one answers."));
                continue;
            }

            var (candidate, engine) = await AskAsync(place, Rootless(surroundings), cancellation);
            candidates.Add(candidate);
            taken = engine;
        }

        var all = candidates.ToImmutable();
        return new EngineSearch(all, taken, taken is null ? [EngineFindings.None(all, places is [{ IsChosen: true }])] : []);
    }

    private static string? Rootless(EngineSurroundings surroundings) =>
        surroundings.RuntimeFolder is { } folder ? s_rootless.Select(name => Path.Join(folder, name)).FirstOrDefault(Path.Exists) : null;

    private static async Task<(EngineCandidate Candidate, EngineInfo? Engine)> AskAsync(
        EnginePlace place, string? rootless, CancellationToken cancellation)
    {
        EngineCandidate Not(CandidateOutcome outcome, string reason) =>
            new(place.Source, place.Shown, outcome, $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.");
        if (place.Obstacle is { } obstacle)
        {
            return (Not(CandidateOutcome.Unsuitable, obstacle), null);
        }

        if (!Uri.TryCreate(place.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("unix" or "tcp" or "http"))
        {
            return (Not(CandidateOutcome.Unsuitable,
                "only unix:// and tcp:// addresses are used. Forward another one to a local socket, such as by `ssh "
                    + "-L`, and set DOCKER_HOST to that"), null);
        }

        try
        {
            await KnockAsync(endpoint, cancellation);
            var engine = await DescribeAsync(place, endpoint, cancellation);
            return engine.ApiVersion < OldestApi
                ? (Not(CandidateOutcome.Unsuitable,
                    $"{engine.Product} {engine.Version} speaks version {engine.ApiVersion} of the engine API, and {OldestApi} is needed. Update it"),
                    null)
                : (new(place.Source, place.Shown, CandidateOutcome.Taken, $"{engine.Product} {engine.Version} answers."), engine);
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return Explain(problem, endpoint, rootless) is var (outcome, reason) ? (Not(outcome, reason), null) : default;
        }
    }

    // The client wraps what a socket says in words of its own, so the socket is asked first.
    private static async Task KnockAsync(Uri endpoint, CancellationToken cancellation)
    {
        if (endpoint.Scheme == "unix")
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.LocalPath), cancellation);
        }
    }

    private static async Task<EngineInfo> DescribeAsync(EnginePlace place, Uri endpoint, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        using var connection = new EngineConnection(endpoint);
        return await connection.DescribeAsync(place.Source, limit.Token);
    }

    private static (CandidateOutcome Outcome, string Reason) Explain(Exception problem, Uri endpoint,
        string? rootless) => (problem as SocketException)?.SocketErrorCode switch
        {
            SocketError.AccessDenied => (CandidateOutcome.Forbidden, Forbidden(endpoint.LocalPath, rootless)),
            SocketError.AddressNotAvailable => (CandidateOutcome.Absent, "there is no such socket"),
            SocketError.ConnectionRefused =>
                (CandidateOutcome.Silent,
                    "nobody listens on the socket: the engine is not running. Start it, such as by `sudo systemctl start docker`"),
            _ when problem is OperationCanceledException => (CandidateOutcome.Silent, $"it does not answer within {s_patience.TotalSeconds} seconds"),
            _ when problem is DockerApiException api =>
                (CandidateOutcome.Silent, $"it answers {(int)api.StatusCode} where an engine would say its version"),
            _ => (CandidateOutcome.Silent, $"it does not answer: {problem.GetBaseException().Message.TrimEnd('.')}"),
        };

    private static string Forbidden(string socket, string? rootless)
    {
        var group = LibC.OwnerOf(socket) is { } owner && Groups.Name(owner.Group) is { } name && name != "root" ? name : "docker";
        return $"permission denied: add yourself to the group {group} (`sudo usermod -aG {group} $USER`, then log in anew)"
            + (rootless is null ? ", or install rootless Docker" : $", or use the rootless socket at {rootless} (DOCKER_HOST=unix://{rootless})");
    }
}
