using System.Collections.Immutable;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>The list of changes that a person reads, and the steps in which they are made.</summary>
internal static class HostChangeList
{
    public static IEnumerable<ApplyChange> Of(InstallRequest request, HostPlan plan, Comparison files)
    {
        var (set, root, command) = (plan.Wanted.Set, plan.Wanted.Root, request.Setup.Instructions.Start);
        ApplyChange Change(ChangedThing thing, string name, ChangeVerb verb, string why, ApplyCost cost = ApplyCost.Nothing) =>
            new(thing, name, verb, cost, why, verb is ChangeVerb.Keep ? [] : [command]);
        return
        [
            .. ChangeList.OfFiles(request, files),
            .. set.Place.Account is { } account ? [Change(ChangedThing.Account, account, plan.MakesAccount ? ChangeVerb.Create : ChangeVerb.Keep,
                "Mathesar runs as this user, who may do nothing else.")] : Array.Empty<ApplyChange>(),
            Change(ChangedThing.Program, $"Mathesar {set.Release}", plan.Found.IsComplete ? ChangeVerb.Keep : ChangeVerb.Fetch,
                $"It is not in {root} yet."),
            Change(ChangedThing.Link, Path.Join(root, HostPlace.Current), plan.Found.Link is null ? ChangeVerb.Create
                : plan.Switches ? ChangeVerb.Change : ChangeVerb.Keep, $"It leads to the program that serves: {plan.Link}."),
            .. plan.Changed.Select(name => Change(ChangedThing.File, Path.Join(root, plan.Link, name),
                plan.Found.Settings.ContainsKey(name) ? ChangeVerb.Change : ChangeVerb.Create, "It lies beside the program, which reads it there.")),
            .. set.Site is { } site ? [Change(ChangedThing.File, site.Target, plan.Found.Proxy.Site is null ? ChangeVerb.Create
                : plan.GivesSite ? ChangeVerb.Change : ChangeVerb.Keep, "The machine's proxy reads it there.")] : Array.Empty<ApplyChange>(),
            .. plan.Services.Select(s => Change(ChangedThing.Unit, s.Service.Unit, s.Verb, s.Why,
                s.Verb is ChangeVerb.Replace ? ApplyCost.Downtime : ApplyCost.Nothing)),
        ];
    }

    public static IEnumerable<PlannedStep> Steps(HostPlan plan, Comparison files) => !files.HasDifferences && !plan.HasDifferences
        ? [new(StepNames.Check, "Look at what is there.")]
        :
        [
            new(StepNames.Check, "Look once more at what is there."),
            .. files.Changes.Where(static c => c.Path == AnswersFile.SecretsName && c.Kind is ChangeKind.Create)
                .Select(static c => new PlannedStep($"{StepNames.Files} {c.Path}", "Write the secrets, which stay whatever happens.")),
            new(StepNames.Files, "Write the files."),
            .. plan.Steps.Select(Step),
            new(StepNames.Addresses, "Request every address that was named."),
            new(StepNames.Finish, "See that everything is as wanted."),
        ];

    /// <summary>A step of the script as a line on the screen.</summary>
    public static PlannedStep Step(HostStep step) => new($"{StepNames.Script} {step.Name}", $"install.sh, step {step.Name}: {step.About}.");
}
