using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>The claims for an installation's volumes, those among them that a StatefulSet makes and leaves.</summary>
internal static class VolumeClaims
{
    public static ObjectKey Key(ClusterMemory place, string name) => new("v1", "PersistentVolumeClaim", place.Namespace, name);

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
