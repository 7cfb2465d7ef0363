using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Common;

/// <summary>What is known of units that shall be edited where they lie.</summary>
/// <param name="Parts">All that they say, with its places.</param>
/// <param name="Own">All that generated units would say; places are those of the generated files.</param>
/// <param name="Units">The units into which something new may go.</param>
/// <param name="Read">The ways in which a file of variables may be read.</param>
internal sealed record UnitFiles(ImmutableArray<FoundPart> Parts, ImmutableArray<FoundPart> Own, ImmutableArray<UnitPlace> Units,
    ImmutableArray<Func<string, IEnumerable<HostVariable>>> Read)
{
    /// <summary>Whether Quadlet reads the units, whose values end in the command line of another one.</summary>
    public bool IsQuadlet { get; init; }

    /// <summary>What a generated mount is called in the unit of a path.</summary>
    public Func<string, string, string> Mount { get; init; } = static (value, _) => value;
}

/// <summary>A unit into which something new may go.</summary>
/// <param name="Path">Its file; null where only files of variables are there.</param>
/// <param name="Section">The section of what runs.</param>
/// <param name="Variables">Where its variables stand.</param>
internal sealed record UnitPlace(string? Path, string Section, ImmutableArray<Place> Variables)
{
    /// <summary>The unit that publishes its ports in its place; null for none.</summary>
    public string? Pod { get; init; }
}
