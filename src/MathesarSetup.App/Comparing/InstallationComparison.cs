using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Comparing;

/// <summary>What writing an installation's files would change in its directory.</summary>
/// <param name="Findings">What is to be said about the directory and its files.</param>
public sealed record InstallationComparison(Comparison Files, ImmutableArray<Finding> Findings)
{
    public static InstallationComparison Of(string directory, FileSet files, Decisions? decisions = null)
    {
        var opened = InstallDirectory.Open(directory);
        var comparison = opened.Compare(files, decisions);
        return new InstallationComparison(comparison, [.. opened.Findings.Concat(comparison.Findings).Distinct()]);
    }
}
