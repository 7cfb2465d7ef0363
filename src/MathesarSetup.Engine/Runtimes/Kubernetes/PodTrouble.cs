using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Why pods of a workload cannot become ready, as the cluster says it of each.</summary>
internal static class PodTrouble
{
    private static readonly ObjectKey s_pods = new("v1", "Pod", "", "");

    private static readonly ImmutableArray<string> s_statuses = ["initContainerStatuses", "containerStatuses"];

    private static readonly ImmutableHashSet<string> s_hopeless =
        ["ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "CreateContainerConfigError", "CreateContainerError", "RunContainerError",
            "CrashLoopBackOff"];

    /// <summary>The first pod that cannot go on, with the reason and the last lines of what ended; null where all may still become ready.</summary>
    public static async Task<StepFailure?> FindAsync(KubeConnection cluster, ObjectKey workload, JsonObject found, Narrator narrator,
        CancellationToken cancellation)
    {
        foreach (var pod in await NewestAsync(cluster, workload, found, cancellation))
        {
            if (await OfAsync(cluster, workload, pod, narrator, cancellation) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>Why one pod cannot go on; null where it may still become ready.</summary>
    public static async Task<StepFailure?> OfAsync(
        KubeConnection cluster, ObjectKey workload, JsonObject pod, Narrator narrator, CancellationToken cancellation)
    {
        var name = KubeObject.Text(pod["metadata"]!["name"]);
        if (Conditions(pod).FirstOrDefault(static c => KubeObject.Text(c["type"]) == "PodScheduled"
            && KubeObject.Text(c["reason"]) == "Unschedulable")
            is { } unplaced)
        {
            return new StepFailure(KubeFinding.PodFailed.Say($"Unschedulable: no node takes the pod {name}: {Sentence(unplaced)} Make room, "
                + "or ask for less."));
        }

        foreach (var state in States(pod))
        {
            var waiting = state["state"]?["waiting"];
            if (KubeObject.Text(waiting?["reason"]) is { Length: > 0 } reason && s_hopeless.Contains(reason)
                && (reason != "CrashLoopBackOff" || state["restartCount"]!.GetValue<int>() > 1))
            {
                return await FailedAsync(cluster, workload.Namespace, name, state, waiting!, reason, narrator, cancellation);
            }
        }

        return null;
    }

    /// <summary>The pods that a workload has by what it is now, and not by what it was.</summary>
    public static async Task<IReadOnlyList<JsonObject>> NewestAsync(KubeConnection cluster, ObjectKey workload, JsonObject found,
        CancellationToken cancellation)
    {
        var selector = workload.Kind == "Cluster" ? $"cnpg.io/cluster={workload.Name}" : string.Join(',',
            found["spec"]!["selector"]!["matchLabels"]!.AsObject().Select(static l => $"{l.Key}={l.Value}"));
        var pods = (await cluster.ListAsync(s_pods with { Namespace = workload.Namespace }, selector, cancellation))
            .Where(static p => p["metadata"]!["deletionTimestamp"] is null);
        if (workload.Kind == "Cluster")
        {
            return [.. pods];
        }

        var owner = found;
        if (workload.Kind == "Deployment")
        {
            var sets = await cluster.ListAsync(new ObjectKey("apps/v1", "ReplicaSet", workload.Namespace, ""), selector, cancellation);
            owner = sets.FirstOrDefault(s => JsonNode.DeepEquals(Template(s), Template(found)));
        }

        return owner is null ? [] : [.. pods.Where(p => p["metadata"]!["ownerReferences"]?.AsArray()
            .Any(r => KubeObject.Text(r!["uid"]) == KubeObject.Text(owner["metadata"]!["uid"])) ?? false)];
    }

    private static async Task<StepFailure> FailedAsync(KubeConnection cluster, string place, string pod, JsonNode state, JsonNode waiting,
        string reason,
        Narrator narrator, CancellationToken cancellation)
    {
        var container = KubeObject.Text(state["name"]);
        var isCrash = reason == "CrashLoopBackOff";
        var log = isCrash ? await cluster.LogAsync(place, pod, container, isFormer: true, cancellation) : "";
        if (isCrash && log.Length == 0)
        {
            log = await cluster.LogAsync(place, pod, container, isFormer: false, cancellation);
        }

        ImmutableArray<string> lines = [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(narrator.Redact)];
        Finding[] causes = [.. KnownLines.Causes([.. lines.Select(KnownLines.Meaning).OfType<Finding>()])];
        return new StepFailure([.. causes, KubeFinding.PodFailed.Say(narrator.Redact($"{reason}: the container {container} of the pod {pod} "
            + "cannot run: "
            + $"{Sentence(waiting)}{(isCrash ? " Its last lines say why." : "")}"))], lines);
    }

    private static IEnumerable<JsonNode> States(JsonObject pod) => s_statuses
        .SelectMany(list => pod["status"]?[list]?.AsArray() ?? []).OfType<JsonNode>();

    private static IEnumerable<JsonNode> Conditions(JsonObject pod) => (pod["status"]?["conditions"]?.AsArray() ?? []).OfType<JsonNode>();

    private static string Sentence(JsonNode told) => KubeObject.Text(told["message"]) is { Length: > 0 } message ? $"{message.TrimEnd('.')}."
        : "it does not say why.";

    private static JsonNode? Template(JsonObject workload)
    {
        var template = workload["spec"]?["template"]?.DeepClone();
        (template?["metadata"]?["labels"] as JsonObject)?.Remove("pod-template-hash");
        return template;
    }
}
