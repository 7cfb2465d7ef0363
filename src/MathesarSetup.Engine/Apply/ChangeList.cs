using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Apply;

/// <summary>The list of changes that a person reads, with the commands that would do the same by hand.</summary>
internal static class ChangeList
{
    public static IEnumerable<ApplyChange> Of(ApplyRequest request, ApplyPlan plan, Comparison files)
    {
        var wanted = plan.Wanted;
        foreach (var file in OfFiles(request, files))
        {
            yield return file;
        }

        foreach (var image in plan.Pulls)
        {
            yield return new(ChangedThing.Image, image, ChangeVerb.Fetch, ApplyCost.Nothing, "It is not on this machine yet.",
                [$"{request.Programs.Engine} pull {image}"]);
        }

        if (wanted.NeedsNetwork)
        {
            yield return Made(ChangedThing.Network, wanted.Network, plan.CreatesNetwork, "The network in which the containers find each other.",
                $"{request.Programs.Engine} network create");
        }

        foreach (var (name, inPlan) in wanted.Volumes)
        {
            yield return Made(ChangedThing.Volume, name, plan.CreatedVolumes.Contains(name),
                wanted.Plan.Volumes.FirstOrDefault(v => v.Name == inPlan)?.Why ?? "A volume of your own in the Compose files.",
                $"{request.Programs.Engine} volume create");
        }

        foreach (var former in plan.Removed)
        {
            yield return new(ChangedThing.Container, former.Name, ChangeVerb.Remove, ApplyCost.Downtime, "It is no longer wanted. Its volumes stay.",
                [$"{request.Programs.Engine} rm --force {former.Name}"]);
        }

        foreach (var container in plan.Containers)
        {
            yield return new(ChangedThing.Container, container.Wanted.Name, container.Verb, Cost(request, container), Why(container),
                Commands(request, wanted, container));
        }
    }

    /// <summary>The files alone.</summary>
    public static IEnumerable<ApplyChange> OfFiles(InstallRequest request, Comparison files)
    {
        var generate = $"mathesar-setup generate --dir {Sh.Quote(request.Directory)}";
        return files.Changes.Select(file => new ApplyChange(ChangedThing.File, file.Path, file.IsDifference ? Verb(file.Kind) : ChangeVerb.Keep,
            ApplyCost.Nothing, Why(file), file.IsDifference ? [generate] : []));
    }

    private static ApplyChange Made(ChangedThing thing, string name, bool isNew, string why, string command) =>
        new(thing, name, isNew ? ChangeVerb.Create : ChangeVerb.Keep, ApplyCost.Nothing, why, isNew ? [$"{command} {name}"] : []);

    private static ChangeVerb Verb(ChangeKind kind) => kind switch
    {
        ChangeKind.Create => ChangeVerb.Create,
        ChangeKind.Remove => ChangeVerb.Remove,
        ChangeKind.Same or ChangeKind.KeepEdited or ChangeKind.Kept => ChangeVerb.Keep,
        _ => ChangeVerb.Change,
    };

    private static string Why(FileChange file) => file.Wanted?.About ?? "It is no longer needed.";

    private static ApplyCost Cost(ApplyRequest request, PlannedContainer container) => container.Verb switch
    {
        ChangeVerb.Replace when container.Differences.Max(static d => d.Cost) is var dearest =>
            dearest is ApplyCost.Data && !request.Accepted.LostConnections ? ApplyCost.Downtime : dearest,
        _ => ApplyCost.Nothing,
    };

    private static string Why(PlannedContainer container) => container.Verb switch
    {
        ChangeVerb.Create => $"It is not there yet. {container.Wanted.Service.Why}",
        ChangeVerb.Replace => $"Different: {string.Join(", ", container.Differences.Select(static d => d.Words))}.",
        ChangeVerb.Start => "It is as it should be, but stopped.",
        _ => "",
    };

    private static ImmutableArray<string> Commands(ApplyRequest request, WantedState wanted, PlannedContainer container) =>
        (container.Verb, wanted.IsCompose) switch
        {
            (ChangeVerb.Keep, _) => [],
            (_, true) => [$"{request.Programs.Compose} up -d {container.Wanted.Service.Name}"],
            (_, false) => ["./run.sh"],
        };
}
