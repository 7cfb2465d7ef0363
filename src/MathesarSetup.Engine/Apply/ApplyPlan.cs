using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply;

/// <summary>What is to be done in the engine, decided before anything is.</summary>
internal sealed record ApplyPlan
{
    public required WantedState Wanted { get; init; }

    public required ImmutableArray<PlannedContainer> Containers { get; init; }

    /// <summary>Containers of this installation that are no longer wanted.</summary>
    public required ImmutableArray<ContainerFacts> Removed { get; init; }

    /// <summary>Images to fetch, each once.</summary>
    public required ImmutableArray<string> Pulls { get; init; }

    public required bool CreatesNetwork { get; init; }

    /// <summary>Engine-wide names of volumes to make.</summary>
    public required ImmutableArray<string> CreatedVolumes { get; init; }

    /// <summary>The password that the bundled database has now, where another one is wanted; null otherwise.</summary>
    public SecretText? FormerPassword { get; init; }

    /// <summary>What Mathesar stores of its server, where that has to follow a new password or a new place; null otherwise.</summary>
    public StoredChange? Stored { get; init; }

    /// <summary>Whether the database's data is made by this run.</summary>
    public required bool MakesData { get; init; }

    /// <summary>
    /// Whether nothing has told the release that wrote the data, so that the database itself is asked before Mathesar is started on it.
    /// </summary>
    public bool AsksForRelease { get; init; }

    /// <summary>Whether Mathesar is started, or started anew.</summary>
    public bool StartsMathesar => Containers.Any(static c => c.Wanted.Service.Role is ServiceRole.Web && c.Verb is not ChangeVerb.Keep);

    /// <summary>Whether the engine is not as it should be.</summary>
    public bool HasDifferences => CreatesNetwork || !CreatedVolumes.IsEmpty || !Removed.IsEmpty || FormerPassword is not null
        || Containers.Any(static c => c.Verb is not ChangeVerb.Keep);
}

/// <summary>What happens to one wanted container.</summary>
/// <param name="Former">The container of this installation that has its name now; null when there is none.</param>
/// <param name="Verb">Keep, Create, Replace or Start.</param>
/// <param name="Differences">Why it is replaced; empty unless it is.</param>
internal sealed record PlannedContainer(WantedContainer Wanted, ContainerFacts? Former, ChangeVerb Verb, ImmutableArray<Difference> Differences)
{
    public bool IsMade => Verb is ChangeVerb.Create or ChangeVerb.Replace;
}
