using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What every run in a cluster has in common, whoever sends the objects. None of its methods throws for what the world does.</summary>
internal static class ClusterApplier
{
    /// <summary>What a look found: the plan of who sends, and the objects of it; null where not even that can be said.</summary>
    internal sealed record Looked<TPlan>(ImmutableArray<Finding> Findings, TPlan? Plan, KubePlan? Objects)
        where TPlan : class;

    /// <summary>Says what a run would do; no plan where not even that can be said. Changes nothing.</summary>
    /// <param name="cluster">The way to the cluster where it is open already; null to open one.</param>
    /// <param name="set">What shall stand there; null where nothing shall.</param>
    /// <param name="read">Reads the files as they will be: what forbids even to ask, and the look at the cluster.</param>
    public static async Task<(ApplyChanges Changes, TPlan? Plan)> CompareAsync<TPlan>(InstallRequest request, KubeAccess access,
        KubeConnection? cluster, Disk disk, ClusterSet? set,
        Func<Comparison, (IEnumerable<Finding> Problems, Func<KubeConnection, ClusterMemory, Task<Looked<TPlan>>> Look)> read,
        CancellationToken cancellation)
        where TPlan : class
    {
        if (request.Setup.IsBlocked || set is null)
        {
            return (Nothing([.. request.Setup.Findings.Where(static f => f.Severity is Severity.Error)]), null);
        }

        try
        {
            var files = Comparer.Compare(disk, request.Files, request.Decisions);
            var (problems, look) = read(files);
            ImmutableArray<Finding> findings =
            [
                .. files.Findings.Where(static f => f.Severity is Severity.Error), .. ApplyPlanner.Edits(files, request.Force),
                .. KubeGuards.OfAccess(request, access, set, disk), .. problems,
            ];
            if (findings.Any(static f => f.Severity is Severity.Error))
            {
                return (new ApplyChanges([.. ChangeList.OfFiles(request, files)], files, findings), null);
            }

            using var own = cluster is null ? access.Open() : null;
            return await LookAsync(request, cluster ?? own!, new(access.Context, access.Server, set.Namespace, set.Name),
                ClusterMemory.Load(disk), files, findings, look, cancellation);
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
    public static async Task<ApplyResult> RunAsync(InstallRequest request, KubeAccess access, Disk disk, Narrator narrator,
        Func<Task<ApplyChanges>> compare, Func<KubeConnection, Task<ApplyResult>> run, CancellationToken cancellation)
    {
        try
        {
            return await Settlement.UnderLockAsync(disk, request, compare, () => KubeRollBack.SettleAsync(disk, narrator),
                async () =>
                {
                    using var cluster = access.Open();
                    return await run(cluster);
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

    private static async Task<(ApplyChanges Changes, TPlan? Plan)> LookAsync<TPlan>(InstallRequest request, KubeConnection cluster,
        ClusterMemory here, ClusterMemory? known, Comparison files, ImmutableArray<Finding> findings,
        Func<KubeConnection, ClusterMemory, Task<Looked<TPlan>>> look, CancellationToken cancellation)
        where TPlan : class
    {
        here = here with { Cluster = await KubeGuards.IdentityAsync(cluster, cancellation) };
        if ((KubeGuards.Changed(known, here) ?? await KubeGuards.VersionAsync(cluster, cancellation)) is { } refusal)
        {
            return (new ApplyChanges([.. ChangeList.OfFiles(request, files)], files, [.. findings, refusal]), null);
        }

        var looked = await look(cluster, here);
        findings = [.. findings, .. looked.Findings];
        if (looked is not { Plan: { } plan, Objects: { } objects })
        {
            return (new ApplyChanges([.. ChangeList.OfFiles(request, files)], files, findings), null);
        }

        findings =
        [
            .. findings, .. await KubeGuards.SurroundingsAsync(cluster, objects, cancellation), .. KubeGuards.OfData(request, objects, known),
            .. objects.Web is { Verb: not ChangeVerb.Keep } web ? await ExistingRecords.LookAsync(request,
                new RememberedMathesar(KubeGuards.FormerKey(objects), web.Found is not null, web.Found is not null), cancellation) : [],
        ];
        return (new ApplyChanges([.. KubeChangeList.Of(request, objects, files)], files, findings)
        {
            Steps = [.. KubeChangeList.Steps(objects, files)],
        }, plan);
    }

    private static ApplyChanges Nothing(ImmutableArray<Finding> findings) => new([], new Comparison([], findings), findings);
}
