using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Which object of a cluster is meant.</summary>
/// <param name="Namespace">Empty for what belongs to no namespace.</param>
internal sealed record ObjectKey(string ApiVersion, string Kind, string Namespace, string Name)
{
    /// <summary>As people call it: <c>Deployment mathesar</c>.</summary>
    public string Shown => $"{Kind} {Name}";

    /// <summary>The command that deletes it. A cluster is what several operators call theirs.</summary>
    public string Deletion(string context) => $"{KubeAccess.Kubectl(context)}{(Namespace.Length > 0 ? $" --namespace {Namespace}" : "")} delete "
        + $"{(Kind == "Cluster" ? GroupKind : Kind).ToLowerInvariant()} {Name}";

    /// <summary>The group of its kind, as ApplySets name it.</summary>
    public string GroupKind => ApiVersion.Contains('/', StringComparison.Ordinal) ? $"{Kind}.{ApiVersion.Split('/')[0]}" : Kind;
}

/// <summary>An object as it shall be, or as it is.</summary>
internal sealed record KubeObject(ObjectKey Key, JsonObject Json)
{
    // Each after what it needs.
    private static readonly ImmutableArray<ImmutableArray<string>> s_order =
    [
        ["Namespace"], ["ConfigMap", "Secret", "ServiceAccount", "PersistentVolumeClaim"], ["Service", "NetworkPolicy"], ["StatefulSet", "Cluster"],
        ["Deployment"],
    ];

    /// <summary>When it is its turn.</summary>
    public int Rank => s_order.IndexOf(s_order.FirstOrDefault(kinds => kinds.Contains(Key.Kind))) is >= 0 and var rank ? rank : s_order.Length;

    /// <summary>Whether it brings pods about, for which one waits.</summary>
    public bool IsWorkload => Key.Kind is "StatefulSet" or "Deployment" or "Cluster";

    public static KubeObject Of(JsonObject json, string place) => new(new ObjectKey(Text(json["apiVersion"]), Text(json["kind"]),
        Text(json["kind"]) == "Namespace" ? "" : Text(json["metadata"]?["namespace"]) is { Length: > 0 } own ? own : place,
        Text(json["metadata"]?["name"])), json);

    /// <summary>What it says there; empty where it says nothing.</summary>
    public static string Text(JsonNode? node) => node?.ToString() ?? "";

    /// <summary>The same in the form in which a cluster keeps it: whoever sends the other form is not told what he holds.</summary>
    public KubeObject AsKept()
    {
        if (Json["stringData"] is not JsonObject)
        {
            return this;
        }

        var json = Json.DeepClone().AsObject();
        var data = (json["data"] ??= new JsonObject()).AsObject();
        foreach (var (key, value) in json["stringData"]!.AsObject())
        {
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(value)));
        }

        json.Remove("stringData");
        return new KubeObject(Key, json);
    }

    /// <summary>The same with a label.</summary>
    public KubeObject Labelled(string label, string value)
    {
        var json = Json.DeepClone().AsObject();
        var metadata = (json["metadata"] ??= new JsonObject()).AsObject();
        (metadata["labels"] ??= new JsonObject())[label] = value;
        return new KubeObject(Key, json);
    }

    /// <summary>Whether two objects say the same, apart from what the cluster itself counts.</summary>
    public static bool AreSame(JsonObject one, JsonObject other) => JsonNode.DeepEquals(Bare(one), Bare(other));

    /// <summary>The object without what the cluster itself counts.</summary>
    public static JsonObject Bare(JsonObject json)
    {
        var bare = json.DeepClone().AsObject();
        bare.Remove("status");
        foreach (var name in new[] { "managedFields", "resourceVersion", "generation", "uid", "creationTimestamp" })
        {
            (bare["metadata"] as JsonObject)?.Remove(name);
        }

        return bare;
    }
}
