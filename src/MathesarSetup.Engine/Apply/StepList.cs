using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply;

/// <summary>The steps of a run before it begins, in their order, so that a person sees how far it is.</summary>
internal static class StepList
{
    public static IEnumerable<PlannedStep> Of(ApplyPlan plan, Comparison files)
    {
        var isFileWritten = files.HasDifferences;
        if (!isFileWritten && !plan.HasDifferences)
        {
            return [new(StepNames.Check, "Look at what is there.")];
        }

        return
        [
            new(StepNames.Check, "Look once more at what is there."),
            .. plan.Pulls.Select(static image => new PlannedStep($"{StepNames.Pull} {image}", $"Fetch {image}.")),
            .. files.Changes.Where(static c => c.Path == AnswersFile.SecretsName && c.Kind is ChangeKind.Create)
                .Select(static c => new PlannedStep($"{StepNames.Files} {c.Path}", "Write the secrets, which stay whatever happens.")),
            new(StepNames.Files, "Write the files."),
            .. InEngine(plan),
            new(StepNames.Finish, "See that everything is as wanted."),
        ];
    }

    private static IEnumerable<PlannedStep> InEngine(ApplyPlan plan) =>
    [
        .. plan.CreatesNetwork ? [new PlannedStep(StepNames.Network, $"Make the network {plan.Wanted.Network}.")] : Array.Empty<PlannedStep>(),
        .. plan.CreatedVolumes.Select(static v => new PlannedStep($"{StepNames.Volume} {v}", $"Make the volume {v}.")),
        .. plan.Containers.Where(static c => c.IsMade)
            .Select(static c => new PlannedStep($"{StepNames.Create} {c.Wanted.Service.Name}", $"Make the container {c.Wanted.Name}.")),
        .. plan.Removed.Concat(plan.Containers.Where(static c => c.Verb is ChangeVerb.Replace).Select(static c => c.Former!).Reverse())
            .Select(static f => new PlannedStep($"{StepNames.SetAside} {f.Name}", $"Stop the former {f.Name}, and keep it until the new one works.")),
        .. Start(plan, isDatabases: true),
        .. plan.FormerPassword is null ? [] : new[] { new PlannedStep(StepNames.Password, "Change the database's password.") },
        .. Start(plan, isDatabases: false),
        .. plan.Stored is null ? [] : new[] { new PlannedStep(StepNames.Stored, "Let the connections that Mathesar stores follow.") },
        new(StepNames.Addresses, "Request every address that was named."),
    ];

    private static IEnumerable<PlannedStep> Start(ApplyPlan plan, bool isDatabases)
    {
        foreach (var container in plan.Containers.Where(c => c.Wanted.Service.Role is ServiceRole.Database == isDatabases))
        {
            var service = container.Wanted.Service;
            if (container.Verb is not ChangeVerb.Keep)
            {
                yield return new($"{StepNames.Start} {service.Name}", $"Start {service.Name}.");
            }

            if (service.Role is not ServiceRole.Proxy && container.Wanted.Spec.Health is not null)
            {
                yield return new($"{StepNames.Wait} {service.Name}", $"Wait until {service.Name} answers.");
            }
        }
    }
}
