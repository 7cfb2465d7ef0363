using System.Collections.Concurrent;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>Tells what a service says while it starts, and what its lines mean. Ends with its disposal.</summary>
internal sealed class ServiceLog : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, Finding> _told = [];
    private readonly SystemdHost _host;
    private readonly Narrator _narrator;
    private readonly KeptService _service;
    private readonly DateTimeOffset _began;
    private readonly Task _following;

    public ServiceLog(SystemdHost host, Narrator narrator, KeptService service, DateTimeOffset began)
    {
        (_host, _narrator, _service, _began) = (host, narrator, service, began);
        _following = FollowAsync();
    }

    /// <summary>Why it failed, by its last words: what they are known to mean first.</summary>
    public async Task<StepFailure> FailedAsync(Finding finding)
    {
        var lines = (await _host.LastLinesAsync(_service.Unit, _began, CancellationToken.None)).Select(_narrator.Redact).ToArray();
        var known = KnownLines.Causes([.. lines.Select(Meaning).OfType<Finding>()]).ToArray();
        return new StepFailure([.. known.Where(static f => f.Severity is Severity.Error).Select(_service.Completed), finding,
            .. known.Where(static f => f.Severity is not Severity.Error)], [.. lines]);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _end.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await _host.FollowAsync(_service.Unit, ["--since", SystemdHost.Moment(_began)], Tell, _end.Token);
        }
        catch (OperationCanceledException)
        {
            // It was followed for as long as it was wanted.
        }
    }

    private void Tell(string line)
    {
        if (line.Trim().Length > 0)
        {
            _narrator.Log($"log {_service.Name}", line,
                Meaning(line) is { } meaning && _told.TryAdd(meaning.Code, meaning) ? meaning : null);
        }
    }

    // A database tells of passwords that others try: then who is refused tells it himself.
    private Finding? Meaning(string line) =>
        KnownLines.Meaning(line) is { } known && !(_service.IsDatabase && known.Kind == LogFinding.PasswordRefused) ? known : null;
}
