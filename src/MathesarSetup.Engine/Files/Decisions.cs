using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Engine.Files;

/// <summary>What was decided about the files of a directory before they are written.</summary>
public sealed record Decisions
{
    public static Decisions None { get; } = new();

    /// <summary>What a person decided about files by path.</summary>
    public ImmutableDictionary<string, FileDecision> Settled { get; init; } = ImmutableDictionary<string, FileDecision>.Empty;

    /// <summary>
    /// Files of an installation that something else made, each with the part of it that was understood: that part counts as if it had been generated.
    /// </summary>
    public ImmutableArray<FoundFile> Adopted { get; init; } = [];

    /// <summary>A file of a person's own that is written beside the generated ones when those files make room; null for none.</summary>
    public FoundFile? Added { get; init; }
}
