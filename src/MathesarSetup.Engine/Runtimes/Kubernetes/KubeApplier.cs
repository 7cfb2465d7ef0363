using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>
/// From files to objects of a cluster whose pods are ready, with a way back. It sends what <c>kubectl apply --kustomize</c> would send. None of its
/// methods throws for what the world does.
/// </summary>
internal static class KubeApplier
{
    /// <summary>Says what a run would do; no plan where not even that can be said. Changes nothing.</summary>
    /// <param name="cluster">The way to the cluster where it is open already; null to open one.</param>
    public static Task<(ApplyChanges Changes, KubePlan? Plan)> CompareAsync(
        InstallRequest request, KubeAccess access, KubeConnection? cluster, Disk disk, CancellationToken cancellation)
    {
        var set = request.Setup.Target.Cluster(request.Setup.Plan);
        return ClusterApplier.CompareAsync<KubePlan>(request, access, cluster, disk, set, files =>
        {
            var wanted = WantedObjects.Of(set!, disk, files);
            return (wanted.Problems, async (open, here) =>
            {
                var look = new KubeLook(open, wanted, WantedObjects.There(set!, disk), here, request.Accepted.OthersFields);
                var plan = await look.RunAsync(cancellation);
                return new ClusterApplier.Looked<KubePlan>([.. look.Findings], plan, plan);
            }
            );
        }, cancellation);
    }

    /// <summary>Does it; on failure everything is as before.</summary>
    public static Task<ApplyResult> RunAsync(
        InstallRequest request, KubeAccess access, Disk disk, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var narrator = Narrator.For(request.Setup.Plan, tell);
        return ClusterApplier.RunAsync(request, access, disk, narrator,
            async () => (await CompareAsync(request, access, null, disk, cancellation)).Changes,
            cluster => new KubeRun(request, access, cluster, disk, narrator).RunAsync(cancellation), cancellation);
    }
}
