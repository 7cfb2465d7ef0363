using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Planning;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>What happens to one service.</summary>
/// <param name="Verb">Create, Replace, Start or Keep.</param>
internal sealed record PlannedService(HostService Service, ChangeVerb Verb, string Why);

/// <summary>What is to be done, decided before anything is: a pure function of what is wanted and what is there.</summary>
internal sealed record HostPlan
{
    public required WantedHost Wanted { get; init; }

    public required FoundHost Found { get; init; }

    /// <summary>In the order in which they start.</summary>
    public required ImmutableArray<PlannedService> Services { get; init; }

    /// <summary>Where the link to the program is to lead.</summary>
    public string Link => $"{HostPlace.Releases}/{Found.Program}";

    /// <summary>Whether the account has to be made.</summary>
    public bool MakesAccount => Wanted.Set.Place.Account is not null && Found.Account is null;

    /// <summary>Whether another program is to serve than the one that does.</summary>
    public bool Switches => Found.IsSwitching || Found.Link != Link;

    /// <summary>Settings that are not as wanted, or stand beside no program yet.</summary>
    public IEnumerable<string> Changed => Wanted.Settings
        .Where(s => Found.Settings.GetValueOrDefault(s.Key) is not { } there || !there.Holds(s.Value))
        .Select(static s => s.Key).Order(StringComparer.Ordinal);

    /// <summary>Whether the machine's proxy is to read another site.</summary>
    public bool GivesSite => Wanted.Site is { } site && (Found.Proxy.Site is not { } there || !there.Holds(site) || Import is not null);

    /// <summary>Whether the data of the installation is made by this run.</summary>
    public bool MakesData => Wanted.Set.Services.Any(static s => s.Service.Role is ServiceRole.Database) && Found.Postgres is null;

    public bool HasDifferences => MakesAccount || Found.Mark is null || !Found.IsComplete || Switches || Found.IsChanged || Changed.Any() || GivesSite
        || Services.Any(static s => s.Verb is not ChangeVerb.Keep);

    /// <summary>The steps of the script that do it, in their order. A program that is whole is not made once more.</summary>
    public IEnumerable<HostStep> Steps => Wanted.Set.Steps.Where(s => s.RunsByItself && !(s.Name == "program" && Found.IsComplete));

    /// <summary>The line that the own file of the machine's proxy lacks; null for none.</summary>
    public AddedLine? Import
    {
        get
        {
            if (Wanted.Set.Site is not { Main: { } main } site)
            {
                return null;
            }

            var sites = Path.GetDirectoryName(site.Target)!;
            var line = $"import {sites}/*.caddy";
            return Found.Proxy.Main is { } there && Encoding.UTF8.GetString(there.Content).Split('\n').Contains(line) ? null
                : new AddedLine(Path.GetDirectoryName(main)!, Path.GetFileName(main), line, sites, Found.Proxy.Main is null);
        }
    }

    public static HostPlan Of(WantedHost wanted, FoundHost found)
    {
        var plan = new HostPlan { Wanted = wanted, Found = found, Services = [] };
        return plan with { Services = [.. wanted.Set.Services.Select(plan.Decide)] };
    }

    private PlannedService Decide(HostService service)
    {
        var (there, status, isWeb) =
            (Found.Units.GetValueOrDefault(service.Unit), Found.Services[service.Unit], service.Service.Role is ServiceRole.Web);
        return there is null ? new(service, ChangeVerb.Create, $"It is not there yet. {service.Service.Why}")
            : isWeb && Switches ? new(service, ChangeVerb.Replace, $"Mathesar {Wanted.Set.Release} takes over. The data stays.")
            : Wanted.Units.GetValueOrDefault(service.Unit) is not { } wanted || !there.Holds(wanted) || (isWeb && (Found.IsChanged || Changed.Any()))
            ? new(service, ChangeVerb.Replace, "Its unit or its settings changed. The data stays.")
            : !status.IsActive ? new(service, ChangeVerb.Start, "It is as it should be, but does not run.")
            : !status.IsEnabled ? new(service, ChangeVerb.Start, "It does not start by itself yet.")
            : new(service, ChangeVerb.Keep, "");
    }
}
