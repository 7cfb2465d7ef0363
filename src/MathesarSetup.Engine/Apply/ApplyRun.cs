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
    : PlaceRun<ApplyPlan>(request, disk, narrator)
{
    private readonly ApplyRequest _request = request;

    protected override async Task<(ApplyChanges Changes, ApplyPlan? Plan)> LookAsync(CancellationToken cancellation)
    {
        var changes = await Applier.CompareAsync(_request, engine, Disk, cancellation);
        return (changes, changes.Plan);
    }

    protected override bool HasDifferences(ApplyPlan plan) => plan.HasDifferences;

    protected override Task<ApplyResult> UndoAsync(JournalSteps? files) => RollBack.RunAsync(engine, Disk, files, Narrator);

    protected override Finding FindingOf(Exception problem) => ApplyFindings.From(problem, engine.Endpoint, Request.Directory);

    protected override async Task<ApplyResult> DoAsync(ApplyPlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        var journal = Journal(plan);
        JournalSteps? files = null;
        try
        {
            var pulling = new ImagePull(engine, _request, Narrator);
            foreach (var image in plan.Pulls)
            {
                await pulling.PullAsync(image, cancellation);
            }

            var secrets = KeepSecrets(edits);
            journal = journal with
            {
                KeepsSecrets = secrets.IsKept,
                TriesSecrets = TriesSecrets(secrets, plan.MakesData),
            };
            var mark = InstallationMark.For(Disk, _request, plan.CreatedVolumes);
            journal.Save(Disk);
            files = new Transaction(Disk).Try(secrets.Edits);
            Narrator.Done(StepNames.Files, "The files are in place.");
            var warnings = await DoStepsAsync(plan, journal, mark, cancellation);
            files.Accept();
            var result = await FinishAsync(journal, files, warnings);
            return result with { PasswordOpens = await Administrator.OpensAsync(engine, _request, plan, CancellationToken.None) };
        }
        catch (Exception problem) when (problem is StepFailure || ApplyFindings.IsWorlds(problem))
        {
            return await RollBackAsync(problem, files, cancellation.IsCancellationRequested);
        }
    }

    private async Task<ImmutableArray<Finding>> DoStepsAsync(
        ApplyPlan plan, ApplyJournal journal, InstallationMark mark, CancellationToken cancellation)
    {
        await using var run = new ApplyContext(engine, _request, plan, journal, mark, Disk, Narrator);
        await StepSequence.DoAsync(run, cancellation);
        return [.. run.Warnings];
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
            SecretsFile.Forget(Disk);
            ApplyJournal.Forget(Disk);
            Narrator.Done(StepNames.Finish, "Everything is as wanted.");
            return ApplyResult.Of(ApplyOutcome.Applied, warnings);
        }
        catch (Exception problem) when (ApplyFindings.IsWorlds(problem))
        {
            return ApplyResult.Of(ApplyOutcome.Applied,
                warnings.Add(ApplyFinding.NotSwept.Say("Mathesar runs as wanted, but former containers could not be removed yet: "
                    + $"{EngineFindings.Words(problem)}. Run the same command once more, which does that.")));
        }
    }
}
