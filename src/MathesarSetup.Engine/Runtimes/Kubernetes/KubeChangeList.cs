using System.Collections.Immutable;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>The list of changes that a person reads, and the steps in which they are made.</summary>
internal static class KubeChangeList
{
    public static IEnumerable<ApplyChange> Of(InstallRequest request, KubePlan plan, Comparison files) =>
    [
        .. ChangeList.OfFiles(request, files),
        .. plan.Release is { } release ? [release] : Array.Empty<ApplyChange>(),
        .. plan.Objects.Select(o => new ApplyChange(ChangedThing.ClusterObject, o.Key.Shown, o.Verb,
            o.Renews ? ApplyCost.Downtime : ApplyCost.Nothing, Why(o, plan.Wanted), o.Verb is ChangeVerb.Keep ? [] : [plan.Command])),
        .. plan.Restarts ? [new ApplyChange(ChangedThing.ClusterObject, $"Pods of {plan.Web!.Key.Name}", ChangeVerb.Replace, ApplyCost.Downtime,
            "A secret of theirs changed, and they read it when they start.", [$"{KubeAccess.Kubectl(plan.Place.Context)} --namespace "
                + $"{plan.Web.Key.Namespace} rollout restart deployment/{plan.Web.Key.Name}"])] : Array.Empty<ApplyChange>(),
        .. plan.Removed.Select(o => new ApplyChange(ChangedThing.ClusterObject, o.Key.Shown, ChangeVerb.Remove, ApplyCost.Nothing,
            "It is no longer wanted. Volumes stay.", [plan.Release is null ? o.Key.Deletion(plan.Place.Context) : plan.Command])),
    ];

    public static IEnumerable<PlannedStep> Steps(KubePlan plan, Comparison files)
    {
        if (!files.HasDifferences && !plan.HasDifferences)
        {
            return [new(StepNames.Check, "Look at what is there.")];
        }

        return
        [
            new(StepNames.Check, "Look once more at what is there."),
            .. files.Changes.Where(static c => c.Path == AnswersFile.SecretsName && c.Kind is ChangeKind.Create)
                .Select(static c => new PlannedStep($"{StepNames.Files} {c.Path}", "Write the secrets, which stay whatever happens.")),
            new(StepNames.Files, "Write the files."),
            .. plan.Release is { IsDifference: true } release
                ? [new PlannedStep($"{StepNames.Send} {release.Name}", $"Let Helm bring {release.Name} about.")] : Array.Empty<PlannedStep>(),
            .. plan.Objects.Where(static o => o.Verb is not ChangeVerb.Keep).SelectMany(o =>
                (plan.Release is null ? [Sent(o)] : Array.Empty<PlannedStep>()).Concat(o.Wanted.IsWorkload ? [Awaited(o)] : [])),
            .. plan.Restarts ? [new PlannedStep($"{StepNames.Wait} {plan.Web!.Key.Name}", "Start the pods anew, and wait until they are ready.")]
                : Array.Empty<PlannedStep>(),
            new(StepNames.Addresses, "Request every address that was named."),
            .. plan.Release is null ? plan.Removed.Select(static o => new PlannedStep($"{StepNames.Remove} {o.Key.Shown}", $"Remove {o.Key.Shown}."))
                : [],
            new(StepNames.Finish, "See that everything is as wanted."),
        ];
    }

    private static PlannedStep Sent(PlannedObject planned) => new($"{StepNames.Send} {planned.Key.Shown}", $"Send {planned.Key.Shown}.");

    private static PlannedStep Awaited(PlannedObject planned) =>
        new($"{StepNames.Wait} {planned.Key.Name}", $"Wait until the pods of {planned.Key.Name} are ready.");

    private static string Why(PlannedObject planned, WantedObjects wanted) => planned switch
    {
        { Verb: ChangeVerb.Create } => $"It is not there yet. {Purpose(planned.Wanted, wanted)}",
        { Verb: ChangeVerb.Change, IsStopped: true } => "It was stopped, and is started again.",
        { Verb: ChangeVerb.Change, TakesOver: true, KeepsPods: true } =>
            "kubectl set fields of it from the files. They are taken over; nothing restarts.",
        { Verb: ChangeVerb.Change, Renews: true } => "It differs from the files. Its pods are made anew; volumes stay.",
        { Verb: ChangeVerb.Change } => "It differs from the files.",
        _ => "",
    };

    private static string Purpose(KubeObject made, WantedObjects wanted) => made.Key switch
    {
        { Kind: "Namespace" } => "Everything of this installation stands in it.",
        var key when key == wanted.Mark.Parent => "By it the objects of this installation are known again.",
        { Kind: "Secret" } => "It holds the passwords and the key with which Mathesar encrypts.",
        { Kind: "ConfigMap" } => "It holds settings and scripts that are no secret.",
        { Kind: "PersistentVolumeClaim" } => "It asks for the volume with the uploaded files.",
        { Kind: "Service" } => "By its name the pods behind it are reached.",
        { Kind: "NetworkPolicy" } => "It lets only those reach the pods that have to.",
        { Kind: "StatefulSet" or "Cluster" } => "It runs PostgreSQL, and asks for the volume with the data.",
        { Kind: "Deployment" } => "It runs Mathesar.",
        { Kind: "Ingress" or "HTTPRoute" } => "It leads in from outside of the cluster.",
        { Kind: "PodDisruptionBudget" } => "It keeps pods working while nodes are emptied.",
        { Kind: "HorizontalPodAutoscaler" } => "It adds pods under load.",
        _ => "It stands in your files.",
    };
}
