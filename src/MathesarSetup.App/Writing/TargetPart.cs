using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Writing;

/// <summary>One target of several that are generated together.</summary>
/// <param name="Findings">All that is to be said about it, errors first.</param>
public sealed record TargetPart(Setup Setup, ImmutableArray<Finding> Findings)
{
    public string Id => Setup.Target.Id;

    /// <summary>How writing it ended; null when it was not tried.</summary>
    public WriteResult? Result { get; init; }

    /// <summary>Whether the target cannot honour the answers, so that nothing is written for it.</summary>
    public bool IsRefused => Findings.Any(static finding => finding.Severity is Severity.Error);

    /// <summary>written, unchanged, refused, or skipped.</summary>
    public string Outcome => Result?.Outcome switch
    {
        WriteOutcome.Written => "written",
        WriteOutcome.Unchanged => "unchanged",
        null when !IsRefused => "written",
        null => "skipped",
        _ => "refused",
    };

    public IEnumerable<(string Path, ChangeKind Change)> Files => Result is null
        ? IsRefused ? [] : Setup.Files.Select(static file => (file.Path, ChangeKind.Create))
        : Result.Comparison.Changes.Select(static change => (change.Path, change.Kind));

    public TargetPart WriteTo(string folder, bool force) =>
        this with { Result = InstallDirectory.Open(folder).Write(new FileSet(Setup.Files, []), force) };
}
