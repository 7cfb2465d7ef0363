using System.Text.Json.Nodes;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>
/// Fields that somebody set by kubectl from these files (<c>kubectl apply -k .</c>). They become this program's, as they become kubectl's own when it
/// begins to apply by the server: else they would be in conflict with the next change, and stay when no file wants them any more.
/// </summary>
internal static class ClientSideFields
{
    private const string Manager = "kubectl-client-side-apply";

    // What kubectl writes down for itself.
    private const string Note = "f:kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The fields; none where there are none but kubectl's note.</summary>
    public static JsonObject Of(JsonObject found)
    {
        var fields = Entry(found)?["fieldsV1"]?.DeepClone().AsObject() ?? [];
        if (fields["f:metadata"]?["f:annotations"] is JsonObject notes && notes.Remove(Note) && notes.All(static n => n.Key == "."))
        {
            fields["f:metadata"]!.AsObject().Remove("f:annotations");
        }

        return fields["f:metadata"] is JsonObject { Count: 0 } && fields.Count == 1 ? [] : fields;
    }

    /// <summary>Whether a conflict is with these fields alone.</summary>
    public static bool AreAll(KubeAnswer tried) => tried.Json["details"]?["causes"] is JsonArray { Count: > 0 } causes
        && causes.All(static c => KubeObject.Text(c!["message"]).Contains($"\"{Manager}\"", StringComparison.Ordinal));

    /// <summary>Who set which fields, once these are this program's.</summary>
    public static JsonArray Assigned(JsonObject found)
    {
        var fields = OwnedFields.Joined(OwnedFields.Of(found), Of(found));
        var others = found["metadata"]!["managedFields"]!.AsArray().Where(e => e != Entry(found)
            && !(KubeObject.Text(e!["manager"]) == KubeConnection.Manager && KubeObject.Text(e["operation"]) == "Apply"));
        var own = Entry(found)!.DeepClone().AsObject();
        (own["manager"], own["operation"], own["fieldsV1"]) = (KubeConnection.Manager, "Apply", fields);
        return [.. others.Select(static e => e!.DeepClone()), own];
    }

    private static JsonNode? Entry(JsonObject found) => (found["metadata"]?["managedFields"] as JsonArray)?.FirstOrDefault(static e =>
        KubeObject.Text(e!["manager"]) == Manager && KubeObject.Text(e["operation"]) == "Update");
}
