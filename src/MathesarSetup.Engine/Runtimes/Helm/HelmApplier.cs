using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Kubernetes;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>From files to a release of Helm's whose pods are ready, with a way back. None of its methods throws for what the world does.</summary>
internal static class HelmApplier
{
    /// <summary>Says what a run would do; no plan where not even that can be said. Changes nothing.</summary>
    /// <param name="cluster">The way to the cluster where it is open already; null to open one.</param>
    public static Task<(ApplyChanges Changes, HelmPlan? Plan)> CompareAsync(
        InstallRequest request, KubeAccess access, KubeConnection? cluster, Disk disk, CancellationToken cancellation)
    {
        var chart = request.Setup.Target.Chart(request.Setup.Plan);
        return ClusterApplier.CompareAsync<HelmPlan>(request, access, cluster, disk, chart?.Cluster, files => ([], async (open, here) =>
            HelmProgram.TooOld(await HelmProgram.VersionAsync(cancellation)) is { } old
                ? new ClusterApplier.Looked<HelmPlan>([old], null, null)
                : await new HelmLook(request, chart!, open, Helm(here), disk, files, here).RunAsync(cancellation)), cancellation);
    }

    /// <summary>Does it; on failure everything is as before.</summary>
    public static Task<ApplyResult> RunAsync(
        InstallRequest request, KubeAccess access, Disk disk, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var narrator = Narrator.For(request.Setup.Plan, tell);
        var set = request.Setup.Target.Chart(request.Setup.Plan)!.Cluster;
        return ClusterApplier.RunAsync(request, access, disk, narrator,
            async () => (await CompareAsync(request, access, null, disk, cancellation)).Changes,
            cluster => new HelmRun(request, access, new HelmProgram(access.Context, set.Namespace, set.Name), cluster, disk, narrator)
                .RunAsync(cancellation), cancellation);
    }

    private static HelmProgram Helm(ClusterMemory here) => new(here.Context, here.Namespace, here.Name);
}
