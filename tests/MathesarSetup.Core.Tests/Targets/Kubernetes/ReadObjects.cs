using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>
/// Manifests as typed objects. A field that its kind does not have, a value of another type and a key that stands twice are errors.
/// </summary>
internal sealed record ReadObjects(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> All, IReadOnlyList<JsonObject> Documents)
{
    private static readonly FrozenDictionary<string, Type> s_types =
        typeof(V1Pod).Assembly.GetTypes().Concat([typeof(OperatedCluster), typeof(HttpRoute)])
            .Where(t => t.IsAssignableTo(typeof(IKubernetesObject<V1ObjectMeta>)))
            .Select(t => (Type: t, Entity: t.GetCustomAttribute<KubernetesEntityAttribute>()))
            .Where(t => t.Entity is not null)
            .GroupBy(t => t.Entity!.Group.Length == 0
                ? $"{t.Entity.ApiVersion}/{t.Entity.Kind}"
                : $"{t.Entity.Group}/{t.Entity.ApiVersion}/{t.Entity.Kind}")
            .ToFrozenDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal);

    private static readonly MethodInfo s_fromJson = typeof(KubernetesJson).GetMethods()
        .Single(m => m.Name == "Deserialize" && m.GetParameters() is [var first, ..] && first.ParameterType == typeof(string));

    public static ReadObjects Of(params IEnumerable<string> texts)
    {
        var documents = HelmStandIn.Read(texts).SelectMany(d => d).ToArray();
        foreach (var document in documents)
        {
            // The reader of JSON knows a number from a text, which the one of YAML does not ask.
            s_fromJson.MakeGenericMethod(s_types[KeyOf(document)]).Invoke(null, [document.ToJsonString(), null]);
        }

        return new([.. texts.SelectMany(text => KubernetesYaml.LoadAllFromString(text, s_types, strict: true))
            .Cast<IKubernetesObject<V1ObjectMeta>>()], documents);
    }

    /// <summary>The objects of one kind.</summary>
    public IEnumerable<T> Of<T>() => All.OfType<T>();

    /// <summary>Kind and name, by which objects are told apart in one namespace.</summary>
    public static string NameOf(JsonObject document) => $"{document["kind"]}/{document["metadata"]!["name"]}";

    private static string KeyOf(JsonObject document) => $"{document["apiVersion"]}/{document["kind"]}";
}
