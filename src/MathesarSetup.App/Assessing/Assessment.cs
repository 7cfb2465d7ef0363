using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Checking;
using MathesarSetup.App.Comparing;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Assessing;

/// <summary>Finds out how everything stands, for the command line; the wizard follows it by itself.</summary>
public static class Assessment
{
    /// <summary>Tries, compares and looks, all at the same time. Changes nothing.</summary>
    /// <param name="order">What would be installed.</param>
    /// <param name="said">What the answers and their files say.</param>
    public static async Task<Readiness> OfAsync(ApplyOrder order, IReadOnlyCollection<Finding> said, CancellationToken cancellation)
    {
        var checks = AnswerChecks.RunAsync(order.Setup, order.Directory, cancellation);
        var engine = LookAsync(order, cancellation);
        var directory = InstallationComparison.Of(order.Directory, order.Setup, order.Sources.FilesFor(order.Setup, order.Directory));
        return Readiness.Of(order.Setup.Answers, said, await checks, directory.Findings, await engine);
    }

    /// <summary>Plans an order in a place, while the answers are tried.</summary>
    public static async Task<(PlannedApply Planned, Readiness Readiness)> PlanAsync(
        ApplyOrder order, IRuntimePlace place, IReadOnlyCollection<Finding> said, CancellationToken cancellation)
    {
        var checks = AnswerChecks.RunAsync(order.Setup, order.Directory, cancellation);
        var planned = await order.PlanAsync(place, cancellation);
        return (planned, Readiness.Of(order.Setup.Answers, said, await checks, planned.Changes.Files.Findings, planned.Changes.Findings));
    }

    // That there is no place says its check.
    private static async Task<ImmutableArray<Finding>> LookAsync(ApplyOrder order, CancellationToken cancellation) =>
        order.Refusal is null && !order.Setup.IsBlocked && (await order.FindPlaceAsync(cancellation)).Place is { } place
            ? (await order.PlanAsync(place, cancellation)).Changes.Findings
            : [];
}
