using System.Text.Json.Nodes;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>Where two objects of a cluster differ.</summary>
internal static class JsonDifference
{
    /// <summary>The paths of the values that are not the same in both, such as <c>spec.replicas</c>.</summary>
    public static IEnumerable<string> Paths(JsonNode? one, JsonNode? other, string path = "") => (one, other) switch
    {
        (JsonObject map, JsonObject there) => map.Select(static p => p.Key).Union(there.Select(static p => p.Key))
            .SelectMany(name => Paths(map[name], there[name], path.Length == 0 ? name : $"{path}.{name}")),
        (JsonArray list, JsonArray there) when list.Count == there.Count =>
            list.Zip(there).SelectMany((pair, at) => Paths(pair.First, pair.Second, $"{path}[{Label(pair.First) ?? $"{at}"}]")),
        _ => JsonNode.DeepEquals(one, other) ? [] : [path],
    };

    private static string? Label(JsonNode? item) => (item as JsonObject)?["name"]?.ToString();
}
