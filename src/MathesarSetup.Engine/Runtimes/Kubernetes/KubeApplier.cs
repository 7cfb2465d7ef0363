using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>
/// From files to objects of a cluster whose pods are ready, with a way back. It sends what <c>kubectl apply --kustomize</c> would send. None of its
/// methods throws for what the world does.
/// </summary>
internal static class KubeApplier
{
    /// <summary>Says what a run would do; no plan where not even that can be said. Changes nothing.</summary>
    /// <param name="cluster">The way to the cluster where it is open already; null to open one.</param>
    public static async Task<(ApplyChanges Changes, KubePlan? Plan)> CompareAsync(
        InstallRequest request, KubeAccess access, KubeConnection? cluster, Disk disk, CancellationToken cancellation)
    {
        if (request.Setup.IsBlocked || request.Setup.Target.Cluster(request.Setup.Plan) is not { } set)
        {
            return (Nothing([.. request.Setup.Findings.Where(static f => f.Severity is Severity.Error)]), null);
        }

        try
        {
            var files = Comparer.Compare(disk, request.Files, request.Decisions);
            var wanted = WantedObjects.Of(set, disk, files);
            ImmutableArray<Finding> findings =
            [
                .. files.Findings.Where(static f => f.Severity is Severity.Error), .. ApplyPlanner.Edits(files, request.Force),
                .. KubeGuards.OfAccess(request, access, set, disk), .. wanted.Problems,
            ];
            if (findings.Any(static f => f.Severity is Severity.Error))
            {
                return (new ApplyChanges([.. ChangeList.OfFiles(request, files)], files, findings), null);
            }

            using var own = cluster is null ? access.Open() : null;
            return await LookAsync(request, cluster ?? own!, wanted, new(access.Context, access.Server, set.Namespace, set.Name),
                ClusterMemory.Load(disk), files, findings, cancellation);
        }
        catch (StepFailure problem)
        {
            return (Nothing(problem.Findings), null);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return (Nothing([FileFindings.FromReading(problem, request.Directory)]), null);
        }
    }

    /// <summary>
    /// Does it: writes, sends, and waits until Mathesar answers and is claimed; else everything is as before. Cancelling takes back too.
    /// </summary>
    public static async Task<ApplyResult> RunAsync(
        InstallRequest request, KubeAccess access, Disk disk, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var narrator = Narrator.For(request.Setup.Plan, tell);
        try
        {
            return await Settlement.RunAsync(disk, request.Agreed,
                async () => (await CompareAsync(request, access, null, disk, cancellation)).Changes,
                () => KubeRollBack.SettleAsync(disk, narrator),
                async () =>
                {
                    using var cluster = access.Open();
                    return await new KubeRun(request, access, cluster, disk, narrator).RunAsync(cancellation);
                });
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ApplyResult.Of(ApplyOutcome.Cancelled);
        }
        catch (StepFailure problem)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, problem.Findings);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.Refused, FileFindings.From(problem, request.Directory));
        }
    }

    private static async Task<(ApplyChanges Changes, KubePlan? Plan)> LookAsync(InstallRequest request, KubeConnection cluster, WantedObjects wanted,
        ClusterMemory here, ClusterMemory? known, Comparison files, ImmutableArray<Finding> findings, CancellationToken cancellation)
    {
        here = here with { Cluster = await KubeGuards.IdentityAsync(cluster, cancellation) };
        if ((KubeGuards.Changed(known, here) ?? await KubeGuards.VersionAsync(cluster, cancellation)) is { } refusal)
        {
            return (new ApplyChanges([.. ChangeList.OfFiles(request, files)], files, [.. findings, refusal]), null);
        }

        var look = new KubeLook(cluster, wanted, here, request.Accepted.OthersFields);
        var plan = await look.RunAsync(cancellation);
        findings = [.. findings, .. look.Findings];
        if (plan is null)
        {
            return (new ApplyChanges([.. ChangeList.OfFiles(request, files)], files, findings), null);
        }

        findings =
        [
            .. findings, .. await KubeGuards.SurroundingsAsync(cluster, plan, cancellation), .. KubeGuards.OfData(request, plan, known),
            .. plan.Web is { Verb: not ChangeVerb.Keep } web ? await ExistingRecords.LookAsync(request,
                new RememberedMathesar(KubeGuards.FormerKey(plan), web.Found is not null, web.Found is not null), cancellation) : [],
        ];
        return (new ApplyChanges([.. KubeChangeList.Of(request, plan, files)], files, findings) { Steps = [.. KubeChangeList.Steps(plan, files)] },
            plan);
    }

    private static ApplyChanges Nothing(ImmutableArray<Finding> findings) => new([], new Comparison([], findings), findings);
}
