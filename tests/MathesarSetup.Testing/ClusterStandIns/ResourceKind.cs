using System.Collections.Immutable;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>A kind of object that the stand-in serves.</summary>
internal sealed record ResourceKind(string Group, string Version, string Plural, string Kind, bool IsNamespaced = true)
{
    /// <summary>What every cluster has, as far as an installation touches it.</summary>
    public static readonly ImmutableArray<ResourceKind> BuiltIn =
    [
        new("", "v1", "namespaces", "Namespace", IsNamespaced: false),
        new("", "v1", "configmaps", "ConfigMap"),
        new("", "v1", "secrets", "Secret"),
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim"),
        new("", "v1", "services", "Service"),
        new("", "v1", "pods", "Pod"),
        new("apps", "v1", "deployments", "Deployment"),
        new("apps", "v1", "statefulsets", "StatefulSet"),
        new("apps", "v1", "replicasets", "ReplicaSet"),
        new("networking.k8s.io", "v1", "ingresses", "Ingress"),
        new("networking.k8s.io", "v1", "ingressclasses", "IngressClass", IsNamespaced: false),
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy"),
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget"),
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler"),
        new("storage.k8s.io", "v1", "storageclasses", "StorageClass", IsNamespaced: false),
    ];

    /// <summary>What a cluster has where the Gateway API and CloudNativePG were brought to it.</summary>
    public static readonly ImmutableArray<ResourceKind> Brought =
    [
        new("gateway.networking.k8s.io", "v1", "httproutes", "HTTPRoute"),
        new("postgresql.cnpg.io", "v1", "clusters", "Cluster"),
    ];

    public string GroupVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The root of its addresses.</summary>
    public string Root => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{GroupVersion}";

    /// <summary>Its name in messages.</summary>
    public string Shown => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

/// <summary>What an address of the API means.</summary>
/// <param name="Name">Null for a list.</param>
/// <param name="Part">A part below the object, such as <c>log</c>; empty for itself.</param>
internal sealed record ResourcePath(ResourceKind Kind, string Namespace, string? Name, string Part)
{
    /// <summary>Null where no such kind is served.</summary>
    public static ResourcePath? Parse(string path, IEnumerable<ResourceKind> kinds)
    {
        var words = path.Trim('/').Split('/');
        var isCore = words[0] == "api";
        if (words.Length < (isCore ? 3 : 4) || words[0] is not ("api" or "apis"))
        {
            return null;
        }

        var (group, version) = isCore ? ("", words[1]) : (words[1], words[2]);
        var rest = words[(isCore ? 2 : 3)..];
        var place = "";
        if (rest is ["namespaces", var name, _, ..])
        {
            (place, rest) = (name, rest[2..]);
        }

        return kinds.FirstOrDefault(k => k.Group == group && k.Version == version && k.Plural == rest[0]) is { } kind
            ? new ResourcePath(kind, place, rest.Length > 1 ? Uri.UnescapeDataString(rest[1]) : null, string.Join('/', rest.Skip(2)))
            : null;
    }
}
