using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>What happens to one service.</summary>
/// <param name="Verb">Create, Replace, Start or Keep.</param>
internal sealed record PlannedUnit(UnitService Service, ChangeVerb Verb, string Why)
{
    public bool IsDatabase => Service.Service.Role is ServiceRole.Database;
}

/// <summary>What is to be done, decided before anything is: a pure function of what is wanted and what is there.</summary>
internal sealed record UnitPlan
{
    public required WantedUnits Wanted { get; init; }

    public required FoundUnits Found { get; init; }

    public required string Directory { get; init; }

    /// <summary>In the order in which they start.</summary>
    public required ImmutableArray<PlannedUnit> Services { get; init; }

    public UnitService Web => Wanted.Set.Services.First(static s => s.Service.Role is ServiceRole.Web);

    /// <summary>The bundled database; null for none.</summary>
    public UnitService? Database => Wanted.Set.Services.FirstOrDefault(static s => s.Service.Role is ServiceRole.Database);

    /// <summary>The bundled database's password where another one is wanted; null when nothing changes.</summary>
    public PasswordChange? FormerPassword { get; init; }

    /// <summary>What Mathesar's stored connections have to follow; null for nothing.</summary>
    public StoredChange? Stored { get; init; }

    /// <summary>What stands openly in the unit that a service has in its place.</summary>
    public ImmutableDictionary<string, string> FormerVariables(UnitService service) =>
        $"{service.Container}.container" is var name && Found.Files.GetValueOrDefault(name) is { } unit
            ? Wanted.Set.Variables(name, Encoding.UTF8.GetString(unit.Content))
            : ImmutableDictionary<string, string>.Empty;

    public bool MakesLink => Found.Link != Directory;

    /// <summary>Units to write, by their names.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> Written =>
        Wanted.Files.Where(f => Found.Files.GetValueOrDefault(f.Key) is not { } there || !there.Holds(f.Value)).OrderBy(static f => f.Key);

    /// <summary>Units of this installation that are no longer wanted.</summary>
    public IEnumerable<string> Removed => Found.Files.Keys.Where(name => !Wanted.Files.ContainsKey(name)).Order(StringComparer.Ordinal);

    /// <summary>Secrets to give to Podman.</summary>
    public IEnumerable<KeyValuePair<string, string>> Secrets =>
        Wanted.Secrets.Where(s => !IsKept(s.Key, s.Value)).OrderBy(static s => s.Key, StringComparer.Ordinal);

    public IEnumerable<string> Pulls => Wanted.Set.Services.Where(s => Services.Any(p => p.Service == s && p.Verb is not ChangeVerb.Keep))
        .Select(static s => s.Service.Image!.Text).Where(image => !Found.Images.Contains(image)).Distinct(StringComparer.Ordinal);

    public IEnumerable<string> NewVolumes => Wanted.Set.Volumes.Where(v => !Found.Volumes.Contains(v));

    /// <summary>Whether the data of the installation is made by this run.</summary>
    public bool MakesData => Wanted.Set.Volumes is not [] && NewVolumes.Count() == Wanted.Set.Volumes.Length;

    public bool HasDifferences =>
        MakesLink || Written.Any() || Removed.Any() || Secrets.Any() || Services.Any(static s => s.Verb is not ChangeVerb.Keep);

    public static UnitPlan Of(WantedUnits wanted, FoundUnits found, string directory)
    {
        var plan = new UnitPlan { Wanted = wanted, Found = found, Directory = directory, Services = [] };
        return plan with { Services = [.. wanted.Set.Services.Select(plan.Decide)] };
    }

    // An older Podman does not show it: what the service was started with tells whether its file changed since.
    private bool IsKept(string name, string value) => Found.Secrets.TryGetValue(name, out var there)
        && (there is null ? IsAsStarted(Wanted.Set.Services.First(s => s.Secrets.Contains(name))) : there == value);

    private bool IsAsStarted(UnitService service) => Found.Checksums.GetValueOrDefault(service.Container) == Wanted.Checksums[service.Container];

    private PlannedUnit Decide(UnitService service)
    {
        var unit = $"{service.Container}.container";
        return !Found.Files.ContainsKey(unit) ? new(service, ChangeVerb.Create, $"It is not there yet. {service.Service.Why}")
            : Written.Any(w => w.Key == unit) || !IsAsStarted(service) || Secrets.Any(s => service.Secrets.Contains(s.Key))
            ? new(service, ChangeVerb.Replace, "Its unit, its secrets or a file that it mounts changed. Its volumes stay.")
            : Found.Services[service.Unit].IsActive ? new(service, ChangeVerb.Keep, "")
            : new(service, ChangeVerb.Start, "It is as it should be, but does not run.");
    }
}
