using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>What keeps a pod from working.</summary>
public enum PodFault
{
    ImagePull,
    Unschedulable,
    CreateConfig,
    CrashLoop,
}

/// <summary>Makes pods of Deployments and StatefulSets after a moment, lets them be ready or fail, and says so in every status.</summary>
/// <param name="fault">What keeps pods of a workload from working; null for nothing.</param>
internal sealed class ToyController(ObjectStore store, Func<string, PodFault?> fault)
{
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(150);

    private static readonly ResourceKind s_deployments = Kind("deployments");
    private static readonly ResourceKind s_sets = Kind("statefulsets");
    private static readonly ResourceKind s_replicas = Kind("replicasets");
    private static readonly ResourceKind s_pods = Kind("pods");
    private static readonly ResourceKind s_claims = Kind("persistentvolumeclaims");

    private readonly Dictionary<string, DateTime> _made = [];

    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var workload in store.List(s_deployments, "").Where(static w => w["spec"] is not null))
            {
                Settle(s_deployments, workload);
            }

            foreach (var workload in store.List(s_sets, "").Where(static w => w["spec"] is not null))
            {
                Settle(s_sets, workload);
            }

            // Pods of nobody's run by themselves, and are never ready where they wait for a gate.
            foreach (var pod in store.List(s_pods, "").Where(static p => p["metadata"]!["ownerReferences"] is null && p["status"] is null))
            {
                store.Change(s_pods, pod["metadata"]!["namespace"]!.ToString(), pod["metadata"]!["name"]!.ToString(),
                    live => live is null ? null : With(live, PodStatus.Of(live, fault(pod["metadata"]!["name"]!.ToString()))));
            }

            await Task.Delay(30, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Settle(ResourceKind kind, JsonObject workload)
    {
        var (name, place) = (workload["metadata"]!["name"]!.ToString(), workload["metadata"]!["namespace"]!.ToString());
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workload["spec"]!["template"]!.ToJsonString())))[..8];
        var replicas = workload["spec"]!["replicas"]!.GetValue<int>();
        var prefix = kind == s_deployments ? $"{name}-{hash}" : name;
        var owner = workload;
        if (kind == s_deployments)
        {
            owner = store.Change(s_replicas, place, prefix, live => live ?? Owned(workload, new JsonObject
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = "ReplicaSet",
                ["spec"] = new JsonObject { ["replicas"] = replicas, ["template"] = workload["spec"]!["template"]!.DeepClone() },
            }, hash))!;
        }

        var wanted = Enumerable.Range(0, replicas).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}")).ToArray();
        var owners = store.List(s_replicas, place).Where(r => IsOf(r, workload)).Append(workload).ToArray();
        foreach (var other in store.List(s_pods, place).Where(p => owners.Any(o => IsOf(p, o))))
        {
            var pod = other["metadata"]!["name"]!.ToString();
            if (!wanted.Contains(pod) || other["metadata"]!["labels"]!["pod-template-hash"]!.ToString() != hash)
            {
                store.Change(s_pods, place, pod, static _ => null);
                _made.Remove($"{place}/{pod}");
            }
        }

        var ready = wanted.Count(pod => Stand(owner, place, pod, hash, name));
        var status = Status(kind, workload, replicas, ready, hash);
        store.Change(kind, place, name, live => live is null || live["metadata"]!["generation"]!.GetValue<int>()
            != workload["metadata"]!["generation"]!.GetValue<int>() ? live : With(live, status));
    }

    // Whether the pod is there and ready.
    private bool Stand(JsonObject owner, string place, string pod, string hash, string name)
    {
        var key = $"{place}/{pod}";
        if (store.Get(s_pods, place, pod) is null)
        {
            _made[key] = DateTime.UtcNow;
            Claim(owner, place, pod);
            var made = Owned(owner, new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Pod",
                ["spec"] = owner["spec"]!["template"]!["spec"]!.DeepClone(),
                ["status"] = new JsonObject { ["phase"] = "Pending" },
            }, hash);
            store.Change(s_pods, place, pod, _ => made);
        }

        if (DateTime.UtcNow - _made[key] < s_moment)
        {
            return false;
        }

        var problem = fault(name);
        store.Change(s_pods, place, pod, live => live is null ? null : With(live, PodStatus.Of(live, problem)));
        return problem is null;
    }

    // The volumes of a StatefulSet's templates, which outlive it.
    private void Claim(JsonObject owner, string place, string pod)
    {
        foreach (var template in owner["spec"]!["volumeClaimTemplates"]?.AsArray() ?? [])
        {
            var name = $"{template!["metadata"]!["name"]}-{pod}";
            store.Change(s_claims, place, name, live => live ?? new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "PersistentVolumeClaim",
                ["metadata"] = new JsonObject { ["labels"] = owner["spec"]!["selector"]!["matchLabels"]!.DeepClone() },
                ["spec"] = template["spec"]!.DeepClone(),
            });
        }
    }

    private static JsonObject Status(ResourceKind kind, JsonObject workload, int replicas, int ready, string hash)
    {
        var status = new JsonObject
        {
            ["observedGeneration"] = workload["metadata"]!["generation"]!.DeepClone(),
            ["replicas"] = replicas,
            ["updatedReplicas"] = replicas,
            ["readyReplicas"] = ready,
            ["availableReplicas"] = ready,
        };
        if (kind == s_sets)
        {
            (status["currentReplicas"], status["currentRevision"], status["updateRevision"]) = (replicas, hash, hash);
        }
        else
        {
            status["unavailableReplicas"] = replicas - ready;
            status["conditions"] = new JsonArray(
                new JsonObject { ["type"] = "Progressing", ["status"] = "True", ["reason"] = "NewReplicaSetAvailable" },
                new JsonObject { ["type"] = "Available", ["status"] = ready == replicas ? "True" : "False", ["reason"] = "MinimumReplicas" });
        }

        return status;
    }

    private static JsonObject Owned(JsonObject owner, JsonObject made, string hash)
    {
        var labels = owner["spec"]!["template"]!["metadata"]!["labels"]!.DeepClone();
        labels["pod-template-hash"] = hash;
        made["metadata"] = new JsonObject
        {
            ["labels"] = labels,
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = owner["apiVersion"]!.DeepClone(),
                ["kind"] = owner["kind"]!.DeepClone(),
                ["name"] = owner["metadata"]!["name"]!.DeepClone(),
                ["uid"] = owner["metadata"]!["uid"]!.DeepClone(),
            }),
        };
        return made;
    }

    private static bool IsOf(JsonObject pod, JsonObject workload) => pod["metadata"]!["ownerReferences"]?.AsArray()
        .Any(r => r!["uid"]!.ToString() == workload["metadata"]!["uid"]!.ToString()) ?? false;

    private static JsonObject With(JsonObject live, JsonObject status)
    {
        live["status"] = status.DeepClone();
        return live;
    }

    private static ResourceKind Kind(string plural) => ResourceKind.BuiltIn.First(k => k.Plural == plural);
}
