using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Takes a workload's pods away and brings them back; how many there were is noted on it.</summary>
internal sealed class Scaling(KubeConnection cluster)
{
    private const string Note = "mathesar-setup/replicas";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until no pod is left.</summary>
    /// <exception cref="StepFailure">The cluster does not let it.</exception>
    public async Task StopAsync(ObjectKey key, JsonObject found, CancellationToken cancellation)
    {
        await MergeAsync(key, new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Note] = KubeObject.Text(found["spec"]!["replicas"]) } },
            ["spec"] = new JsonObject { ["replicas"] = 0 },
        }, cancellation);
        while (await cluster.FindAsync(key, cancellation) is { } left && !RolloutWait.IsReady(left))
        {
            await Task.Delay(s_pause, cancellation);
        }
    }

    /// <param name="usual">How many pods there are where nothing is noted.</param>
    /// <exception cref="StepFailure">The cluster does not let it.</exception>
    public async Task StartAsync(ObjectKey key, JsonObject found, int usual, CancellationToken cancellation)
    {
        var noted = KubeObject.Text(found["metadata"]!["annotations"]?[Note]);
        var replicas = int.TryParse(noted, out var number) && number > 0 ? number : usual;
        var fields = OwnedFields.Of(found);
        if (fields.Count == 0)
        {
            await MergeAsync(key, Started(new JsonObject { ["replicas"] = replicas }), cancellation);
            return;
        }

        // The field is this program's again, as it was before the stop, so that the next run finds nothing to do.
        await MergeAsync(key, Started(null), cancellation);
        var json = OwnedFields.Values(found, fields);
        json["spec"]!["replicas"] = replicas;
        if (await cluster.ApplyAsync(new KubeObject(key, json), isTrial: false, isForced: true, cancellation) is { IsGood: false } refused)
        {
            throw cluster.Failure(refused, $"start {key.Shown}");
        }
    }

    private static JsonObject Started(JsonObject? spec)
    {
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Note] = null } } };
        if (spec is not null)
        {
            patch["spec"] = spec;
        }

        return patch;
    }

    private async Task MergeAsync(ObjectKey key, JsonObject patch, CancellationToken cancellation)
    {
        if (await cluster.MergeAsync(key, patch, cancellation) is { IsGood: false } refused)
        {
            throw cluster.Failure(refused, $"change {key.Shown}");
        }
    }
}
