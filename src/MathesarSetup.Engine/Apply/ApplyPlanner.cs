using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>
/// Decides what has to happen: a pure function of what is wanted, what the engine holds, what the files would become, and what is remembered.
/// </summary>
internal static class ApplyPlanner
{
    public static ApplyChanges Of(ApplyRequest request, WantedState wanted, EngineHoldings holdings, Comparison files, FormerState remembered)
    {
        var containers = wanted.Containers.Select(c => Decide(c, wanted, holdings, files)).ToImmutableArray();
        var plan = new ApplyPlan
        {
            Wanted = wanted,
            Containers = containers,
            Removed = [.. holdings.Others.Where(o => containers.All(c => c.Former?.Id != o.Id) && IsOurs(request, wanted, o))],
            Pulls =
            [
                .. containers.Where(c => c.Verb is not ChangeVerb.Keep and not ChangeVerb.Start && !holdings.Images.ContainsKey(c.Wanted.Spec.Image))
                    .Select(c => c.Wanted.Spec.Image).Distinct(StringComparer.Ordinal)],
            CreatesNetwork = wanted.NeedsNetwork && holdings.Network is null,
            CreatedVolumes = [.. wanted.Volumes.Keys.Where(v => !holdings.Volumes.ContainsKey(v))],
            MakesData = remembered.DataIsNew,
            Stored = StoredChange.Between(remembered.Place, wanted.Web.Service.Environment),
            AsksForRelease = wanted.Database is not null && !remembered.DataIsNew && remembered.Release is null,
            FormerPassword = Guards.FormerPassword(request, wanted, holdings, remembered),
        };
        ImmutableArray<UnexplainedChange> unexplained = [.. Unexplained.Of(plan, holdings)];
        ImmutableArray<Finding> findings =
        [
            .. files.Findings.Where(f => f.Severity is Severity.Error),
            .. Edits(files, request.Force),
            .. HandWritten.Findings(wanted.Additions, files, wanted.IsCompose ? request.Programs.Compose : null),
            .. Carrying.Findings(request, plan, holdings, files.HasDifferences),
            .. Guards.Of(request, wanted, holdings, remembered),
            .. Unexplained.Findings(request, unexplained),
        ];
        return new ApplyChanges([.. ChangeList.Of(request, plan, files)], files, findings)
        {
            Plan = plan,
            Unexplained = unexplained,
            Steps = [.. StepList.Of(plan, files)],
        };
    }

    /// <summary>Without force an edited file is in the way; with it, a backup is kept.</summary>
    public static IEnumerable<Finding> Edits(Comparison files, bool force) => files.Findings.Where(static f => f.Severity is not Severity.Error)
        .Select(finding => (finding.Kind == FilesFinding.EditedByHand || finding.Kind == FilesFinding.Foreign) && !force
            ? finding with { Severity = Severity.Error }
            : finding);

    // A container that this program made, or that Compose made of a generated service. All others in the project are a person's own.
    private static bool IsOurs(ApplyRequest request, WantedState wanted, ContainerFacts other)
    {
        var service = other.Labels.GetValueOrDefault(Labels.ComposeService, "");
        return !wanted.Additions.OwnServices.Contains(service) && (!other.Labels.ContainsKey(Labels.ComposeProject)
            || other.Labels.ContainsKey(Labels.Run) || (!request.IsInPlace && wanted.Versions.GeneratedNames.Contains(service)));
    }

    private static PlannedContainer Decide(WantedContainer container, WantedState wanted, EngineHoldings holdings, Comparison files)
    {
        if (holdings.Former(wanted, container) is not { } former)
        {
            return new PlannedContainer(container, null, ChangeVerb.Create, []);
        }

        var differences = ContainerComparison.Of(container.Spec, former, holdings.Images.GetValueOrDefault(container.Spec.Image),
            holdings.FormerImages.GetValueOrDefault(former.ImageId));
        if (differences is [] && Mounted(container, files))
        {
            differences = [Difference.File];
        }

        var verb = differences is not [] ? ChangeVerb.Replace
            : former.Run.Running && !former.Run.Restarting ? ChangeVerb.Keep
            : ChangeVerb.Start;
        return new PlannedContainer(container, former, verb, differences);
    }

    private static bool Mounted(WantedContainer container, Comparison files) => container.Service.Mounts.OfType<Planning.Mount.Bind>()
        .Any(mount =>
            files.Changes.Any(f => f.IsDifference
                && ($"./{f.Path}" == mount.Source || $"./{f.Path}".StartsWith(mount.Source + "/", StringComparison.Ordinal))));
}
