using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>What is wanted held against its place.</summary>
/// <param name="Search">Where the place was looked for, and the one that was found.</param>
/// <param name="Changes">What installing would change; null where no place was found.</param>
/// <param name="Decided">What was decided about files, by which the changes were worked out.</param>
public sealed record EngineLook(PlaceSearch Search, ApplyChanges? Changes, Decisions Decided)
{
    /// <summary>What is to be said about it; that there is no place says a check.</summary>
    public ImmutableArray<Finding> Findings => Changes?.Findings ?? [];
}
