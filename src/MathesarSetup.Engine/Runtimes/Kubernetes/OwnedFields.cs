using System.Text.Json.Nodes;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>The part of an object that a manager set: what it would send to have it so again.</summary>
internal static class OwnedFields
{
    /// <summary>The fields that this program's manager holds, as the cluster keeps them; empty where it holds none.</summary>
    public static JsonObject Of(JsonObject found) => found["metadata"]?["managedFields"]?.AsArray()
        .FirstOrDefault(static e => KubeObject.Text(e!["manager"]) == KubeConnection.Manager && KubeObject.Text(e["operation"]) == "Apply")
        ?["fieldsV1"]?.DeepClone().AsObject() ?? [];

    /// <summary>The fields of either.</summary>
    public static JsonObject Joined(JsonObject one, JsonObject other)
    {
        var joined = one.DeepClone().AsObject();
        foreach (var (word, inner) in other)
        {
            joined[word] = joined[word] is JsonObject there ? Joined(there, inner!.AsObject()) : inner!.DeepClone();
        }

        return joined;
    }

    /// <summary>The values that an object has in these fields, under its own head.</summary>
    public static JsonObject Values(JsonObject found, JsonObject fields)
    {
        var values = Map(found, fields);
        values["apiVersion"] = found["apiVersion"]!.DeepClone();
        values["kind"] = found["kind"]!.DeepClone();
        var metadata = (values["metadata"] ??= new JsonObject()).AsObject();
        foreach (var name in new[] { "name", "namespace" })
        {
            if (found["metadata"]![name] is { } value)
            {
                metadata[name] = value.DeepClone();
            }
        }

        return values;
    }

    private static JsonObject Map(JsonObject found, JsonObject fields)
    {
        var values = new JsonObject();
        foreach (var (word, inner) in fields.Where(static f => f.Key.StartsWith("f:", StringComparison.Ordinal)))
        {
            if (found.TryGetPropertyValue(word[2..], out var value))
            {
                values[word[2..]] = Value(value, inner!.AsObject());
            }
        }

        return values;
    }

    private static JsonNode? Value(JsonNode? value, JsonObject fields) => value switch
    {
        JsonObject map when fields.Any(static f => f.Key.StartsWith("f:", StringComparison.Ordinal)) => Map(map, fields),
        JsonArray list when fields.Any(static f => f.Key.StartsWith("k:", StringComparison.Ordinal)) => Items(list, fields),
        _ => value?.DeepClone(),
    };

    private static JsonArray Items(JsonArray list, JsonObject fields)
    {
        var items = new JsonArray();
        foreach (var (word, inner) in fields.Where(static f => f.Key.StartsWith("k:", StringComparison.Ordinal)))
        {
            var keys = JsonNode.Parse(word[2..])!.AsObject();
            if (list.OfType<JsonObject>().FirstOrDefault(i => keys.All(k => i[k.Key] is null || JsonNode.DeepEquals(i[k.Key], k.Value))) is { } item)
            {
                // What of the key was not sent was made up by the cluster, as it will be again.
                items.Add((JsonNode)Map(item, inner!.AsObject()));
            }
        }

        return items;
    }
}
