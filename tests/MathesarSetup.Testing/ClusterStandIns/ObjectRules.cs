using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>What a cluster says of an object before it takes it: fields that it does not know, values that it adds, what never changes.</summary>
internal static class ObjectRules
{
    private static readonly Dictionary<string, string[]> s_fields = new()
    {
        ["Deployment"] = ["replicas", "selector", "template", "strategy", "minReadySeconds", "revisionHistoryLimit", "paused",
            "progressDeadlineSeconds"],
        ["StatefulSet"] =
        [
            "replicas", "selector", "template", "volumeClaimTemplates", "serviceName", "podManagementPolicy", "updateStrategy", "minReadySeconds",
            "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "ordinals",
        ],
        ["Service"] =
        [
            "selector", "ports", "type", "clusterIP", "clusterIPs", "externalName", "sessionAffinity", "ipFamilies", "ipFamilyPolicy",
            "externalTrafficPolicy", "internalTrafficPolicy", "loadBalancerClass", "publishNotReadyAddresses",
        ],
        ["PersistentVolumeClaim"] = ["accessModes", "resources", "storageClassName", "volumeMode", "volumeName", "selector"],
    };

    private static readonly string[] s_containerFields =
    [
        "name", "image", "command", "args", "workingDir", "ports", "envFrom", "env", "resources", "volumeMounts", "livenessProbe", "readinessProbe",
        "startupProbe", "lifecycle", "imagePullPolicy", "securityContext", "stdin", "tty", "terminationMessagePath", "terminationMessagePolicy",
    ];

    // What of it may change once it is there.
    private static readonly Dictionary<string, string[]> s_mutable = new()
    {
        ["StatefulSet"] = ["replicas", "template", "updateStrategy", "persistentVolumeClaimRetentionPolicy", "minReadySeconds", "ordinals"],
        ["PersistentVolumeClaim"] = ["resources"],
    };

    /// <exception cref="ApiFailure">A field is not known.</exception>
    public static void AskFields(JsonObject wanted)
    {
        Ask(wanted["spec"] as JsonObject, s_fields.GetValueOrDefault(wanted["kind"]!.ToString()), ".spec", wanted);
        foreach (var list in new[] { "containers", "initContainers" })
        {
            foreach (var container in wanted["spec"]?["template"]?["spec"]?[list]?.AsArray() ?? [])
            {
                Ask(container!.AsObject(), s_containerFields, $".spec.template.spec.{list}[name=\"{container["name"]}\"]", wanted);
            }
        }
    }

    private static void Ask(JsonObject? map, string[]? known, string path, JsonObject wanted)
    {
        if (known is not null && map?.FirstOrDefault(p => !known.Contains(p.Key)).Key is { } stranger)
        {
            throw new ApiFailure(500, "", $"failed to create typed patch object ({wanted["metadata"]!["namespace"]}/{wanted["metadata"]!["name"]}; "
                + $"{wanted["apiVersion"]}, Kind={wanted["kind"]}): {path}.{stranger}: field not declared in schema");
        }
    }

    /// <exception cref="ApiFailure">Something would change that never does.</exception>
    public static void AskChange(ResourceKind kind, JsonObject former, JsonObject result)
    {
        var name = result["metadata"]!["name"]!.ToString();
        if (s_mutable.TryGetValue(kind.Kind, out var mutable))
        {
            if (Changed(former, result).Except(mutable).Any())
            {
                throw ApiFailure.Invalid(kind, name, "spec", kind.Kind == "StatefulSet"
                    ? "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
                        + "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
                    : "Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims");
            }
        }

        foreach (var field in kind.Kind switch { "Deployment" => ["selector"], "Service" => ["clusterIP"], _ => Array.Empty<string>() })
        {
            if (!JsonNode.DeepEquals(former["spec"]?[field], result["spec"]?[field]))
            {
                throw ApiFailure.Invalid(kind, name, $"spec.{field}", $"Invalid value: {result["spec"]?[field]?.ToJsonString()}: field is immutable");
            }
        }

        if (kind.Kind == "PersistentVolumeClaim" && Storage(result) < Storage(former))
        {
            throw ApiFailure.Invalid(kind, name, "spec.resources.requests.storage", "Forbidden: field can not be less than status.capacity");
        }
    }

    /// <summary>Adds what a cluster adds by itself.</summary>
    public static void Complete(JsonObject result)
    {
        Encode(result);
        if (result["spec"] is not JsonObject spec)
        {
            return;
        }

        switch (result["kind"]!.ToString())
        {
            case "Service":
                spec["type"] ??= "ClusterIP";
                spec["clusterIP"] ??= "10.0.0.1";
                break;
            case "Deployment":
                spec["replicas"] ??= 1;
                spec["revisionHistoryLimit"] ??= 10;
                break;
            case "StatefulSet":
                spec["replicas"] ??= 1;
                spec["podManagementPolicy"] ??= "OrderedReady";
                spec["updateStrategy"] ??= new JsonObject { ["type"] = "RollingUpdate" };
                break;
            default:
                break;
        }
    }

    /// <summary>Keeps the texts of a Secret as data, which is all that a cluster knows of them.</summary>
    public static void Encode(JsonObject result)
    {
        if (result["kind"]!.ToString() == "Secret" && result["stringData"] is JsonObject texts)
        {
            var data = (result["data"] ??= new JsonObject()).AsObject();
            foreach (var (key, value) in texts)
            {
                data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value!.ToString()));
            }

            result.Remove("stringData");
        }
    }

    private static IEnumerable<string> Changed(JsonObject former, JsonObject result) =>
        (former["spec"]?.AsObject() ?? []).Concat(result["spec"]?.AsObject() ?? []).Select(static p => p.Key).Distinct()
            .Where(field => !JsonNode.DeepEquals(former["spec"]?[field], result["spec"]?[field]));

    private static double Storage(JsonObject claim)
    {
        var text = claim["spec"]?["resources"]?["requests"]?["storage"]?.ToString() ?? "0";
        var digits = text.TrimEnd('K', 'M', 'G', 'T', 'i');
        return double.Parse(digits, CultureInfo.InvariantCulture) * text[digits.Length..] switch { "Ti" => 1024, "Mi" => 1 / 1024.0, _ => 1 };
    }
}
