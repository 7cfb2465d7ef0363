using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>
/// One run in a cluster, whoever sends the objects: files and cluster as one transaction. The caller holds the lock of the directory.
/// </summary>
internal abstract class ClusterRun<TPlan>(InstallRequest request, KubeConnection cluster, Disk disk, Narrator narrator)
    : PlaceRun<TPlan>(request, disk, narrator)
    where TPlan : class
{
    protected KubeConnection Cluster { get; } = cluster;

    /// <summary>What becomes of the objects.</summary>
    protected abstract KubePlan ObjectsOf(TPlan plan);

    /// <summary>Whether nothing of the installation can have been there.</summary>
    protected abstract bool IsFirst(TPlan plan);

    /// <summary>All that is needed to take the run back.</summary>
    protected abstract KubeJournal Journaled(TPlan plan);

    /// <summary>Brings the objects about, and waits until their pods are ready.</summary>
    protected abstract Task BringAboutAsync(TPlan plan, CancellationToken cancellation);

    /// <summary>What is left to do once Mathesar answers; gives what is to be remembered of the place.</summary>
    protected abstract Task<ClusterMemory> EndAsync(TPlan plan, CancellationToken cancellation);

    protected override bool HasDifferences(TPlan plan) => ObjectsOf(plan).HasDifferences;

    protected override Task<ApplyResult> UndoAsync(JournalSteps? files) => KubeRollBack.RunAsync(Cluster, Disk, files, Narrator);

    protected override async Task<ApplyResult> DoAsync(TPlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        var objects = ObjectsOf(plan);
        JournalSteps? files = null;
        try
        {
            var secrets = KeepSecrets(edits);
            var journal = Journaled(plan) with
            {
                KeepsSecrets = secrets.IsKept,
                TriesSecrets = TriesSecrets(secrets, objects.MakesData),
            };
            journal.Save(Disk);
            files = new Transaction(Disk).Try(secrets.Edits);
            Narrator.Done(StepNames.Files, "The files are in place.");
            await BringAboutAsync(plan, cancellation);
            var warnings = await KubeProbe.RunAsync(Request, objects, Cluster, Narrator, cancellation);
            await ProveAsync(cancellation);
            var place = await EndAsync(plan, cancellation);
            InstallationMark.For(Disk, RealPath.Of(Disk.Root), ClusterThings.Identity(place), $"the cluster at {place.Server}",
                await VolumeClaims.MadeAsync(Cluster, place, objects.Claims, cancellation));
            files.Accept();
            (journal with { IsAccepted = true, Place = place }).Save(Disk);
            place.Save(Disk);
            files.Sweep();
            SecretsFile.Forget(Disk);
            KubeJournal.Forget(Disk);
            Narrator.Done(StepNames.Finish, "Everything is as wanted.");
            return ApplyResult.Of(ApplyOutcome.Applied, warnings) with { PasswordOpens = objects.MakesData && IsFirst(plan) };
        }
        catch (Exception problem) when (problem is StepFailure or OperationCanceledException || FileFindings.IsFileProblem(problem))
        {
            return await RollBackAsync(problem, files, cancellation.IsCancellationRequested);
        }
    }

    /// <summary>Lets pods start anew that read what changed at their start alone.</summary>
    protected async Task RestartAsync(KubePlan plan, RolloutWait wait, CancellationToken cancellation)
    {
        if (plan is { Restarts: true, Web.Key: var web })
        {
            if (await Cluster.MergeAsync(web, KubeRun.Restarting(), cancellation) is { IsGood: false } refused)
            {
                throw Cluster.Failure(refused, $"start the pods of {web.Name} anew");
            }

            await wait.ForAsync(web, cancellation);
        }
    }
}
