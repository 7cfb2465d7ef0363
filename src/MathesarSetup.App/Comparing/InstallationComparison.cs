using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Comparing;

/// <summary>What writing an installation's files would change in its directory.</summary>
/// <param name="Findings">What is to be said about the directory and its files.</param>
public sealed record InstallationComparison(Comparison Files, ImmutableArray<Finding> Findings)
{
    /// <summary>The files with all that is to be said about them: an answer that does not reach forbids writing as well.</summary>
    public Comparison Whole => Files with { Findings = Findings };

    /// <param name="setup">What the files are made from.</param>
    public static InstallationComparison Of(string directory, Setup setup, FileSet files, Decisions? decisions = null)
    {
        var opened = InstallDirectory.Open(directory);
        var comparison = opened.Compare(files, decisions);
        return new InstallationComparison(comparison,
            [.. opened.Findings.Concat(comparison.Findings).Concat(ReachedAnswers.Of(directory, setup, comparison)).Distinct()]);
    }
}
