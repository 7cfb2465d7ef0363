using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Opening;

/// <summary>What is to be said about an install directory before anything is asked, purely from what was seen of it.</summary>
public static class DirectoryFindings
{
    // The files of an installation and their memory take some hundred kilobytes.
    private const long Enough = 4 * 1024 * 1024;

    private const int ReadOnlySystem = 30;

    public static ImmutableArray<Finding> Of(DirectoryFacts facts) =>
    [
        .. new[] { Unusable(facts), Foreign(facts), Full(facts) }.OfType<Finding>().Select(f => f with { File = facts.Path }),
    ];

    private static Finding? Unusable(DirectoryFacts facts) => facts switch
    {
        { Holds: DirectoryHolds.NoDirectory } => FilesFinding.NotADirectory.Say(
            $"A file lies where {facts.Path} should be, or on the way to it. Choose another directory, or move the file away."),
        { Holds: DirectoryHolds.Unreadable } => FilesFinding.NotReadable.Say(
            $"This user may not look into {facts.Path}. Choose another directory, or give this user the right to read it."),
        { WriteError: ReadOnlySystem } => FilesFinding.ReadOnlyDisk.Say(
            $"{facts.Path} lies on a disk that is mounted read-only, so nothing can be written there. "
                + "Choose another directory, or mount it writable."),
        { WriteError: not 0 } => FilesFinding.NotWritable.Say(
            $"This user may not write in {facts.Path}. Choose another directory, or give this user the right to write there."),
        _ => null,
    };

    private static Finding? Foreign(DirectoryFacts facts) => facts.Holds is DirectoryHolds.Foreign
        ? RequestFinding.ImportFirst.Say($"{facts.Path} holds an installation of Mathesar that something else made. "
            + "A new one beside it would come up with new secrets and without its data. Read its files first, or choose another directory.")
        : null;

    private static Finding? Full(DirectoryFacts facts) => facts.FreeBytes is { } free and < Enough
        ? FilesFinding.DiskFull.Say($"The disk of {facts.Path} is full: {free / 1024} kB are free. Free some space, or choose another directory.")
        : null;
}
