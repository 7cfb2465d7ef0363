using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Files;

/// <summary>What writing a set of files would do, file by file, and what forbids it.</summary>
/// <param name="Changes">The wanted files in their order, then the former ones.</param>
/// <param name="Findings">Errors forbid writing; a warning tells of a file that stays as somebody edited it.</param>
public sealed record Comparison(ImmutableArray<FileChange> Changes, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether any file on the disk is not as wanted.</summary>
    public bool HasDifferences => Changes.Any(static change => change.IsDifference);

    /// <summary>Whether writing would lose what a person wrote, so that it needs force.</summary>
    public bool NeedsForce => Changes.Any(static change => change.NeedsForce);

    /// <summary>Whether not even force can write.</summary>
    public bool IsForbidden => Findings.Any(static finding => finding.Severity == Severity.Error);

    /// <summary>What a file holds once all of it is written; null for none.</summary>
    internal byte[]? ContentAfter(Disk disk, string path) => Changes.FirstOrDefault(c => c.Path == path) is not { } change ? disk.Read(path)?.Content
        : change.IsDifference ? change.ResultBytes : change.Present?.Content;

    /// <summary>All differences in unified form. Secrets are dots unless <paramref name="reveal"/>.</summary>
    public string Diff(bool reveal = false) => string.Concat(Changes.Select(change => change.Diff(reveal)));
}
