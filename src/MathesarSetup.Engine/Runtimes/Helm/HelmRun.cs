using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Kubernetes;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>A run in which Helm brings its release about.</summary>
internal sealed class HelmRun(InstallRequest request, KubeAccess access, HelmProgram helm, KubeConnection cluster, Disk disk, Narrator narrator)
    : ClusterRun<HelmPlan>(request, cluster, disk, narrator)
{
    // It stands in the release's history, and tells this run's Helm from any other.
    private readonly string _mark = $"mathesar-setup {Guid.NewGuid():n}";

    protected override Task<(ApplyChanges Changes, HelmPlan? Plan)> LookAsync(CancellationToken cancellation) =>
        HelmApplier.CompareAsync(Request, access, Cluster, Disk, cancellation);

    protected override KubePlan ObjectsOf(HelmPlan plan) => plan.Objects;

    protected override bool IsFirst(HelmPlan plan) => plan.IsFirst;

    protected override async Task<ClusterMemory> EndAsync(HelmPlan plan, CancellationToken cancellation) =>
        plan.Objects.Place with { Revision = (await helm.HistoryAsync(cancellation)).LastOrDefault()?.Revision, Mark = plan.Mark };

    protected override async Task BringAboutAsync(HelmPlan plan, CancellationToken cancellation)
    {
        if (!plan.Objects.HasDifferences)
        {
            return;
        }

        var step = $"{StepNames.Send} {plan.Objects.Release!.Name}";
        Narrator.Started(step, "Helm is bringing it about.");
        var wait = new RolloutWait(Cluster, Narrator, Request.Timeout);
        ImmutableArray<PlannedObject> awaited =
            [.. plan.Objects.Objects.Where(static o => o is { Verb: not ChangeVerb.Keep, Wanted.IsWorkload: true })];
        var isSeen = await WatchedAsync(plan, awaited, wait, cancellation);
        Narrator.Done(step, "Helm has brought it about.");
        foreach (var planned in isSeen ? [] : awaited)
        {
            await wait.ForAsync(planned.Key, cancellation);
        }

        await RestartAsync(plan.Objects, wait, cancellation);
    }

    // Helm waits for as long as it may; what can never become ready ends it at once, with the reason. Gives whether all were seen to be ready.
    private async Task<bool> WatchedAsync(HelmPlan plan, ImmutableArray<PlannedObject> awaited, RolloutWait wait, CancellationToken cancellation)
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

        return watch.IsCompletedSuccessfully;
    }

    private static async Task WatchAsync(ImmutableArray<PlannedObject> awaited, RolloutWait wait, CancellationToken cancellation)
    {
        foreach (var planned in awaited)
        {
            await wait.ForAsync(planned, cancellation);
        }
    }

    private static async Task EndedAsync(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    protected override KubeJournal Journaled(HelmPlan plan) => new()
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
            Keeps = [.. plan.Objects.Objects.Where(static o => o.Found is null && HelmLook.IsKept(o.Wanted)).Select(static o => o.Key)],
        },
    };
}
