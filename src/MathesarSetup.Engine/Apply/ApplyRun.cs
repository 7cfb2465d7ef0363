using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply.Sequence;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>One run: files and engine as one transaction. The caller holds the lock of the directory.</summary>
internal sealed class ApplyRun(ApplyRequest request, EngineConnection engine, Disk disk, Narrator narrator)
{
    public async Task<ApplyResult> RunAsync(CancellationToken cancellation)
    {
        narrator.Started(StepNames.Check, "Looking at what is there.");
        var changes = await Applier.CompareAsync(request, engine, disk, cancellation);
        if (changes.IsForbidden || changes.Plan is not { } plan)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, [.. changes.Findings.OrderBy(f => f.Severity)]);
        }

        if (request.Agreed is { } agreed && agreed.Fingerprint != changes.Fingerprint)
        {
            narrator.Progress(StepNames.Check, "Something changed since it was looked at, so what is to do was decided anew.");
        }

        var (edits, notes) = Editing.Plan(disk, changes.Files);
        narrator.Done(StepNames.Check, "It is clear what to do.");
        if (edits.IsEmpty && !plan.HasDifferences)
        {
            return ApplyResult.Of(ApplyOutcome.Unchanged, [.. changes.Findings]);
        }

        var result = await DoAsync(plan, edits, cancellation);
        return result.Succeeded ? result with { Findings = [.. changes.Findings, .. notes, .. result.Findings] } : result;
    }

    private async Task<ApplyResult> DoAsync(ApplyPlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        var journal = Journal(plan);
        JournalSteps? files = null;
        try
        {
            var pulling = new ImagePull(engine, request, narrator);
            foreach (var image in plan.Pulls)
            {
                await pulling.PullAsync(image, cancellation);
            }

            var secrets = KeepSecrets(edits);
            // A password that PostgreSQL gets and gives back is nobody's afterwards; an account or a volume that was made keeps what it was made
            // with.
            journal = journal with
            {
                KeepsSecrets = secrets.IsKept,
                TriesSecrets = secrets.Replaced.Contains(SecretSettings.AdminPassword.Key) || (plan.MakesData && secrets.Replaced is not []),
            };
            journal.Save(disk);
            files = new Transaction(disk).Try(secrets.Edits);
            narrator.Done(StepNames.Files, "The files are in place.");
            var warnings = await DoStepsAsync(plan, journal, cancellation);
            files.Accept();
            var result = await FinishAsync(journal, files, warnings);
            return result with { PasswordOpens = await Administrator.OpensAsync(engine, request, plan, CancellationToken.None) };
        }
        catch (Exception problem) when (problem is StepFailure || ApplyFindings.IsWorlds(problem))
        {
            return await RollBackAsync(problem, files, cancellation.IsCancellationRequested);
        }
    }

    private async Task<ImmutableArray<Finding>> DoStepsAsync(ApplyPlan plan, ApplyJournal journal, CancellationToken cancellation)
    {
        await using var run = new ApplyContext(engine, request, plan, journal, disk, narrator);
        await StepSequence.DoAsync(run, cancellation);
        return [.. run.Warnings];
    }

    private KeptSecrets KeepSecrets(ImmutableArray<Edit> edits)
    {
        var secrets = SecretsFile.Keep(disk, edits);
        if (secrets.IsKept)
        {
            narrator.Done($"{StepNames.Files} {AnswersFile.SecretsName}", "The secrets are written first: they stay whatever happens.");
        }

        return secrets;
    }

    private ApplyJournal Journal(ApplyPlan plan) => new()
    {
        Run = Guid.NewGuid().ToString("n"),
        Endpoint = engine.Endpoint,
        Network = plan.CreatesNetwork ? plan.Wanted.Network : null,
        Volumes = plan.CreatedVolumes,
        DatabaseContainer = plan.Wanted.Database?.Name,
        WebContainer = plan.Wanted.Web.Name,
        Formers = [.. plan.Containers.Where(static c => c.Verb is ChangeVerb.Replace or ChangeVerb.Start).Select(static c => c.Former!)
            .Concat(plan.Removed).Select(static f => new FormerContainer(f.Id, f.Name, f.Run.Running))],
    };

    // Everything stands. What cannot be swept now is swept the next time.
    private async Task<ApplyResult> FinishAsync(ApplyJournal journal, JournalSteps files, ImmutableArray<Finding> warnings)
    {
        try
        {
            await SetAsideStep.RemoveFormersAsync(engine, journal, CancellationToken.None);
            files.Sweep();
            SecretsFile.Forget(disk);
            ApplyJournal.Forget(disk);
            narrator.Done(StepNames.Finish, "Everything is as wanted.");
            return ApplyResult.Of(ApplyOutcome.Applied, warnings);
        }
        catch (Exception problem) when (ApplyFindings.IsWorlds(problem))
        {
            return ApplyResult.Of(ApplyOutcome.Applied,
                warnings.Add(ApplyFinding.NotSwept.Say("Mathesar runs as wanted, but former containers could not be removed yet: "
                    + $"{EngineFindings.Words(problem)}. Run the same command once more, which does that.")));
        }
    }

    private async Task<ApplyResult> RollBackAsync(Exception problem, JournalSteps? files, bool isCancelled)
    {
        ImmutableArray<Finding> reasons = problem switch
        {
            _ when isCancelled => [ApplyFinding.Cancelled.Say("It was cancelled.")],
            StepFailure stopped => [.. stopped.Findings.Select(narrator.Redact)],
            _ => [narrator.Redact(ApplyFindings.From(problem, engine.Endpoint, request.Directory))],
        };
        narrator.Failed(StepNames.RollBack, reasons[0]);
        var result = await RollBack.RunAsync(engine, disk, files, narrator);
        return new ApplyResult(
            result.Outcome is ApplyOutcome.RolledBack && isCancelled ? ApplyOutcome.Cancelled : result.Outcome,
            [.. reasons, .. result.Findings],
            (problem as StepFailure)?.LastLines ?? []);
    }
}
