using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>Carries the reason of a failed step to where the run is rolled back.</summary>
/// <param name="findings">The reason first.</param>
/// <param name="lastLines">What the container said last, where one failed.</param>
internal sealed class StepFailure(ImmutableArray<Finding> findings, ImmutableArray<string> lastLines) : Exception(findings[0].Message)
{
    public StepFailure(Finding finding) : this([finding], [])
    {
    }

    public ImmutableArray<Finding> Findings { get; } = findings;

    public ImmutableArray<string> LastLines { get; } = lastLines;
}
