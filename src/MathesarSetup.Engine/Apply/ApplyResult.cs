using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>How applying ended.</summary>
public enum ApplyOutcome
{
    /// <summary>Everything is as wanted, Mathesar is healthy and has its administrator.</summary>
    Applied,

    /// <summary>Everything was as wanted already, and nothing was touched.</summary>
    Unchanged,

    /// <summary>Nothing was begun; the findings say why.</summary>
    Refused,

    /// <summary>It failed, and everything is as before.</summary>
    RolledBack,

    /// <summary>The user cancelled it, and everything is as before.</summary>
    Cancelled,

    /// <summary>It failed, and not everything could be rolled back: the findings say what a person has to do.</summary>
    NeedsPerson,
}

/// <summary>How applying ended, and what is to be said about it.</summary>
/// <param name="Findings">The reason of a failure first.</param>
/// <param name="LastLines">What the container that failed said last; empty when none did. It holds no secret.</param>
public sealed record ApplyResult(ApplyOutcome Outcome, ImmutableArray<Finding> Findings, ImmutableArray<string> LastLines)
{
    /// <summary>Whether everything is as wanted.</summary>
    public bool Succeeded => Outcome is ApplyOutcome.Applied or ApplyOutcome.Unchanged;

    /// <summary>
    /// Whether the name and the password of the answers were seen to open an administrator's account; not asked where nothing was changed.
    /// </summary>
    public bool PasswordOpens { get; init; }

    internal static ApplyResult Of(ApplyOutcome outcome, params ImmutableArray<Finding> findings) => new(outcome, findings, []);
}
