using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>An installation's own workloads, as a cluster has them.</summary>
internal sealed class KubeLife(Setup setup, KubeAccess access, ClusterSet set, Disk disk) : IInstallationLife
{
    private const int LastLines = 200;
    private const int Many = 5000;

    // One line of the log that is followed is asked for again no oftener than this.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private OwnCluster Own { get; } = new(access, set, disk);

    public async Task<(ImmutableArray<ServiceState> Services, Finding? Problem)> LookAsync(CancellationToken cancellation)
    {
        try
        {
            using var cluster = await OpenAsync(cancellation);
            var states = ImmutableArray.CreateBuilder<ServiceState>();
            foreach (var workload in set.Workloads)
            {
                var found = await cluster.FindAsync(Key(workload), cancellation);
                states.Add(new ServiceState(workload.Service, workload.Name, workload.IsMathesar, found is null ? ServiceCondition.NotMade
                    : RolloutWait.IsStopped(found) ? ServiceCondition.Stopped
                    : RolloutWait.IsReady(found) ? ServiceCondition.Running : ServiceCondition.Starting));
            }

            return (states.ToImmutable(), null);
        }
        catch (StepFailure problem)
        {
            return ([], problem.Findings[0]);
        }
    }

    public Task<ImmutableArray<Finding>> StopAsync(Action<string> tell, CancellationToken cancellation) =>
        ChangeAsync(setup.Instructions.Stop, async cluster =>
        {
            foreach (var workload in Scaled.Reverse())
            {
                if (await cluster.FindAsync(Key(workload), cancellation) is { } found && !RolloutWait.IsStopped(found))
                {
                    tell($"Stopping {workload.Service}.");
                    await new Scaling(cluster).StopAsync(Key(workload), found, cancellation);
                }
            }

            return [];
        }, cancellation);

    public Task<ImmutableArray<Finding>> StartAsync(Action<string> tell, TimeSpan patience, CancellationToken cancellation) =>
        ChangeAsync(setup.Instructions.Start, async cluster =>
        {
            foreach (var workload in Scaled)
            {
                if (await cluster.FindAsync(Key(workload), cancellation) is not { } found)
                {
                    return [LifeFinding.NotMade.Say($"{Key(workload).Shown} is not there, so nothing was started. Install it, which makes it.")];
                }

                if (RolloutWait.IsStopped(found))
                {
                    tell($"Starting {workload.Service}, and waiting until it is ready.");
                    await new Scaling(cluster).StartAsync(Key(workload), found,
                        workload.IsMathesar ? setup.Answers.Get(KubernetesSettings.Replicas) : 1, cancellation);
                    await new RolloutWait(cluster, Narrator.For(setup.Plan, static _ => { }), patience).ForAsync(Key(workload), cancellation);
                }
            }

            return [];
        }, cancellation);

    public async Task<Finding?> ListenAsync(string container, DateTimeOffset? since, Action<LogLine> tell, CancellationToken cancellation)
    {
        try
        {
            using var cluster = await OpenAsync(cancellation);
            var redaction = await HidingAsync(cluster, cancellation);
            string[] told = [];
            while (set.Workloads.FirstOrDefault(w => w.Name == container) is { } workload)
            {
                var most = since is not null && told is [] ? Many : LastLines;
                if (await LinesAsync(cluster, workload, since, most, cancellation) is { } lines)
                {
                    var known = Array.LastIndexOf(lines, told is [.., var last] ? last : null);
                    foreach (var line in lines[(known + 1)..])
                    {
                        tell(LogLine.Of(line, redaction));
                    }

                    told = lines;
                }

                await Task.Delay(s_pause, cancellation);
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return LifeFinding.NoTime.At();
        }
        catch (StepFailure problem)
        {
            return problem.Findings[0];
        }
    }

    public async Task<(ImmutableArray<LogLine> Lines, Finding? Problem)> ReadLogAsync(
        string container, DateTimeOffset? since, int most, CancellationToken cancellation)
    {
        try
        {
            using var cluster = await OpenAsync(cancellation);
            var redaction = await HidingAsync(cluster, cancellation);
            var lines = set.Workloads.FirstOrDefault(w => w.Name == container) is { } workload
                ? await LinesAsync(cluster, workload, since, most, cancellation) ?? [] : [];
            return ([.. lines.Select(line => LogLine.Of(line, redaction))], null);
        }
        catch (StepFailure problem)
        {
            return ([], problem.Findings[0]);
        }
    }

    // A secret that runs may be a former one.
    private async Task<Redaction> HidingAsync(KubeConnection cluster, CancellationToken cancellation)
    {
        JsonObject? secret = null;
        try
        {
            secret = await cluster.FindAsync(new ObjectKey("v1", "Secret", set.Namespace, set.Secret), cancellation);
        }
        catch (StepFailure refused) when (refused.Findings[0].Kind == KubeFinding.Forbidden)
        {
            // Who may not see the Secret knows those of the files.
        }

        return Redaction.Of(setup.Plan, [.. SecretsFile.Known(disk), .. (secret?["data"] as JsonObject ?? []).Select(static entry =>
            Encoding.UTF8.GetString(Convert.FromBase64String(KubeObject.Text(entry.Value))))]);
    }

    // Null where no pod is there.
    private async Task<string[]?> LinesAsync(
        KubeConnection cluster, ClusterWorkload workload, DateTimeOffset? since, int most, CancellationToken cancellation) =>
        await cluster.FindAsync(Key(workload), cancellation) is { } found
        && await PodTrouble.NewestAsync(cluster, Key(workload), found, cancellation) is [var pod, ..]
            ? (await cluster.LogAsync(set.Namespace, KubeObject.Text(pod["metadata"]!["name"]), workload.Container, isFormer: false, cancellation,
                most, since)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : null;

    // What an operator runs goes on, as with the command.
    private IEnumerable<ClusterWorkload> Scaled => set.Workloads.Where(static w => w.Kind != "Cluster");

    // Nobody installs or writes meanwhile.
    private async Task<ImmutableArray<Finding>> ChangeAsync(
        string command, Func<KubeConnection, Task<ImmutableArray<Finding>>> change, CancellationToken cancellation)
    {
        try
        {
            if (access.Program is { } program)
            {
                return [KubeFinding.ByHand.Say($"The context {access.Context} logs in by a program, {program}, which is run only when somebody "
                    + $"agrees to it. By hand: {command}")];
            }

            using var writing = DirectoryLock.Take(disk);
            StateFolder.RefuseWithinUpgrade(disk);
            using var cluster = await OpenAsync(cancellation);
            return await change(cluster);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return [LifeFinding.NoTime.At()];
        }
        catch (StepFailure problem)
        {
            return problem.Findings;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return [FileFindings.From(problem, disk.Root)];
        }
    }

    private ObjectKey Key(ClusterWorkload workload) => Own.Key(workload);

    private Task<KubeConnection> OpenAsync(CancellationToken cancellation) => Own.OpenAsync(cancellation);
}
