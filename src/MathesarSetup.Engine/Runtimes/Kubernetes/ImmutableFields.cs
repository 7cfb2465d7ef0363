using System.Globalization;
using System.Text.Json.Nodes;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What a cluster never changes once it is there, seen before it refuses.</summary>
internal static class ImmutableFields
{
    private static readonly Dictionary<string, string[]> s_fields = new()
    {
        ["Deployment"] = ["selector"],
        ["StatefulSet"] = ["selector", "serviceName", "podManagementPolicy", "volumeClaimTemplates"],
        ["Service"] = ["clusterIP"],
        ["PersistentVolumeClaim"] = ["accessModes", "storageClassName", "volumeMode", "volumeName"],
    };

    /// <summary>A finding for each field that would change.</summary>
    public static IEnumerable<Finding> Of(KubeObject wanted, JsonObject found, string context)
    {
        foreach (var field in s_fields.GetValueOrDefault(wanted.Key.Kind, [])
            .Where(f => wanted.Json["spec"]?[f] is { } value && !Holds(found["spec"]?[f], value)))
        {
            yield return Say(wanted.Key, $"spec.{field}", context);
        }

        if (wanted.Key.Kind == "PersistentVolumeClaim" && Storage(wanted.Json) < Storage(found))
        {
            yield return KubeFinding.Immutable.Say($"{wanted.Key.Shown} has {found["spec"]!["resources"]!["requests"]!["storage"]}, and a volume "
                + "never gets "
                + "smaller. Ask for at least that much.");
        }
    }

    /// <summary>The same for what only the cluster knew.</summary>
    public static Finding Say(ObjectKey key, string field, string context) => KubeFinding.Immutable.Say($"{field} of {key.Shown} would change, "
        + $"which a cluster never does. Set it back{(key.Kind is "StatefulSet" or "Deployment"
            ? $", or let the object be made anew while its pods and volumes stay: {key.Deletion(context)} --cascade=orphan" : "")}.");

    // The cluster adds values of its own to what was asked for.
    private static bool Holds(JsonNode? found, JsonNode? wanted) => wanted switch
    {
        JsonObject map => found is JsonObject there && map.All(p => Holds(there[p.Key], p.Value)),
        JsonArray list => found is JsonArray there && there.Count == list.Count && list.Zip(there).All(static p => Holds(p.Second, p.First)),
        _ => KubeObject.Text(found) == KubeObject.Text(wanted) || (Quantity(found) is { } one && one == Quantity(wanted)),
    };

    private static double Storage(JsonObject claim) => Quantity(claim["spec"]?["resources"]?["requests"]?["storage"]) ?? 0;

    /// <summary>Bytes, as Kubernetes writes them; null where it is none.</summary>
    private static double? Quantity(JsonNode? node)
    {
        var text = KubeObject.Text(node);
        var number = text.TrimEnd('k', 'K', 'M', 'G', 'T', 'P', 'i');
        double? factor = text[number.Length..] switch
        {
            "" => 1,
            "k" => 1e3,
            "M" => 1e6,
            "G" => 1e9,
            "T" => 1e12,
            "Ki" => 1L << 10,
            "Mi" => 1L << 20,
            "Gi" => 1L << 30,
            "Ti" => 1L << 40,
            _ => null,
        };
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount * factor : null;
    }
}
