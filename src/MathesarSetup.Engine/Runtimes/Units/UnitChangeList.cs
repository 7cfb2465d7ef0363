using System.Collections.Immutable;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>The list of changes that a person reads, and the steps in which they are made.</summary>
internal static class UnitChangeList
{
    // What does all of it by hand.
    private static readonly ImmutableArray<string> s_command = ["./install.sh"];

    public static IEnumerable<ApplyChange> Of(InstallRequest request, UnitPlan plan, UnitHost host, Comparison files)
    {
        var set = plan.Wanted.Set;
        return
        [
            .. ChangeList.OfFiles(request, files),
            .. plan.Pulls.Select(static image => new ApplyChange(ChangedThing.Image, image, ChangeVerb.Fetch, ApplyCost.Nothing,
                "It is not on this machine yet.", [$"podman pull {image}"])),
            Made(ChangedThing.Network, set.Network.Name, !plan.Found.HasNetwork, "The network in which the containers find each other."),
            .. set.Volumes.Select(v => Made(ChangedThing.Volume, v, !plan.Found.Volumes.Contains(v), "What lies in it outlives the containers.")),
            Made(ChangedThing.Link, host.LinkOf(set.Name), plan.MakesLink, "It leads systemd to the install directory."),
            .. plan.Wanted.Secrets.Keys.Order(StringComparer.Ordinal).Select(name => new ApplyChange(ChangedThing.Secret, name,
                plan.Secrets.All(s => s.Key != name) ? ChangeVerb.Keep
                    : plan.Found.Secrets.ContainsKey(name) ? ChangeVerb.Change : ChangeVerb.Create,
                ApplyCost.Nothing, "Podman keeps it, and gives it to the container alone.", Commands(plan.Secrets.Any(s => s.Key == name)))),
            .. plan.Removed.Select(static name => new ApplyChange(ChangedThing.Unit, name, ChangeVerb.Remove, ApplyCost.Downtime,
                "It is no longer wanted. Volumes stay.", s_command)),
            .. plan.Services.Select(s => new ApplyChange(ChangedThing.Unit, s.Service.Unit, s.Verb,
                s.Verb is ChangeVerb.Replace ? ApplyCost.Downtime : ApplyCost.Nothing, s.Why, Commands(s.Verb is not ChangeVerb.Keep))),
        ];
    }

    public static IEnumerable<PlannedStep> Steps(UnitPlan plan, Comparison files)
    {
        if (!files.HasDifferences && !plan.HasDifferences)
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
            .. plan.Secrets.Any() ? [new PlannedStep(StepNames.Secrets, "Give the secrets to Podman.")] : Array.Empty<PlannedStep>(),
            .. plan.Written.Any() || plan.Removed.Any() ? [new PlannedStep(StepNames.Units, "Put the units in their place.")]
                : Array.Empty<PlannedStep>(),
            .. Starts(plan, isDatabases: true),
            .. plan.FormerPassword is null ? [] : new[] { new PlannedStep(StepNames.Password, "Change the database's password.") },
            .. Starts(plan, isDatabases: false),
            .. plan.Stored is null ? [] : new[] { new PlannedStep(StepNames.Stored, "Let the connections that Mathesar stores follow.") },
            new(StepNames.Addresses, "Request every address that was named."),
            new(StepNames.Finish, "See that everything is as wanted."),
        ];
    }

    private static IEnumerable<PlannedStep> Starts(UnitPlan plan, bool isDatabases) => plan.Services
        .Where(s => s.Verb is not ChangeVerb.Keep && s.IsDatabase == isDatabases)
        .Select(static s => new PlannedStep($"{StepNames.Start} {s.Service.Container}", $"Start {s.Service.Container}, and wait until it answers."));

    private static ImmutableArray<string> Commands(bool isDifference) => isDifference ? s_command : [];

    private static ApplyChange Made(ChangedThing thing, string name, bool isNew, string why) =>
        new(thing, name, isNew ? ChangeVerb.Create : ChangeVerb.Keep, ApplyCost.Nothing, why, Commands(isNew));
}
