using System.Collections.Concurrent;
using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>Tells what containers say while they start, and what their lines mean. Ends with its disposal.</summary>
internal sealed class LogWatch(EngineConnection engine, Narrator narrator) : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _following = [];
    private readonly ConcurrentDictionary<string, Finding> _met = [];

    /// <summary>Begins to follow a container that is about to start.</summary>
    /// <param name="isDatabase">Whether it is the bundled database, which tells of passwords that this program tries: then who is refused tells it himself.</param>
    public void Follow(string service, string container, bool isDatabase) =>
        _following.Add(FollowAsync($"log {service}", container, line => KnownLines.Meaning(line) is { } known && !(isDatabase && known.Kind == LogFinding.PasswordRefused) ? known : null));

    /// <summary>What a container said last, without secrets, and what was met in any log: errors first.</summary>
    public async Task<(ImmutableArray<string> Lines, ImmutableArray<Finding> Findings)> LastWordsAsync(string container, CancellationToken cancellation)
    {
        ImmutableArray<string> lines = [];
        try
        {
            lines = [.. (await engine.LastLinesAsync(container, 30, cancellation)).Select(narrator.Redact)];
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem))
        {
            // The reason of the failure is told all the same.
        }

        var met = lines.Select(KnownLines.Meaning).OfType<Finding>().Concat(_met.Values).DistinctBy(f => f.Kind).OrderBy(f => f.Severity);
        return (lines, [.. met]);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_following);
        _end.Dispose();
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
        narrator.Log(step, line, meaning is not null && _met.TryAdd(meaning.Code, meaning) ? meaning : null);
}
