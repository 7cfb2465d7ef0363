using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Kubernetes;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>One run: files and Helm's release as one transaction. The caller holds the lock of the directory.</summary>
internal sealed class HelmRun(InstallRequest request, KubeAccess access, HelmProgram helm, KubeConnection cluster, Disk disk, Narrator narrator)
    : PlaceRun<HelmPlan>(request, disk, narrator)
{
    // It stands in the release's history, and tells this run's Helm from any other.
    private readonly string _mark = $"mathesar-setup {Guid.NewGuid():n}";

    protected override Task<(ApplyChanges Changes, HelmPlan? Plan)> LookAsync(CancellationToken cancellation) =>
        HelmApplier.CompareAsync(Request, access, cluster, Disk, cancellation);

    protected override bool HasDifferences(HelmPlan plan) => plan.Objects.HasDifferences;

    protected override Task<ApplyResult> UndoAsync(JournalSteps? files) => KubeRollBack.RunAsync(cluster, Disk, files, Narrator);

    protected override async Task<ApplyResult> DoAsync(HelmPlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        JournalSteps? files = null;
        try
        {
            var secrets = KeepSecrets(edits);
            var journal = Journaled(plan) with
            {
                KeepsSecrets = secrets.IsKept,
                TriesSecrets = TriesSecrets(secrets, plan.Objects.MakesData),
            };
            journal.Save(Disk);
            files = new Transaction(Disk).Try(secrets.Edits);
            Narrator.Done(StepNames.Files, "The files are in place.");
            if (plan.Objects.HasDifferences)
            {
                await UpgradeAsync(plan, cancellation);
            }

            var warnings = await KubeProbe.RunAsync(Request, plan.Objects, cluster, Narrator, cancellation);
            var revision = (await helm.HistoryAsync(cancellation)).Last().Revision;
            files.Accept();
            journal = journal with { IsAccepted = true, Place = journal.Place with { Revision = revision } };
            journal.Save(Disk);
            journal.Place.Save(Disk);
            files.Sweep();
            SecretsFile.Forget(Disk);
            KubeJournal.Forget(Disk);
            Narrator.Done(StepNames.Finish, "Everything is as wanted.");
            return ApplyResult.Of(ApplyOutcome.Applied, warnings) with { PasswordOpens = plan.Objects.MakesData && plan.IsFirst };
        }
        catch (Exception problem) when (problem is StepFailure or OperationCanceledException || FileFindings.IsFileProblem(problem))
        {
            return await RollBackAsync(problem, files, cancellation.IsCancellationRequested);
        }
    }

    private async Task UpgradeAsync(HelmPlan plan, CancellationToken cancellation)
    {
        var step = $"{StepNames.Send} {plan.Objects.Release!.Name}";
        Narrator.Started(step, "Helm is bringing it about.");
        var wait = new RolloutWait(cluster, Narrator, Request.Timeout);
        ImmutableArray<PlannedObject> awaited =
            [.. plan.Objects.Objects.Where(static o => o is { Verb: not ChangeVerb.Keep, Wanted.IsWorkload: true })];
        await WatchedAsync(plan, awaited, wait, cancellation);
        Narrator.Done(step, "Helm has brought it about.");
        foreach (var planned in awaited)
        {
            await wait.ForAsync(planned.Key, cancellation);
        }

        if (plan.Objects is { Restarts: true, Web.Key: var web })
        {
            if (await cluster.MergeAsync(web, KubeRun.Restarting(), cancellation) is { IsGood: false } refused)
            {
                throw cluster.Failure(refused, $"start the pods of {web.Name} anew");
            }

            await wait.ForAsync(web, cancellation);
        }
    }

    // Helm waits for as long as it may; what can never become ready ends it at once, with the reason.
    private async Task WatchedAsync(HelmPlan plan, ImmutableArray<PlannedObject> awaited, RolloutWait wait, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var chart = plan.Chart;
        var upgrade = helm.UpgradeAsync(Disk.Root, chart.Chart, [.. chart.Values, .. chart.SecretValues is { } secret ? new[] { secret } : []], _mark,
            Request.Timeout, Request.Accepted.OthersFields, ending.Token);
        var watch = WatchAsync(awaited, wait, ending.Token);
        if (await Task.WhenAny(upgrade, watch) == watch && watch.IsFaulted)
        {
            await ending.CancelAsync();
            await EndedAsync(upgrade);
            await watch;
        }

        var said = await upgrade;
        await ending.CancelAsync();
        await EndedAsync(watch);
        if (said.ExitCode != 0)
        {
            throw watch.Exception?.InnerException as StepFailure ?? HelmProgram.Failure(said);
        }
    }

    private static async Task WatchAsync(ImmutableArray<PlannedObject> awaited, RolloutWait wait, CancellationToken cancellation)
    {
        foreach (var planned in awaited)
        {
            await wait.ForAsync(planned, cancellation);
        }
    }

    private static async Task EndedAsync(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private KubeJournal Journaled(HelmPlan plan) => new()
    {
        Place = plan.Objects.Place,
        Program = access.Program,
        Secret = plan.Chart.Cluster.Secret,
        Objects = [],
        Claims = plan.Objects.Claims,
        Restarted = plan.Objects is { Restarts: true, Web.Key: var web } ? web : null,
        Release = new JournaledRelease(_mark, plan.Former?.Revision ?? 0, plan.Last, plan.FormerMark, plan.Mark)
        {
            MakesNamespace = plan.IsFirst,
        },
    };
}
