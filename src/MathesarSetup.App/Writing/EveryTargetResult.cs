using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Writing;

/// <summary>How generating every target ended.</summary>
/// <param name="Outcome">written, unchanged or refused.</param>
/// <param name="Place">The directory or archive; null when nothing was tried.</param>
public sealed record EveryTargetResult(string Outcome, string? Place, ImmutableArray<TargetPart> Parts)
{
    /// <summary>Why what they have in common could not be written.</summary>
    public ImmutableArray<Finding> Failures { get; init; } = [];

    /// <summary>How the one ended that went worst.</summary>
    public required WriteOutcome Worst { get; init; }
}
