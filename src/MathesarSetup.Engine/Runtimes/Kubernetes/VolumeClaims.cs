using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>The claims for an installation's volumes, those among them that a StatefulSet makes and leaves.</summary>
internal static class VolumeClaims
{
    public static ObjectKey Key(ClusterMemory place, string name) => new("v1", "PersistentVolumeClaim", place.Namespace, name);

    /// <summary>By what the directory remembers a claim: another one of the same name is not it.</summary>
    public static string Remembered(JsonObject claim) => $"{claim["metadata"]!["name"]} {claim["metadata"]!["uid"]}";

    /// <summary>Those that were made since, as they are remembered; none where they may not be seen.</summary>
    /// <param name="before">The names of those that were there.</param>
    public static async Task<ImmutableArray<string>> MadeAsync(
        KubeConnection cluster, ClusterMemory place, ImmutableArray<string> before, CancellationToken cancellation)
    {
        try
        {
            return [.. (await cluster.ListAsync(Key(place, ""), $"app.kubernetes.io/instance={place.Name}", cancellation))
                .Where(claim => !before.Contains(KubeObject.Text(claim["metadata"]!["name"]))).Select(Remembered)];
        }
        catch (StepFailure refused) when (refused.Findings[0].Kind == KubeFinding.Forbidden)
        {
            return [];
        }
    }

    /// <summary>Their names; none where they may not be seen, which is no reason to refuse.</summary>
    public static async Task<ImmutableArray<string>> NamesAsync(KubeConnection cluster, ClusterMemory place, CancellationToken cancellation)
    {
        try
        {
            return [.. (await cluster.ListAsync(Key(place, ""), $"app.kubernetes.io/instance={place.Name}", cancellation))
                .Select(static claim => KubeObject.Text(claim["metadata"]!["name"])).Order(StringComparer.Ordinal)];
        }
        catch (StepFailure refused) when (refused.Findings[0].Kind == KubeFinding.Forbidden)
        {
            return [];
        }
    }
}
