using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>An installation's own workloads in a cluster, one by one.</summary>
/// <param name="setup">The installation as its files have it.</param>
internal sealed class KubeControl(Setup setup, OwnCluster own) : IServiceControl
{
    private Narrator Silent => Narrator.For(setup.Plan, static _ => { });

    public async Task StopAsync(ServiceRole role, CancellationToken cancellation)
    {
        var workload = Find(role);
        using var cluster = await own.OpenAsync(cancellation);
        if (await cluster.FindAsync(own.Key(workload), cancellation) is { } found && !RolloutWait.IsStopped(found))
        {
            AskOperator(workload, "stopped");
            await new Scaling(cluster).StopAsync(own.Key(workload), found, cancellation);
        }
    }

    public async Task StartAsync(ServiceRole role, TimeSpan patience, CancellationToken cancellation)
    {
        var workload = Find(role);
        using var cluster = await own.OpenAsync(cancellation);
        var found = await FoundAsync(cluster, workload, cancellation);
        if (RolloutWait.IsStopped(found))
        {
            await new Scaling(cluster).StartAsync(own.Key(workload), found,
                workload.IsMathesar ? setup.Answers.Get(KubernetesSettings.Replicas) : 1, cancellation);
        }

        await new RolloutWait(cluster, Silent, patience).ForAsync(own.Key(workload), cancellation);
    }

    public Task<IServiceShell> InsideAsync(ServiceRole role, CancellationToken cancellation) => OpenAsync(async cluster =>
    {
        var workload = Find(role);
        var found = await FoundAsync(cluster, workload, cancellation);
        var pods = await PodTrouble.NewestAsync(cluster, own.Key(workload), found, cancellation);
        // Of a database with copies, one is written to.
        var pod = pods.FirstOrDefault(p => IsReady(p) && KubeObject.Text(p["metadata"]!["labels"]?["cnpg.io/instanceRole"]) is "" or "primary")
            ?? throw new StepFailure(LifeFinding.NotRunning.Say($"{workload.Service} has no pod that is ready, so no program can be run in it. "
                + "Start it, and try again."));
        return new PodShell(cluster, own.Set.Namespace, KubeObject.Text(pod["metadata"]!["name"]), workload.Container, besides: null);
    }, cancellation);

    public Task<IServiceShell> BesideAsync(ServiceRole role, ImageReference? image, CancellationToken cancellation) => OpenAsync(async cluster =>
    {
        var workload = Find(role);
        AskOperator(workload, "worked beside");
        var found = await FoundAsync(cluster, workload, cancellation);
        var running = (await PodTrouble.NewestAsync(cluster, own.Key(workload), found, cancellation))
            .Select(static p => KubeObject.Text(p["spec"]!["nodeName"])).FirstOrDefault(static node => node.Length > 0);
        var pod = new BesidePod(cluster, own.Key(workload), Silent);
        await pod.MakeAsync(BesidePod.Of(found, workload.Container, image?.ToString(), running), cancellation);
        return new PodShell(cluster, own.Set.Namespace, pod.Key.Name, workload.Container, pod);
    }, cancellation);

    private ClusterWorkload Find(ServiceRole role) => own.Set.Workloads.First(w => w.IsMathesar == role is ServiceRole.Web);

    private async Task<JsonObject> FoundAsync(KubeConnection cluster, ClusterWorkload workload, CancellationToken cancellation) =>
        await cluster.FindAsync(own.Key(workload), cancellation) ?? throw new StepFailure(LifeFinding.NotMade.Say(
            $"{own.Key(workload).Shown} is not there. Install it, which makes it."));

    // What an operator runs goes on, as with the command.
    private static void AskOperator(ClusterWorkload workload, string done)
    {
        if (workload.Kind == "Cluster")
        {
            throw new StepFailure(KubeFinding.ByHand.Say($"CloudNativePG looks after the database {workload.Name}, so it is not {done} from here. "
                + "Use what that operator offers: kubectl cnpg."));
        }
    }

    private static bool IsReady(JsonObject pod) => (pod["status"]?["conditions"]?.AsArray() ?? [])
        .Any(static c => KubeObject.Text(c!["type"]) == "Ready" && KubeObject.Text(c["status"]) == "True");

    // The shell keeps the connection.
    private async Task<IServiceShell> OpenAsync(Func<KubeConnection, Task<PodShell>> open, CancellationToken cancellation)
    {
        var cluster = await own.OpenAsync(cancellation);
        try
        {
            return await open(cluster);
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }
}
