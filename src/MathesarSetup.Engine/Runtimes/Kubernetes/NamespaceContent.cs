using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What is in a namespace besides what every namespace has: with it goes all of that.</summary>
internal static class NamespaceContent
{
    private static readonly ImmutableHashSet<string> s_usual =
        ["ConfigMap kube-root-ca.crt", "ServiceAccount default", "ConfigMap openshift-service-ca.crt"];

    // What the cluster makes of other things, or tells of them.
    private static readonly ImmutableHashSet<string> s_derived = ["Event", "Endpoints", "EndpointSlice", "PodMetrics", "Lease"];

    /// <summary>Everything that stays when these go; a kind that may not be seen counts as something.</summary>
    /// <param name="going">The uids of what goes.</param>
    public static async Task<ImmutableArray<string>> OthersAsync(
        KubeConnection cluster, string place, IReadOnlySet<string> going, CancellationToken cancellation)
    {
        var others = ImmutableArray.CreateBuilder<string>();
        foreach (var version in await VersionsAsync(cluster, cancellation))
        {
            var root = version.Contains('/', StringComparison.Ordinal) ? $"/apis/{version}" : $"/api/{version}";
            var kinds = await cluster.GetAsync(root, cancellation);
            foreach (var kind in (kinds.Json["resources"] as JsonArray ?? []).Where(static r => IsListed(r!)))
            {
                var answer = await cluster.GetAsync($"{root}/namespaces/{place}/{kind!["name"]}", cancellation);
                others.AddRange(!answer.IsGood ? [$"perhaps a {kind["kind"]}"] : (answer.Json["items"] as JsonArray ?? [])
                    .Where(item => IsOther(item!, KubeObject.Text(kind["kind"]), going))
                    .Select(item => $"{kind["kind"]} {item!["metadata"]!["name"]}"));
            }
        }

        return [.. others.Distinct(StringComparer.Ordinal)];
    }

    private static async Task<ImmutableArray<string>> VersionsAsync(KubeConnection cluster, CancellationToken cancellation) =>
    [
        "v1", .. ((await cluster.GetAsync("/apis", cancellation)).Json["groups"] as JsonArray ?? [])
            .Select(static g => KubeObject.Text(g!["preferredVersion"]?["groupVersion"])).Where(static v => v.Length > 0),
    ];

    private static bool IsListed(JsonNode kind) => kind["namespaced"]?.GetValue<bool>() is true
        && !KubeObject.Text(kind["name"]).Contains('/', StringComparison.Ordinal) && !s_derived.Contains(KubeObject.Text(kind["kind"]))
        && (kind["verbs"] as JsonArray ?? []).Any(static v => KubeObject.Text(v) == "list");

    private static bool IsOther(JsonNode item, string kind, IReadOnlySet<string> going)
    {
        var head = item["metadata"]!;
        return head["deletionTimestamp"] is null && head["ownerReferences"] is null && !going.Contains(KubeObject.Text(head["uid"]))
            && !s_usual.Contains($"{kind} {head["name"]}");
    }
}
