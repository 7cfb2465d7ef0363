using System.Collections.Concurrent;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Tells what a service says while it starts, and what its lines mean. Ends with its disposal.</summary>
internal sealed class UnitLog : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, Finding> _told = [];
    private readonly UnitHost _host;
    private readonly Narrator _narrator;
    private readonly PlannedUnit _unit;
    private readonly DateTimeOffset _began;
    private readonly Task _following;

    public UnitLog(UnitHost host, Narrator narrator, PlannedUnit unit, DateTimeOffset began)
    {
        (_host, _narrator, _unit, _began) = (host, narrator, unit, began);
        _following = FollowAsync();
    }

    /// <summary>Why it failed, by its last words: what they are known to mean first.</summary>
    public async Task<StepFailure> FailedAsync(Finding finding)
    {
        var lines = (await _host.LastLinesAsync(_unit.Service.Unit, _began, CancellationToken.None)).Select(_narrator.Redact).ToArray();
        var known = KnownLines.Causes([.. lines.Select(Meaning).OfType<Finding>()]).ToArray();
        return new StepFailure([.. known.Where(static f => f.Severity is Severity.Error).Select(Named), finding,
            .. known.Where(static f => f.Severity is not Severity.Error)], [.. lines]);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _end.Dispose();
    }

    // Nothing here deletes data, so that what removes it is said.
    private Finding Named(Finding finding)
    {
        var named = _unit.Service.Service.Mounts.OfType<Mount.Named>().Zip(_unit.Service.Volumes,
            static (mount, volume) => new MountSpec(volume, mount.Path, false));
        return finding.Kind == LogFinding.DataUnfinished
            ? finding with { Message = $"{finding.Message} {UnfinishedData.WayOut([.. named], HostCommand.PodmanVolume.Program)}" }
            : finding;
    }

    private async Task FollowAsync()
    {
        try
        {
            await _host.FollowAsync(_unit.Service.Unit, ["--since", UnitHost.Moment(_began)], Tell, _end.Token);
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
            _narrator.Log($"log {_unit.Service.Container}", line,
                Meaning(line) is { } meaning && _told.TryAdd(meaning.Code, meaning) ? meaning : null);
        }
    }

    // A database tells of passwords that others try: then who is refused tells it himself.
    private Finding? Meaning(string line) =>
        KnownLines.Meaning(line) is { } known && !(_unit.IsDatabase && known.Kind == LogFinding.PasswordRefused) ? known : null;
}
