using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
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

    public Task<PlaceSearch> FindAsync(Setup setup, CancellationToken cancellation)
    {
        var (access, problem) = KubeAccess.Read();
        return Task.FromResult(access is not null && setup.Target.Cluster(setup.Plan) is { } set
            ? new PlaceSearch([], new KubePlace(access, set), [])
            : new PlaceSearch([new PlaceCandidate("KUBECONFIG", string.Join(", ", KubeAccess.Files.Select(static f => f.FullName)),
                "It leads to no cluster.")], null, problem is null ? []
                : [MountedPaths.IsInContainer() && KubeAccess.Files.All(static f => !f.Exists) ? InContainer(setup) : problem]));
    }

    // The machine's own is not seen in there.
    private static Finding InContainer(Setup setup) => KubeFinding.NoConfig.Say($"There is no kubeconfig at {KubeAccess.Files[0].FullName}, since "
        + $"this program runs in a container. Make that anew with --volume \"$HOME/.kube/config:{KubeAccess.Files[0].FullName}:ro\". Or write the "
        + $"files, and run on the machine, in their directory: {setup.Instructions.Start}", RunSettings.Target.Key);
}
