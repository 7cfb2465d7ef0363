using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>
/// The leaves of an object by their paths, as server-side apply names them: <c>f:spec</c>, <c>k:{"name":"web"}</c>. The words of a path stand behind
/// each other, with a line's end between.
/// </summary>
internal static class FieldLeaves
{
    private const char Between = '\n';

    // What tells the items of a list apart; every other list is one value.
    private static readonly Dictionary<string, string[]> s_keys = new()
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["env"] = ["name"],
        ["volumes"] = ["name"],
        ["imagePullSecrets"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["conditions"] = ["type"],
        ["topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
        ["ownerReferences"] = ["uid"],
    };

    // Maps that are one value.
    private static readonly HashSet<string> s_atomic = ["selector", "labelSelector", "podSelector", "secretKeyRef", "configMapKeyRef", "fieldRef"];

    private static readonly HashSet<string> s_nobodys =
        ["name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "deletionTimestamp"];

    public static Dictionary<string, JsonNode?> Of(JsonObject root)
    {
        var leaves = new Dictionary<string, JsonNode?>();
        foreach (var (name, value) in root.Where(static p => p.Key is not ("apiVersion" or "kind" or "status")))
        {
            if (name != "metadata")
            {
                Add(leaves, $"f:{name}", name, value, isService: root["kind"]?.ToString() == "Service");
                continue;
            }

            foreach (var (inner, node) in value!.AsObject().Where(static p => !s_nobodys.Contains(p.Key)))
            {
                Add(leaves, $"f:metadata{Between}f:{inner}", inner, node, isService: false);
            }
        }

        return leaves;
    }

    private static void Add(Dictionary<string, JsonNode?> leaves, string path, string name, JsonNode? value, bool isService)
    {
        if (value is JsonObject { Count: > 0 } map && !s_atomic.Contains(name))
        {
            foreach (var (key, inner) in map)
            {
                Add(leaves, $"{path}{Between}f:{key}", key, inner, isService);
            }
        }
        else if (value is JsonArray list && Keys(name, isService) is { } keys && list.All(static i => i is JsonObject))
        {
            foreach (var item in list.Select(static i => i!.AsObject()))
            {
                var place = $"{path}{Between}k:{Key(item, keys).ToJsonString()}";
                leaves[$"{place}{Between}."] = null;
                foreach (var (key, inner) in item)
                {
                    Add(leaves, $"{place}{Between}f:{key}", key, inner, isService);
                }
            }
        }
        else
        {
            leaves[path] = value;
        }
    }

    private static string[]? Keys(string name, bool isService) =>
        name == "ports" ? [isService ? "port" : "containerPort", "protocol"] : s_keys.GetValueOrDefault(name);

    private static JsonObject Key(JsonObject item, string[] keys)
    {
        var key = new JsonObject();
        foreach (var name in keys)
        {
            key[name] = item[name]?.DeepClone() ?? (name == "protocol" ? "TCP" : "");
        }

        return key;
    }

    /// <summary>Puts one leaf into an object, with what leads to it.</summary>
    public static void Set(JsonObject root, string path, JsonNode? value)
    {
        JsonNode at = root;
        var words = path.Split(Between);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == ".")
            {
                return;
            }

            if (words[i].StartsWith("k:", StringComparison.Ordinal))
            {
                var list = at.AsArray();
                at = Find(list, words[i]) ?? Added(list, words[i]);
            }
            else if (i == words.Length - 1)
            {
                at.AsObject()[words[i][2..]] = value?.DeepClone();
            }
            else
            {
                var map = at.AsObject();
                var isList = words[i + 1].StartsWith("k:", StringComparison.Ordinal);
                at = map[words[i][2..]] switch
                {
                    JsonArray there when isList => there,
                    JsonObject there when !isList => there,
                    _ => map[words[i][2..]] = isList ? new JsonArray() : new JsonObject(),
                };
            }
        }
    }

    /// <summary>Takes one leaf out of an object, and what it leaves empty.</summary>
    public static void Remove(JsonObject root, string path) => Remove(root, path.Split(Between));

    private static void Remove(JsonNode? at, ReadOnlySpan<string> words)
    {
        if (words is [] or ["."])
        {
            return;
        }

        if (at is JsonArray list && Find(list, words[0]) is { } item)
        {
            Remove(item, words[1..]);
            if (words is [_, "."])
            {
                list.Remove(item);
            }
        }
        else if (at is JsonObject map && words[0][2..] is var name && map.ContainsKey(name))
        {
            Remove(map[name], words[1..]);
            if (words.Length == 1 || map[name] is JsonObject { Count: 0 } or JsonArray { Count: 0 })
            {
                map.Remove(name);
            }
        }
    }

    private static JsonObject? Find(JsonArray list, string word)
    {
        var key = JsonNode.Parse(word[2..])!.AsObject();
        return list.OfType<JsonObject>().FirstOrDefault(i => JsonNode.DeepEquals(Key(i, [.. key.Select(static k => k.Key)]), key));
    }

    private static JsonObject Added(JsonArray list, string word)
    {
        var item = JsonNode.Parse(word[2..])!.AsObject();
        list.Add((JsonNode)item);
        return item;
    }

    /// <summary>Paths as <c>fieldsV1</c> nests them.</summary>
    public static JsonObject Nested(IEnumerable<string> paths)
    {
        var root = new JsonObject();
        foreach (var path in paths)
        {
            var at = root;
            foreach (var word in path.Split(Between))
            {
                at = (at[word] ??= new JsonObject()).AsObject();
            }
        }

        return root;
    }

    public static HashSet<string> Flat(JsonObject fields)
    {
        var paths = new HashSet<string>();
        Walk(fields, "", paths);
        return paths;
    }

    private static void Walk(JsonObject fields, string path, HashSet<string> paths)
    {
        foreach (var (word, inner) in fields)
        {
            var here = path.Length == 0 ? word : $"{path}{Between}{word}";
            if (inner is JsonObject { Count: > 0 } deeper)
            {
                Walk(deeper, here, paths);
            }
            else
            {
                paths.Add(here);
            }
        }
    }

    /// <summary>A path as messages show it: <c>.spec.containers[name="web"].image</c>.</summary>
    public static string Shown(string path) => string.Concat(path.Split(Between).Select(static word => word[0] switch
    {
        'f' => $".{word[2..]}",
        'k' => $"[{string.Join(',', JsonNode.Parse(word[2..])!.AsObject().Select(static k => $"{k.Key}={k.Value!.ToJsonString()}"))}]",
        _ => "",
    }));
}
