using System.Net;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>What the cluster's answers to trials mean, which change nothing.</summary>
internal static class Trial
{
    /// <summary>That the cluster does not know a kind.</summary>
    public static Finding NoKind(ObjectKey key) => KubeFinding.NoKind.Say($"The cluster knows no {key.Kind} of {key.ApiVersion}. Bring to it what "
        + "has that kind, or change the answer that wants it.");

    /// <summary>What a trial that was refused says of the object.</summary>
    public static IEnumerable<Finding> Refused(KubeConnection cluster, ObjectKey key, KubeAnswer tried, string context)
    {
        if (tried.Message.Contains("does not support dry run", StringComparison.Ordinal))
        {
            return [KubeFinding.Untried.Say($"The cluster could not say beforehand what would change of {key.Shown}, because a webhook of it "
                + "takes no trials. It is sent all the same.")];
        }

        var causes = tried.Json["details"]?["causes"]?.AsArray() ?? [];
        return tried.Status switch
        {
            HttpStatusCode.Conflict when causes.Any(static c => KubeObject.Text(c!["reason"]) == "FieldManagerConflict") =>
                causes.Select(c => Others(key, KubeObject.Text(c!["message"]), KubeObject.Text(c["field"]))),
            HttpStatusCode.UnprocessableEntity when tried.Message.Contains("immutable", StringComparison.Ordinal)
                || tried.Message.Contains("Forbidden: updates to", StringComparison.Ordinal) =>
                [ImmutableFields.Say(key, causes is [var first, ..] ? KubeObject.Text(first!["field"]) : "A field", context)],
            _ => cluster.Failure(tried, $"take {key.Shown}").Findings,
        };
    }

    private static Finding Others(ObjectKey key, string message, string field) => ApplyFinding.OthersField.Say($"{Who(message)} set "
        + $"{field.TrimStart('.')} of {key.Shown}, and the files have another value. Bring that into the files, or say that it may be replaced.") with
    {
        Consent = ApplyFinding.ReplaceOthers,
    };

    // conflict with "kubectl-edit" using apps/v1
    private static string Who(string message) => message.Split('"') is [_, var manager, ..] ? manager : "Somebody else";

    /// <summary>The same with the number of pods that an autoscaler decided: a field that is no longer sent would fall back to one.</summary>
    /// <param name="all">Everything that is wanted.</param>
    public static KubeObject Autoscaled(KubeObject one, JsonObject found, IEnumerable<KubeObject> all)
    {
        if (one.Json["spec"]?["replicas"] is null || found["spec"]?["replicas"] is not { } replicas
            || !all.Any(o => o.Key.Kind == "HorizontalPodAutoscaler"
                && KubeObject.Text(o.Json["spec"]?["scaleTargetRef"]?["name"]) == one.Key.Name && one.Key.Kind == "Deployment"))
        {
            return one;
        }

        var json = one.Json.DeepClone().AsObject();
        json["spec"]!["replicas"] = replicas.DeepClone();
        return one with { Json = json };
    }
}
