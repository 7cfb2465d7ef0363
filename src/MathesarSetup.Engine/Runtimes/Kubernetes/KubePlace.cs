using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>The cluster to which the kubeconfig of this user leads. It is not asked before it is to be compared.</summary>
internal sealed class KubePlace(KubeAccess access, ClusterSet set) : IRuntimePlace
{
    public PlaceFacts Facts { get; } = new("Kubernetes", "", access.Server, IsRootless: false, "", null)
    {
        Cluster = new ClusterFacts(access.Context, set.Namespace, access.User, access.Program),
    };

    public async Task<IPlannedRun> PlanAsync(InstallRequest request, CancellationToken cancellation)
    {
        request = request with { Directory = Path.TrimEndingDirectorySeparator(request.Directory) };
        return new PlannedRun(access, request, (await KubeApplier.CompareAsync(request, access, null, new Disk(request.Directory),
            cancellation)).Changes);
    }

    public IInstallationLife LifeOf(Setup setup, string directory) => new KubeLife(setup, access, set, new Disk(directory));

    public override string ToString() => $"the cluster at {access.Server} (context {access.Context}), in the namespace {set.Namespace}";

    private sealed record PlannedRun(KubeAccess Access, InstallRequest Request, ApplyChanges Changes) : IPlannedRun
    {
        public HostPrograms Programs => HostPrograms.Usual;

        public Task<ApplyResult> RunAsync(ApplyChanges agreed, Action<ApplyEvent> tell, CancellationToken cancellation) =>
            KubeApplier.RunAsync(Request with { Agreed = agreed }, Access, new Disk(Request.Directory), tell, cancellation);
    }
}
