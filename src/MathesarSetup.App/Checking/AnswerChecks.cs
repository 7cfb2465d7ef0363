using System.Collections.Immutable;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Checking;

/// <summary>Tries the answers in the world: all of them at once, or one check alone.</summary>
public static class AnswerChecks
{
    /// <summary>Every check of an installation in a directory, which may be another one at each run, in the order of the wizard's steps.</summary>
    public static ImmutableArray<ICheck> For(Func<string> directory) => KnownChecks.For(directory);

    /// <summary>Every check that applies to an installation in a directory.</summary>
    public static Task<ImmutableArray<CheckResult>> RunAsync(Setup setup, string directory, CancellationToken cancellation) =>
        CheckRunner.RunAsync(KnownChecks.For(() => directory), setup, cancellation);

    /// <summary>One check that applies.</summary>
    public static Task<CheckResult> RunAsync(ICheck check, Setup setup, CancellationToken cancellation) =>
        CheckRunner.RunAsync(check, setup, cancellation);

    /// <summary>What all of them found, worst first.</summary>
    public static Finding[] Findings(IEnumerable<CheckResult> results) =>
        [.. results.SelectMany(static r => r.Findings).Distinct().OrderBy(static f => f.Severity)];
}
