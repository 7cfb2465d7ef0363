using System.Diagnostics;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Waits until the pods of a workload are ready, and no longer than they may become it.</summary>
internal sealed class RolloutWait(KubeConnection cluster, Narrator narrator, TimeSpan patience)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_untilNews = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _time = Stopwatch.StartNew();

    /// <summary>The same for what somebody else is about to send, once he did.</summary>
    public async Task ForAsync(PlannedObject planned, CancellationToken cancellation)
    {
        while (await cluster.FindAsync(planned.Key, cancellation) is not { } found
            || (planned.Found is { } former && JsonNode.DeepEquals(former["metadata"]!["generation"], found["metadata"]!["generation"])))
        {
            await Task.Delay(s_pause, cancellation);
        }

        await ForAsync(planned.Key, cancellation);
    }

    /// <exception cref="StepFailure">They cannot become ready, or took too long.</exception>
    public async Task ForAsync(ObjectKey key, CancellationToken cancellation)
    {
        var step = $"{StepNames.Wait} {key.Name}";
        narrator.Started(step, $"Waiting for the pods of {key.Name}.{(key.Kind == "Deployment" ? " A first start takes a few minutes." : "")}");
        for (var news = s_untilNews; ; await Task.Delay(s_pause, cancellation))
        {
            if (await cluster.FindAsync(key, cancellation) is not { } found)
            {
                throw new StepFailure(KubeFinding.Refused.Say($"{key.Shown} was removed by somebody while it started."));
            }

            if (IsReady(found))
            {
                narrator.Done(step, $"The pods of {key.Name} are ready.");
                return;
            }

            if (await PodTrouble.FindAsync(cluster, key, found, narrator, cancellation) is { } failure)
            {
                throw failure;
            }

            if (_time.Elapsed > patience || IsGivenUp(found))
            {
                throw new StepFailure(ApplyFinding.Timeout.Say($"The pods of {key.Name} did not become ready within "
                    + $"{HealthWait.Words(_time.Elapsed)}. Their log says what they were doing; the option --timeout of the "
                        + "command line gives them longer."));
            }

            if (_time.Elapsed > news)
            {
                narrator.Progress(step, $"Still waiting for {key.Name}, {HealthWait.Words(_time.Elapsed)} so far.");
                news = _time.Elapsed + s_untilNews;
            }
        }
    }

    /// <summary>Whether the cluster has done all that the object wants.</summary>
    public static bool IsReady(JsonObject found)
    {
        var (spec, status) = (found["spec"]!, found["status"]);
        if (KubeObject.Text(found["kind"]) == "Cluster")
        {
            return Number(status?["readyInstances"]) >= Number(spec["instances"], 1);
        }

        var wanted = Number(spec["replicas"], 1);
        return Number(status?["observedGeneration"]) >= Number(found["metadata"]!["generation"]) && Number(status?["updatedReplicas"]) >= wanted
            && Number(status?["replicas"]) <= wanted && Number(status?["availableReplicas"]) >= wanted;
    }

    /// <summary>Whether it shall have no pods.</summary>
    public static bool IsStopped(JsonObject found) => Number(found["spec"]?["replicas"], 1) == 0;

    private static bool IsGivenUp(JsonObject found) => Number(found["status"]?["observedGeneration"]) >= Number(found["metadata"]!["generation"])
        && (found["status"]?["conditions"]?.AsArray() ?? [])
            .Any(static c => KubeObject.Text(c!["type"]) == "Progressing" && KubeObject.Text(c["status"]) == "False");

    private static long Number(JsonNode? node, long usual = 0) => long.TryParse(KubeObject.Text(node), out var number) ? number : usual;
}
