using System.Diagnostics;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>A pod like those of a workload that waits for what it is asked, and goes when that is done.</summary>
internal sealed class BesidePod(KubeConnection cluster, ObjectKey workload, Narrator narrator)
{
    // It never is, so that no Service sends anybody to it, whatever labels it needs to pass the policies of the network.
    private const string Gate = "mathesar-setup/never";

    // What a killed run left does not stay for ever.
    private const int MostSeconds = 7 * 24 * 60 * 60;

    private const string Mark = "mathesar-setup/beside";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    public ObjectKey Key { get; } = new("v1", "Pod", workload.Namespace, $"{workload.Name}-beside");

    /// <summary>What such a pod is, by what its workload makes its own of.</summary>
    /// <param name="image">Another image; null for the workload's.</param>
    /// <param name="node">Where the workload's own pod runs, whose volume may be bound to that node; null for anywhere.</param>
    public static JsonObject Of(JsonObject workload, string container, string? image, string? node)
    {
        var template = workload["spec"]!["template"]!;
        var spec = template["spec"]!.DeepClone().AsObject();
        var main = spec["containers"]!.AsArray().First(c => KubeObject.Text(c!["name"]) == container)!.DeepClone().AsObject();
        foreach (var name in new[] { "args", "ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle" })
        {
            main.Remove(name);
        }

        main["command"] = new JsonArray("sleep", "infinity");
        main["image"] = image ?? KubeObject.Text(main["image"]);
        spec["containers"] = new JsonArray(main);
        spec.Remove("initContainers");
        spec["restartPolicy"] = "Never";
        spec["terminationGracePeriodSeconds"] = 1;
        spec["activeDeadlineSeconds"] = MostSeconds;
        spec["readinessGates"] = new JsonArray(new JsonObject { ["conditionType"] = Gate });
        AddClaims(workload, spec);
        if (node is not null)
        {
            spec["affinity"] = OnNode(node);
        }

        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = template["metadata"]?["labels"]?.DeepClone() ?? new JsonObject(),
                ["annotations"] = new JsonObject { [Mark] = KubeObject.Text(workload["metadata"]!["uid"]) },
            },
            ["spec"] = spec,
        };
    }

    /// <summary>Takes away what an earlier one left, makes the pod, and waits until it runs.</summary>
    /// <exception cref="StepFailure">It cannot run, or one of somebody else's has its name.</exception>
    public async Task MakeAsync(JsonObject pod, CancellationToken cancellation)
    {
        if (await cluster.FindAsync(Key, cancellation) is { } left)
        {
            if (left["metadata"]!["annotations"]?[Mark] is null)
            {
                throw new StepFailure(ApplyFinding.NameInUse.Say($"A pod of somebody else has the name {Key.Name}, which this program uses while it "
                    + "works beside a service. Remove it, and try again."));
            }

            await RemoveAsync(cancellation);
        }

        var wanted = pod.DeepClone().AsObject();
        (wanted["apiVersion"], wanted["kind"], wanted["metadata"]!["name"], wanted["metadata"]!["namespace"]) =
            (Key.ApiVersion, Key.Kind, Key.Name, Key.Namespace);
        if (await cluster.ApplyAsync(new KubeObject(Key, wanted), isTrial: false, isForced: false, cancellation) is { IsGood: false } refused)
        {
            throw cluster.Failure(refused, $"make {Key.Shown}");
        }

        try
        {
            await UntilRunningAsync(cancellation);
        }
        catch
        {
            await cluster.DeleteAsync(Key, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Takes it away, and waits until it is gone, so that nobody else finds its volume in use.</summary>
    public async Task RemoveAsync(CancellationToken cancellation)
    {
        await cluster.DeleteAsync(Key, cancellation);
        for (var time = Stopwatch.StartNew(); time.Elapsed < s_patience && await cluster.FindAsync(Key, cancellation) is not null;)
        {
            await Task.Delay(s_pause, cancellation);
        }
    }

    private async Task UntilRunningAsync(CancellationToken cancellation)
    {
        for (var time = Stopwatch.StartNew(); ; await Task.Delay(s_pause, cancellation))
        {
            var found = await cluster.FindAsync(Key, cancellation);
            var phase = KubeObject.Text(found?["status"]?["phase"]);
            if (phase == "Running")
            {
                return;
            }

            if (found is null || phase is "Failed" or "Succeeded")
            {
                throw new StepFailure(KubeFinding.PodFailed.Say($"The pod {Key.Name}, made to work beside {workload.Name}, ended before it was asked "
                    + "anything."));
            }

            if (await PodTrouble.OfAsync(cluster, workload, found, narrator, cancellation) is { } failure)
            {
                throw failure;
            }

            if (time.Elapsed > s_patience)
            {
                throw new StepFailure(ApplyFinding.Timeout.Say($"The pod {Key.Name} did not run within {HealthWait.Words(s_patience)}."));
            }
        }
    }

    // The volumes that a StatefulSet makes for its first pod.
    private static void AddClaims(JsonObject workload, JsonObject spec)
    {
        var volumes = spec["volumes"]?.AsArray();
        foreach (var claim in workload["spec"]!["volumeClaimTemplates"]?.AsArray() ?? [])
        {
            if (volumes is null)
            {
                spec["volumes"] = volumes = [];
            }

            var name = KubeObject.Text(claim!["metadata"]!["name"]);
            volumes.Add(new JsonObject
            {
                ["name"] = name,
                ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = $"{name}-{workload["metadata"]!["name"]}-0" },
            });
        }
    }

    // By its name, past the labels of nodes; the scheduler still sees that there is room.
    private static JsonObject OnNode(string node) => new()
    {
        ["nodeAffinity"] = new JsonObject
        {
            ["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonObject
            {
                ["nodeSelectorTerms"] = new JsonArray(new JsonObject
                {
                    ["matchFields"] = new JsonArray(new JsonObject
                    {
                        ["key"] = "metadata.name",
                        ["operator"] = "In",
                        ["values"] = new JsonArray(node),
                    }),
                }),
            },
        },
    };
}
