using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Who sends the objects: this program, or Helm.</summary>
internal interface IClusterSender
{
    /// <summary>What the place is called by who sends.</summary>
    string Product { get; }

    Task<ApplyChanges> CompareAsync(InstallRequest request, KubeAccess access, Disk disk, CancellationToken cancellation);

    Task<ApplyResult> RunAsync(InstallRequest request, KubeAccess access, Disk disk, Action<ApplyEvent> tell, CancellationToken cancellation);

    /// <summary>What runs of an installation, to be removed in this order.</summary>
    /// <param name="secrets">Those that the directory knows.</param>
    Task<List<Belonging>> RunningAsync(ClusterBelongings look, IReadOnlyCollection<string> secrets, CancellationToken cancellation);
}

/// <summary>The cluster to which a context of this user's kubeconfig leads. It is not asked before it is to be compared.</summary>
internal sealed class KubePlace(KubeAccess access, ClusterSet set, IClusterSender sender) : IRuntimePlace
{
    public PlaceFacts Facts { get; } = new(sender.Product, "", access.Server, IsRootless: false, "", null)
    {
        Cluster = new ClusterFacts(access.Context, set.Namespace, access.User, access.Program) { Contexts = access.Contexts },
    };

    /// <summary>Looks for it where the kubeconfig's current context leads.</summary>
    public static PlaceSearch Find(Setup setup, ClusterSet? set, IClusterSender sender)
    {
        var (access, problem) = KubeAccess.Read();
        // Without a current one, somebody may still name one.
        access ??= KubeAccess.Any();
        return access is not null && set is not null
            ? new PlaceSearch([], new KubePlace(access, set, sender), [])
            : new PlaceSearch([new PlaceCandidate("KUBECONFIG", string.Join(", ", KubeAccess.Files.Select(static f => f.FullName)),
                "It leads to no cluster.")], null, problem is null ? []
                : [MountedPaths.IsInContainer() && KubeAccess.Files.All(static f => !f.Exists) ? InContainer(setup) : problem]);
    }

    // The machine's own is not seen in there.
    private static Finding InContainer(Setup setup) => KubeFinding.NoConfig.Say($"There is no kubeconfig at {KubeAccess.Files[0].FullName}, since "
        + $"this program runs in a container. Make that anew with --volume \"$HOME/.kube/config:{KubeAccess.Files[0].FullName}:ro\". Or write the "
        + $"files, and run on the machine, in their directory: {setup.Instructions.Start}", RunSettings.Target.Key);

    public IRuntimePlace For(Acceptance accepted, string directory)
    {
        var named = accepted.Context ?? (ClusterMemory.Load(new Disk(Path.TrimEndingDirectorySeparator(directory))) is { } known && known.IsOf(set)
            && KubeAccess.Read(known.Context).Access is { } there && there.Server == known.Server ? known.Context : null);
        return named is not null && named != access.Context && KubeAccess.Read(named).Access is { } meant ? new KubePlace(meant, set, sender) : this;
    }

    public async Task<IPlannedRun> PlanAsync(InstallRequest request, CancellationToken cancellation)
    {
        request = request with { Directory = Path.TrimEndingDirectorySeparator(request.Directory) };
        return new PlannedRun(access, sender, request, await sender.CompareAsync(request, access, new Disk(request.Directory), cancellation));
    }

    public IInstallationLife LifeOf(Setup setup, string directory) => ((KubePlace)For(Acceptance.None, directory)).LifeHere(setup, directory);

    public IInstallationRemoval RemovalOf(Setup setup, string directory) =>
        ((KubePlace)For(Acceptance.None, directory)).RemovalHere(setup, directory);

    public IServiceControl ControlOf(Setup setup, string directory) => ((KubePlace)For(Acceptance.None, directory)).ControlHere(setup, directory);

    public override string ToString() => $"the cluster at {access.Server} (context {access.Context}), in the namespace {set.Namespace}";

    private ClusterRemoval RemovalHere(Setup setup, string directory) => new(setup, directory, set, access, sender);

    private KubeLife LifeHere(Setup setup, string directory) => new(setup, access, set, new Disk(Path.TrimEndingDirectorySeparator(directory)));

    private KubeControl ControlHere(Setup setup, string directory) => new(setup,
        new OwnCluster(access, set, new Disk(Path.TrimEndingDirectorySeparator(directory))));

    private sealed record PlannedRun(KubeAccess Access, IClusterSender Sender, InstallRequest Request, ApplyChanges Changes) : IPlannedRun
    {
        public HostPrograms Programs => HostPrograms.Usual;

        public Task<ApplyResult> RunAsync(ApplyChanges agreed, Action<ApplyEvent> tell, CancellationToken cancellation) =>
            Sender.RunAsync(Request with { Agreed = agreed }, Access, new Disk(Request.Directory), tell, cancellation);
    }
}
