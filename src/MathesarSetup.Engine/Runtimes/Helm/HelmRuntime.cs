using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>A release of Helm's in a cluster of Kubernetes, by the program helm of this machine.</summary>
public sealed class HelmRuntime : IRuntime
{
    public bool Takes(Setup setup) => !LayoutSettings.IsInPlace(setup.Answers) && setup.Target.Chart(setup.Plan) is not null && HelmProgram.IsHere;

    // Whatever a run in a cluster left, one journal tells, and its own runtime ends it.
    public bool IsUnfinished(string directory) => false;

    public Task<ApplyResult?> RecoverAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation) =>
        Task.FromResult<ApplyResult?>(null);

    // Kubernetes' own remover knows releases too.
    public IThingRemoval? RemovalAt(Uri place, string directory) => null;

    public Task<PlaceSearch> FindAsync(Setup setup, CancellationToken cancellation) =>
        Task.FromResult(KubePlace.Find(setup, setup.Target.Chart(setup.Plan)?.Cluster, new Sender()));

    private sealed class Sender : IClusterSender
    {
        public string Product => "Kubernetes, by Helm";

        public async Task<ApplyChanges> CompareAsync(InstallRequest request, KubeAccess access, Disk disk, CancellationToken cancellation) =>
            (await HelmApplier.CompareAsync(request, access, null, disk, cancellation)).Changes;

        public Task<ApplyResult> RunAsync(
            InstallRequest request, KubeAccess access, Disk disk, Action<ApplyEvent> tell, CancellationToken cancellation) =>
            HelmApplier.RunAsync(request, access, disk, tell, cancellation);

        public Task<List<Belonging>> RunningAsync(ClusterBelongings look, IReadOnlyCollection<string> secrets, CancellationToken cancellation) =>
            HelmBelonging.OfAsync(look, secrets, cancellation);
    }
}
