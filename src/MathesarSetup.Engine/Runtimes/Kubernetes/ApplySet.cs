using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>
/// The mark by which a cluster's objects are known as this installation's, after KEP-3659, which kubectl reads too. What holds data or the key, and
/// the namespace, has no mark, so that nothing which goes by it ever removes them.
/// </summary>
internal sealed record ApplySet(string Place, string Name)
{
    public const string Member = "applyset.kubernetes.io/part-of";

    private const string Identity = "applyset.kubernetes.io/id";
    private const string Kinds = "applyset.kubernetes.io/contains-group-kinds";

    /// <summary>The ConfigMap that stands for all of it. No installation's name has a dot, so that none is called so.</summary>
    public ObjectKey Parent => new("v1", "ConfigMap", Place, $"{Name}.mathesar-setup");

    /// <summary>What every member's label says.</summary>
    public string Id => $"applyset-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{Parent.Name}.{Place}.ConfigMap.")))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_')}-v1";

    /// <summary>Whether an object may carry the mark.</summary>
    /// <param name="secret">The Secret that holds the key.</param>
    public static bool MayMark(ObjectKey key, string secret) =>
        !(key.Kind is "Namespace" or "PersistentVolumeClaim" or "PersistentVolume" or "Cluster" || (key.Kind == "Secret" && key.Name == secret));

    /// <summary>The groups and kinds that the parent names.</summary>
    public static ImmutableArray<string> KindsOf(JsonObject? parent) =>
        [.. KubeObject.Text(parent?["metadata"]?["annotations"]?[Kinds]).Split(',', StringSplitOptions.RemoveEmptyEntries)];

    public KubeObject ParentOf(IEnumerable<string> kinds) => new(Parent, new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = Parent.Name,
            ["namespace"] = Place,
            ["labels"] = new JsonObject { [Identity] = Id },
            ["annotations"] = new JsonObject
            {
                ["applyset.kubernetes.io/tooling"] = "mathesar-setup/v1",
                [Kinds] = string.Join(',', kinds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            },
        },
    });
}
