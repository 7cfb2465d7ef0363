using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks;

/// <summary>What a check saw.</summary>
/// <param name="Said">What worked, as a sentence; empty when nothing did.</param>
/// <param name="Findings">What a person should know or do. None of them holds a secret.</param>
public sealed record CheckOutcome(string Said, ImmutableArray<Finding> Findings)
{
    public static CheckOutcome Of(string said) => new(said, []);

    public static CheckOutcome Of(params ImmutableArray<Finding> findings) => new("", findings);
}
