using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Objects of a cluster of Kubernetes, by server-side apply.</summary>
public sealed class KubeRuntime : IRuntime
{
    // Files of somebody's own are in an order, and in a kustomization, that only he knows.
    public bool Takes(Setup setup) => !LayoutSettings.IsInPlace(setup.Answers) && setup.Target.Cluster(setup.Plan) is not null;

    public bool IsUnfinished(string directory) => new Disk(Path.TrimEndingDirectorySeparator(directory)).Exists(StateFolder.ClusterJournal);

    public Task<ApplyResult?> RecoverAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation) =>
        KubeRollBack.RecoverAsync(new Disk(Path.TrimEndingDirectorySeparator(directory)), Narrator.For(null, tell));

    public IThingRemoval? RemovalAt(Uri place, string directory) => ClusterThings.At(place, directory);

    public Task<PlaceSearch> FindAsync(Setup setup, CancellationToken cancellation) =>
        Task.FromResult(KubePlace.Find(setup, setup.Target.Cluster(setup.Plan), new Sender()));

    private sealed class Sender : IClusterSender
    {
        public string Product => "Kubernetes";

        public async Task<ApplyChanges> CompareAsync(InstallRequest request, KubeAccess access, Disk disk, CancellationToken cancellation) =>
            (await KubeApplier.CompareAsync(request, access, null, disk, cancellation)).Changes;

        public Task<ApplyResult> RunAsync(
            InstallRequest request, KubeAccess access, Disk disk, Action<ApplyEvent> tell, CancellationToken cancellation) =>
            KubeApplier.RunAsync(request, access, disk, tell, cancellation);

        public Task<List<Belonging>> RunningAsync(ClusterBelongings look, IReadOnlyCollection<string> secrets, CancellationToken cancellation) =>
            look.MembersAsync(cancellation);
    }
}
