using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>What a person's Compose files say and no container would have: told, or forbidden where it would be lost or left undone.</summary>
internal static class Carrying
{
    /// <param name="isToWrite">Whether the files have to be written first.</param>
    public static IEnumerable<Finding> Findings(ApplyRequest request, ApplyPlan plan, EngineHoldings holdings, bool isToWrite)
    {
        string Way(string service) => $"{(isToWrite ? "Write the files by `mathesar-setup generate`, then run" : "Run")} "
            + $"`{request.Programs.Compose} up -d{(service.Length > 0 ? $" {service}" : "")}` in {request.Directory}; "
            + "from then on this command takes it over.";
        foreach (var container in plan.Wanted.IsCompose ? plan.Containers : [])
        {
            var finding = container.Former is null ? OfNew(request, plan.Wanted, container, holdings, Way)
                : OfFormer(plan.Wanted, container, request.Programs.Compose, Way) ?? OfNetwork(container, holdings, Way);
            if (finding is not null)
            {
                yield return finding;
            }
        }
    }

    private static Finding? OfNew(
        ApplyRequest request, WantedState wanted, PlannedContainer container, EngineHoldings holdings, Func<string, string> way)
    {
        var service = container.Wanted.Service.Name;
        if (wanted.Additions.Services.GetValueOrDefault(service) is not { Written: { } written } more)
        {
            return null;
        }

        var missing = written.Mounts.Where(m => m.IsMadeElsewhere && !holdings.Volumes.ContainsKey(WantedState.Mounted(request, m).Source))
            .Select(static m => $"the volume {m.Source}");
        ImmutableArray<string> keys = [.. more.Others, .. written.OpenVariables.Select(static v => $"environment.{v}"), .. missing];
        return keys is [] && !written.HasOpenFile ? null : ApplyFinding.NotMade.Say(
            $"The Compose files have the service {service} otherwise than it would be generated, in what this command cannot tell the engine: "
                + $"{Words(keys)}. There is no container of it "
                + $"yet from which that could be taken. {way(service)}");
    }

    private static Finding? OfFormer(WantedState wanted, PlannedContainer container, string compose, Func<string, string> way)
    {
        var service = container.Wanted.Service.Name;
        if (!wanted.IsForeign(container.Wanted) || wanted.Additions.Services[service].Written is not { } written)
        {
            return null;
        }

        var generated = wanted.Versions.Generated.Services.GetValueOrDefault(service);
        var edited = Inheritance.Uncarried(written, generated, wanted.Versions.BeforeThisRun(service));
        var open = Inheritance.Uncarried(written, generated, container.Wanted.Before);
        if (edited is not [] || (open is not [] && container.Verb is ChangeVerb.Replace))
        {
            return ApplyFinding.NotMade.Say($"The Compose files say of the service {service} what its container does not have, and this command "
                + $"cannot tell the engine: {Words(edited is [] ? open : edited)}. {way(service)}");
        }

        return open is [] ? null : ApplyFinding.NotCarried.Say(
            $"The Compose files say of the service {service} what its container may not have, and this command does not bring there: {Words(open)}. "
                + $"`{compose} up -d {service}` in the directory does.");
    }

    // What shares the network of a container goes down with it, and is nobody's to make anew but its owner's.
    private static Finding? OfNetwork(PlannedContainer container, EngineHoldings holdings, Func<string, string> way) =>
        container.Verb is ChangeVerb.Replace && holdings.Sharing(container.Former!) is { Length: > 0 } others
            ? ApplyFinding.NetworkShared.Say($"{string.Join(", ", others)} uses the network of {container.Former!.Name}, which would be made "
                + $"anew, and would be cut off. {way("")}")
            : null;

    private static string Words(ImmutableArray<string> keys) => keys is [] ? "env_file" : string.Join(", ", keys);
}
