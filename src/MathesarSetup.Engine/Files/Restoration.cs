using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Files;

/// <summary>What putting a version's files back would do to the directory, file by file.</summary>
/// <param name="PutBack">Files that come back as the version has them.</param>
/// <param name="Goes">Files that were made since: they make room, and a backup of each stays.</param>
/// <param name="Edited">Those of both that somebody changed by hand since the last version: a backup of each stays.</param>
public sealed record Restoration(ImmutableArray<string> PutBack, ImmutableArray<string> Goes, ImmutableArray<string> Edited)
{
    /// <summary>Nothing to do: the files are as in the version.</summary>
    public static Restoration None { get; } = new([], [], []);

    /// <summary>Whether any file would change.</summary>
    public bool HasChanges => !PutBack.IsEmpty || !Goes.IsEmpty;
}

/// <summary>How putting a version's files back ended.</summary>
/// <param name="Done">What was done; nothing where it failed.</param>
/// <param name="Undo">The version that holds the files as they were before; null when there is nothing to take back.</param>
/// <param name="Findings">An error means that nothing was written.</param>
public sealed record RestoreResult(Restoration Done, int? Undo, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether the files are as in the version.</summary>
    public bool Succeeded => Findings.All(static f => f.Severity is not Severity.Error);
}
