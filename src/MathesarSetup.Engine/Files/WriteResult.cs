using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Files;

/// <summary>How a write ended.</summary>
public enum WriteOutcome
{
    /// <summary>All files are as wanted now.</summary>
    Written,

    /// <summary>They were already, and none was touched.</summary>
    Unchanged,

    /// <summary>Nothing was written, because it would lose what a person wrote: force would do it.</summary>
    NeedsForce,

    /// <summary>Nothing was written, and the findings say why.</summary>
    Failed,
}

/// <summary>How a write ended, what it found, and what it did to each file.</summary>
public sealed record WriteResult(WriteOutcome Outcome, Comparison Comparison, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether the files on the disk are as wanted.</summary>
    public bool Succeeded => Outcome is WriteOutcome.Written or WriteOutcome.Unchanged;
}
