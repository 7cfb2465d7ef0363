using System.Collections.Immutable;
using MathesarSetup.App.Importing;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Applying;

/// <summary>An order that was held against what is there: what it would change, and the way to do it.</summary>
/// <param name="Place">Where it would be done.</param>
/// <param name="Run">The way to do it.</param>
/// <param name="Changes">What it would change, and all that is to be said about it.</param>
public sealed record PlannedApply(ApplyOrder Order, IRuntimePlace Place, IPlannedRun Run, ApplyChanges Changes)
{
    /// <summary>Whether nothing but files that a person edited stands in the way, so that force would do it.</summary>
    public bool IsOnlyEdits => Changes.NeedsForce && !Order.Force
        && Changes.Findings.Where(static f => f.Severity is Severity.Error)
            .All(static f => f.File is not null && f.Code.StartsWith("files.", StringComparison.Ordinal));

    /// <summary>Does it; on failure everything is as before.</summary>
    /// <param name="tell">Told everything that happens, on any thread, one event at a time.</param>
    public async Task<ApplyResult> RunAsync(Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var refused = Adoption.MakeRoom(Order.Directory, Order.Adopted).Where(static f => f.Severity is Severity.Error).ToImmutableArray();
        return refused is []
            ? await Run.RunAsync(Changes, tell, cancellation)
            : new ApplyResult(ApplyOutcome.Refused, refused, []);
    }
}
