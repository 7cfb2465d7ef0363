using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>What is wanted held against the engine.</summary>
/// <param name="Search">Where an engine was looked for, and the one that was found.</param>
/// <param name="Changes">What installing would change; null where no engine was found.</param>
/// <param name="Decided">What was decided about files, by which the changes were worked out.</param>
public sealed record EngineLook(EngineSearch Search, ApplyChanges? Changes, Decisions Decided)
{
    /// <summary>What is to be said about it; that there is no engine says the check of the engine.</summary>
    public ImmutableArray<Finding> Findings => Changes?.Findings ?? [];
}
