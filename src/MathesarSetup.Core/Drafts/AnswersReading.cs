using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Drafts;

/// <summary>What one file of answers says: the texts, the line of each, and what is wrong with the file.</summary>
public sealed record AnswersReading(string File, Draft Draft, IReadOnlyDictionary<string, int> Lines, ImmutableArray<Finding> Findings)
{
    internal static AnswersReading Failed(Finding finding) => new(finding.File!, Draft.Empty, new Dictionary<string, int>(), [finding]);

    /// <summary>A finding about an answer with the place where this file gives that answer; the finding as it is when the file does not.</summary>
    public Finding Locate(Finding finding) =>
        finding is { File: null, Key: { } key } && Lines.TryGetValue(key, out var line) ? finding with { File = File, Line = line } : finding;
}
