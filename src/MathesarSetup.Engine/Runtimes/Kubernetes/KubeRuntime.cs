using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
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
                "It leads to no cluster.")], null, problem is null ? [] : [problem]));
    }
}
