using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks;

/// <summary>How a check ended.</summary>
public enum CheckEnd
{
    /// <summary>Nothing stands in the way.</summary>
    Passed,

    /// <summary>It works, but something wants a decision.</summary>
    Warned,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>It was not tried, because an answer that it needs is wrong by itself.</summary>
    Held,
}

/// <summary>One run of a check.</summary>
/// <param name="Said">What worked, as a sentence; may be empty.</param>
/// <param name="Findings">Worst first; for a check that was held, what is wrong with the answers.</param>
/// <param name="Took">How long it ran.</param>
public sealed record CheckResult(ICheck Check, CheckEnd End, string Said, ImmutableArray<Finding> Findings, TimeSpan Took);
