using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>One run, whatever the kind of place: files and place as one transaction. The caller holds the lock of the directory.</summary>
/// <typeparam name="TPlan">What is to be done in that kind of place.</typeparam>
internal abstract class PlaceRun<TPlan>(InstallRequest request, Disk disk, Narrator narrator)
    where TPlan : class
{
    protected InstallRequest Request { get; } = request;

    protected Disk Disk { get; } = disk;

    protected Narrator Narrator { get; } = narrator;

    public async Task<ApplyResult> RunAsync(CancellationToken cancellation)
    {
        Narrator.Started(StepNames.Check, "Looking at what is there.");
        var (changes, plan) = await LookAsync(cancellation);
        if (changes.IsForbidden || plan is null)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, [.. changes.Findings.OrderBy(static f => f.Severity)]);
        }

        if (Request.Agreed is { } agreed && agreed.Fingerprint != changes.Fingerprint)
        {
            Narrator.Progress(StepNames.Check, "Something changed since it was looked at, so what is to do was decided anew.");
        }

        var (edits, notes) = Editing.Plan(Disk, changes.Files);
        Narrator.Done(StepNames.Check, "It is clear what to do.");
        if (edits.IsEmpty && !HasDifferences(plan))
        {
            return ApplyResult.Of(ApplyOutcome.Unchanged, [.. changes.Findings]);
        }

        var result = await DoAsync(plan, edits, cancellation);
        return result.Succeeded ? result with { Findings = [.. changes.Findings, .. notes, .. result.Findings] } : result;
    }

    /// <summary>Looks at the place. No plan where not even that can be done.</summary>
    protected abstract Task<(ApplyChanges Changes, TPlan? Plan)> LookAsync(CancellationToken cancellation);

    protected abstract bool HasDifferences(TPlan plan);

    /// <summary>Does it, or takes back what it began.</summary>
    protected abstract Task<ApplyResult> DoAsync(TPlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation);

    /// <summary>Takes everything back.</summary>
    /// <param name="files">The files that are on trial; null where nothing else was touched yet.</param>
    protected abstract Task<ApplyResult> UndoAsync(JournalSteps? files);

    /// <summary>What a fault of the world's says.</summary>
    protected virtual Finding FindingOf(Exception problem) => FileFindings.From(problem, Request.Directory);

    /// <summary>Everything runs as wanted; that it is the wanted release is seen before the former one is given up.</summary>
    protected Task ProveAsync(CancellationToken cancellation) => Request.Change?.ProveAsync(cancellation) ?? Task.CompletedTask;

    protected KeptSecrets KeepSecrets(ImmutableArray<Edit> edits)
    {
        var secrets = SecretsFile.Keep(Disk, edits);
        if (secrets.IsKept)
        {
            Narrator.Done($"{StepNames.Files} {AnswersFile.SecretsName}", "The secrets are written first: they stay whatever happens.");
        }

        return secrets;
    }

    // A password that PostgreSQL gets and gives back is nobody's afterwards; an account or a volume that was made keeps what it was made with.
    protected static bool TriesSecrets(KeptSecrets secrets, bool makesData) =>
        secrets.Replaced.Contains(SecretSettings.AdminPassword.Key) || (makesData && secrets.Replaced is not []);

    protected async Task<ApplyResult> RollBackAsync(Exception problem, JournalSteps? files, bool isCancelled)
    {
        ImmutableArray<Finding> reasons = problem switch
        {
            _ when isCancelled => [ApplyFinding.Cancelled.Say("It was cancelled.")],
            StepFailure stopped => [.. stopped.Findings.Select(Narrator.Redact)],
            _ => [Narrator.Redact(FindingOf(problem))],
        };
        Narrator.Failed(StepNames.RollBack, reasons[0]);
        var result = await UndoAsync(files);
        return new ApplyResult(
            result.Outcome is ApplyOutcome.RolledBack && isCancelled ? ApplyOutcome.Cancelled : result.Outcome,
            [.. reasons, .. result.Findings],
            (problem as StepFailure)?.LastLines ?? []);
    }
}
