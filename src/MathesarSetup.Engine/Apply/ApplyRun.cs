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
        narrator.Started(Steps.Check, "Looking at what is there.");
        var changes = await Applier.CompareAsync(request, engine, disk, cancellation);
        if (changes.IsForbidden || changes.Work is not { } work)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, [.. changes.Findings.OrderBy(f => f.Severity)]);
        }

        var (edits, notes) = Editing.Plan(disk, changes.Files);
        narrator.Done(Steps.Check, "It is clear what to do.");
        if (edits.IsEmpty && !work.HasDifferences)
        {
            return ApplyResult.Of(ApplyOutcome.Unchanged, [.. changes.Findings]);
        }

        var result = await DoAsync(work, edits, cancellation);
        return result.Succeeded ? result with { Findings = [.. changes.Findings, .. notes, .. result.Findings] } : result;
    }

    private async Task<ApplyResult> DoAsync(Work work, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        var journal = Journal(work);
        JournalSteps? files = null;
        try
        {
            var pulling = new Pulling(engine, request, narrator);
            foreach (var image in work.Pulls)
            {
                await pulling.PullAsync(image, cancellation);
            }

            var secrets = KeepSecrets(edits);
            // A password that PostgreSQL gets and gives back is nobody's afterwards; an account or a volume that was made keeps what it was made with.
            journal = journal with { KeepsSecrets = secrets.IsKept, TriesSecrets = secrets.Replaced.Contains(SecretSettings.AdminPassword.Key) || (work.MakesData && secrets.Replaced is not []) };
            journal.Save(disk);
            files = new Transaction(disk).Try(secrets.Edits);
            narrator.Done(Steps.Files, "The files are in place.");
            var warnings = await DoStepsAsync(work, journal, cancellation);
            files.Accept();
            var result = await FinishAsync(journal, files, warnings);
            return result with { PasswordOpens = await Administrator.OpensAsync(engine, request, work, CancellationToken.None) };
        }
        catch (Exception problem) when (problem is Stopped || ApplyFindings.IsWorlds(problem))
        {
            return await RollBackAsync(problem, files, cancellation.IsCancellationRequested);
        }
    }

    private async Task<ImmutableArray<Finding>> DoStepsAsync(Work work, ApplyJournal journal, CancellationToken cancellation)
    {
        await using var run = new ApplyContext(engine, request, work, journal, disk, narrator);
        await StepSequence.DoAsync(run, cancellation);
        return [.. run.Warnings];
    }

    private KeptSecrets KeepSecrets(ImmutableArray<Edit> edits)
    {
        var secrets = SecretsFile.Keep(disk, edits);
        if (secrets.IsKept)
        {
            narrator.Done($"{Steps.Files} {AnswersFile.SecretsName}", "The secrets are written first: they stay whatever happens.");
        }

        return secrets;
    }

    private ApplyJournal Journal(Work work) => new()
    {
        Run = Guid.NewGuid().ToString("n"),
        Endpoint = engine.Endpoint,
        Network = work.CreatesNetwork ? work.Wanted.Network : null,
        Volumes = work.CreatedVolumes,
        DatabaseContainer = work.Wanted.Database?.Name,
        WebContainer = work.Wanted.Web.Name,
        Formers = [.. work.Containers.Where(static c => c.Verb is ChangeVerb.Replace or ChangeVerb.Start).Select(static c => c.Former!).Concat(work.Removed).Select(static f => new FormerContainer(f.Id, f.Name, f.Run.Running))],
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
            narrator.Done(Steps.Finish, "Everything is as wanted.");
            return ApplyResult.Of(ApplyOutcome.Applied, warnings);
        }
        catch (Exception problem) when (ApplyFindings.IsWorlds(problem))
        {
            return ApplyResult.Of(ApplyOutcome.Applied, warnings.Add(Finding.Warning("apply.not-swept", $"Mathesar runs as wanted, but former containers could not be removed yet: {EngineFindings.Words(problem)}. Run the same command once more, which does that.")));
        }
    }

    private async Task<ApplyResult> RollBackAsync(Exception problem, JournalSteps? files, bool isCancelled)
    {
        ImmutableArray<Finding> reasons = problem switch
        {
            _ when isCancelled => [Finding.Note("apply.cancelled", "It was cancelled.")],
            Stopped stopped => [.. stopped.Findings.Select(narrator.Redact)],
            _ => [narrator.Redact(ApplyFindings.From(problem, engine.Endpoint, request.Directory))],
        };
        narrator.Failed(Steps.RollBack, reasons[0]);
        var result = await RollBack.RunAsync(engine, disk, files, narrator);
        return new ApplyResult(
            result.Outcome is ApplyOutcome.RolledBack && isCancelled ? ApplyOutcome.Cancelled : result.Outcome,
            [.. reasons, .. result.Findings],
            (problem as Stopped)?.LastLines ?? []);
    }
}
