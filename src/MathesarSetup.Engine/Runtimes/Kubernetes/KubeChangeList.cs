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
        .. plan.Objects.Select(static o => new ApplyChange(ChangedThing.ClusterObject, o.Key.Shown, o.Verb,
            o.Renews ? ApplyCost.Downtime : ApplyCost.Nothing, o.Verb switch
            {
                ChangeVerb.Create => "It is not there yet.",
                ChangeVerb.Change => o.Renews ? "It differs from the files. Its pods are made anew; volumes stay." : "It differs from the files.",
                _ => "",
            }, o.Verb is ChangeVerb.Keep ? [] : ["kubectl apply --kustomize ."])),
        .. plan.Restarts ? [new ApplyChange(ChangedThing.ClusterObject, $"Pods of {plan.Web!.Key.Name}", ChangeVerb.Replace, ApplyCost.Downtime,
            "A secret of theirs changed, and they read it when they start.", [$"kubectl --namespace {plan.Web.Key.Namespace} rollout restart "
                + $"deployment/{plan.Web.Key.Name}"])] : Array.Empty<ApplyChange>(),
        .. plan.Removed.Select(static o => new ApplyChange(ChangedThing.ClusterObject, o.Key.Shown, ChangeVerb.Remove, ApplyCost.Nothing,
            "It is no longer wanted. Volumes stay.",
            [$"kubectl --namespace {o.Key.Namespace} delete {o.Key.Kind.ToLowerInvariant()} {o.Key.Name}"])),
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
            .. plan.Objects.Where(static o => o.Verb is not ChangeVerb.Keep).SelectMany(static o => o.Wanted.IsWorkload
                ? new[] { Sent(o), new PlannedStep($"{StepNames.Wait} {o.Key.Name}", $"Wait until the pods of {o.Key.Name} are ready.") }
                    : [Sent(o)]),
            .. plan.Restarts ? [new PlannedStep($"{StepNames.Wait} {plan.Web!.Key.Name}", "Start the pods anew, and wait until they are ready.")]
                : Array.Empty<PlannedStep>(),
            new(StepNames.Addresses, "Request every address that was named."),
            .. plan.Removed.Select(static o => new PlannedStep($"{StepNames.Remove} {o.Key.Shown}", $"Remove {o.Key.Shown}.")),
            new(StepNames.Finish, "See that everything is as wanted."),
        ];
    }

    private static PlannedStep Sent(PlannedObject planned) => new($"{StepNames.Send} {planned.Key.Shown}", $"Send {planned.Key.Shown}.");
}
