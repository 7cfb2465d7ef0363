using System.Collections.Concurrent;
using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>Tells what containers say while they start, and what their lines mean. Ends with its disposal.</summary>
internal sealed class LogWatch(EngineConnection engine, Narrator narrator) : IAsyncDisposable
{
    private const int MostLines = 30;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _end = new();
    // The engine says that a container was started a moment after it was; between two starts by itself it waits 100 ms.
    private static readonly TimeSpan s_before = TimeSpan.FromMilliseconds(80);

    private readonly List<(string Container, Func<string, Finding?> Meaning, Task Task)> _following = [];
    private readonly ConcurrentDictionary<string, Finding> _told = [];

    /// <summary>Begins to follow a container that is about to start.</summary>
    /// <param name="isDatabase">Whether it is the bundled database, which tells of passwords that this program tries: then who is refused tells it
    /// himself.</param>
    public void Follow(string service, string container, bool isDatabase)
    {
        Finding? Meaning(string line) =>
            KnownLines.Meaning(line) is { } known && !(isDatabase && known.Kind == LogFinding.PasswordRefused) ? known : null;
        _following.Add((container, Meaning, FollowAsync($"log {service}", container, Meaning)));
    }

    /// <summary>
    /// What a container that failed said last, without secrets, and why it failed, errors first: by its own last word, and before it by that of what
    /// it rests on and does not run either.
    /// </summary>
    public async Task<(ImmutableArray<string> Lines, ImmutableArray<Finding> Findings)> LastWordsAsync(
        string container, CancellationToken cancellation)
    {
        ImmutableArray<string> lines = [];
        var causes = new List<Finding>();
        try
        {
            lines = [.. (await engine.LastLinesAsync(container, MostLines, null, cancellation)).Select(narrator.Redact)];
            var failed = await engine.FindContainerAsync(container, cancellation);
            foreach (var followed in _following)
            {
                if (await engine.FindContainerAsync(followed.Container, cancellation) is { } found
                    && (found.Id == failed?.Id || found.Run is { Running: false } or { Restarting: true }))
                {
                    causes.AddRange(await CausesAsync(found, followed.Meaning, cancellation));
                }
            }
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem))
        {
            // The reason of the failure is told all the same.
        }

        return (lines, [.. causes.DistinctBy(static f => f.Kind).OrderBy(static f => f.Severity)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_following.Select(static f => f.Task));
        _end.Dispose();
    }

    // What it said in an earlier start is no cause of how this one ended. One that was started again a moment ago has said nothing yet: then
    // the start before counts.
    private async Task<IEnumerable<Finding>> CausesAsync(ContainerFacts container, Func<string, Finding?> meaning, CancellationToken cancellation)
    {
        var met = await MetAsync(container.Run.Started - s_before);
        return KnownLines.Causes(met is [] && container.Run.Restarts > 0 ? await MetAsync(null) : met);

        async Task<Finding[]> MetAsync(DateTimeOffset? since) =>
            [.. (await engine.LastLinesAsync(container.Id, MostLines, since, cancellation)).Select(meaning).OfType<Finding>()];
    }

    // A container that ends and is started again goes on in the same log.
    private async Task FollowAsync(string step, string container, Func<string, Finding?> meaning)
    {
        DateTimeOffset? since = null;
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await engine.FollowLogAsync(container, since, line => Tell(step, line, meaning(line)), _end.Token);
                since = DateTimeOffset.UtcNow;
                await Task.Delay(s_pause, _end.Token);
            }
            catch (Exception problem) when (EngineFindings.IsEngineProblem(problem))
            {
                // The log is a help; whether the container works is found out elsewhere.
                return;
            }
        }
    }

    private void Tell(string step, string line, Finding? meaning) =>
        narrator.Log(step, line, meaning is not null && _told.TryAdd(meaning.Code, meaning) ? meaning : null);
}
