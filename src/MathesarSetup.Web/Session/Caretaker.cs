using System.Collections.Immutable;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Removing;
using MathesarSetup.App.RestoringBackups;
using MathesarSetup.App.RotatingKey;
using MathesarSetup.App.Running;
using MathesarSetup.App.Upgrading;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>What the caretaker does or did last.</summary>
public enum CareVerb
{
    Stop,
    Start,
    BackUp,
    Rehearse,
    Upgrade,
    Restore,
    RotateKey,
    Remove,
}

/// <summary>What is done for an installation, or how the last of it ended.</summary>
/// <param name="Directory">Of the installation that it is about.</param>
/// <param name="Doing">What is done at the moment; null when it is over.</param>
/// <param name="Findings">What is to be said when it is over; none where there is nothing to say.</param>
public sealed record Care(CareVerb Verb, string Directory, string? Doing, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether it came to its end as it was meant to.</summary>
    public bool Succeeded { get; init; }

    /// <summary>Whether somebody broke it off.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>What was made, and what was proved of it, a sentence each.</summary>
    public ImmutableArray<string> Receipt { get; init; } = [];

    /// <summary>How it ended, where it was a run with a way back.</summary>
    public ApplyOutcome? Outcome { get; init; }

    /// <summary>Whether somebody may still break it off without a loss.</summary>
    public bool CanCancel { get; init; }

    /// <summary>The steps of it so far.</summary>
    public InstallProgress Progress { get; init; } = InstallProgress.None;
}

/// <summary>
/// Stops, starts, backs up, restores, upgrades and removes the installation, or gives it a new key, when a person says so. The work outlives the tab
/// that began it, and every tab sees it. Any thread may call it.
/// </summary>
public sealed class Caretaker : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Func<IDisposable> _holdOpen;
    private CancellationTokenSource _cancellation = new();

    internal Caretaker(Activity activity) => _holdOpen = activity.HoldOpen;

    /// <summary>Raised after every change, outside of any lock, on the thread that made it.</summary>
    public event Action? Changed;

    /// <summary>What goes on, or went on last; null before the first.</summary>
    public Care? Last { get; private set; }

    public bool IsBusy => Last is { Doing: not null };

    /// <summary>Begins to stop, start or back up, unless something goes on already.</summary>
    public void Begin(CareVerb verb, InstalledPlace place) => Begin(new Care(verb, place.Directory, "", []) { CanCancel = verb is CareVerb.BackUp },
        (care, cancellation) => verb switch
        {
            CareVerb.BackUp => BackUpAsync(care, place, cancellation),
            CareVerb.RotateKey => RotateAsync(care, place),
            CareVerb.Stop => EndedAsync(care,
                RunningInstallation.StopAsync(place, what => Update(care with { Doing = what }), CancellationToken.None)),
            _ => EndedAsync(care,
                RunningInstallation.StartAsync(place, what => Update(care with { Doing = what }), CancellationToken.None)),
        });

    /// <summary>Begins to try a migration on a copy, or to upgrade, unless something goes on already.</summary>
    public void Begin(CareVerb verb, PlannedUpgrade planned) => Begin(new Care(verb, planned.Installed.Directory, "", []) { CanCancel = true },
        async (care, cancellation) =>
        {
            if ((verb is CareVerb.Rehearse || planned.CanRehearse)
                && await planned.RehearseAsync(Tell, cancellation) is var tried && (verb is CareVerb.Rehearse || !tried.Succeeded))
            {
                // What fails on the copy is no upgrade that failed.
                return Ended(care with { Verb = CareVerb.Rehearse }, tried.Outcome, tried.Findings);
            }

            if (await planned.BackUpAsync(ProgramVersion.Text, Tell, cancellation) is { Succeeded: false } unsaved)
            {
                return Ended(care, ApplyOutcome.Refused, unsaved.Findings);
            }

            var result = await planned.RunAsync(Tell, cancellation);
            return Ended(care, result.Outcome, result.Findings);
        });

    /// <summary>Begins to bring back what a backup holds, unless something goes on already.</summary>
    public void Restore(InstalledPlace place, RestoreOrder order) => Begin(
        new Care(CareVerb.Restore, place.Directory, "", []) { CanCancel = true },
        async (care, cancellation) =>
        {
            var result = await RestoreBackup.RunAsync(place, order, Tell, cancellation);
            return Ended(care, result.Outcome, result.Findings);
        });

    /// <summary>Begins to remove what was looked at, unless something goes on already.</summary>
    public void Remove(Removal removal) => Begin(new Care(CareVerb.Remove, removal.Place.Directory, "", []),
        (care, _) => EndedAsync(care, removal.RunAsync(what => Update(care with { Doing = what }), CancellationToken.None)));

    /// <summary>Breaks off what may be broken off.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (Last is { Doing: not null, CanCancel: true })
            {
                _cancellation.Cancel();
            }
        }
    }

    public void Dispose() => _cancellation.Dispose();

    private void Begin(Care care, Func<Care, CancellationToken, Task<Care>> run)
    {
        CancellationToken cancellation;
        lock (_gate)
        {
            if (IsBusy)
            {
                return;
            }

            _cancellation.Dispose();
            _cancellation = new CancellationTokenSource();
            (Last, cancellation) = (care, _cancellation.Token);
        }

        Changed?.Invoke();
        _ = Task.Run(() => RunAsync(care, run, cancellation), CancellationToken.None);
    }

    private async Task RunAsync(Care care, Func<Care, CancellationToken, Task<Care>> run, CancellationToken cancellation)
    {
        using var open = _holdOpen();
        Care ended;
        try
        {
            ended = await run(care, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            ended = care with { Doing = null, IsCancelled = true };
        }

        Update(ended with { Progress = Last!.Progress, CanCancel = false });
    }

    private static async Task<Care> EndedAsync(Care care, Task<ImmutableArray<Finding>> doing)
    {
        var findings = await doing;
        return care with { Doing = null, Findings = findings, Succeeded = findings is [] };
    }

    private static Care Ended(Care care, ApplyOutcome outcome, ImmutableArray<Finding> findings) => care with
    {
        Doing = null,
        Findings = findings,
        Succeeded = outcome is ApplyOutcome.Applied or ApplyOutcome.Unchanged,
        Outcome = outcome,
        IsCancelled = outcome is ApplyOutcome.Cancelled,
    };

    // Not broken off: what is stored would have to be brought back first, which takes as long.
    private async Task<Care> RotateAsync(Care care, InstalledPlace place)
    {
        var result = await KeyRotation.RunAsync(place.Directory, Tell, CancellationToken.None);
        return Ended(care, result.Outcome, result.Findings);
    }

    private async Task<Care> BackUpAsync(Care care, InstalledPlace place, CancellationToken cancellation)
    {
        var result = await Backup.RunAsync(place, new BackupOrder { Tool = ProgramVersion.Text }, Tell, cancellation);
        return care with
        {
            Doing = null,
            Findings = result.Findings,
            Succeeded = result.Succeeded,
            Receipt = result.Path is not { } path ? []
                : [path, .. result.Proofs, .. result.Removed.Select(static r => $"Removed, as newer ones stand for it: {r}")],
        };
    }

    private void Tell(ApplyEvent happened)
    {
        lock (_gate)
        {
            Last = Last! with
            {
                Progress = Last.Progress.With(happened),
                Doing = happened.State is StepState.Log ? Last.Doing : happened.Message,
            };
        }

        Changed?.Invoke();
    }

    private void Update(Care care)
    {
        lock (_gate)
        {
            Last = care;
        }

        Changed?.Invoke();
    }
}
