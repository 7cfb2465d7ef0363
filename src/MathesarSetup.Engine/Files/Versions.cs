using System.Collections.Immutable;
using MathesarSetup.Drafts;

namespace MathesarSetup.Engine.Files;

/// <summary>The versions that a write leaves: the files as they were found, where that is news, and as they are written.</summary>
internal static class Versions
{
    public const string Written = "written";
    public const string Found = "found";
    public const string Restored = "restored";

    // The same in every directory of one program, and as long as all others together.
    private const string Schema = AnswersFile.SchemaName;

    public static IEnumerable<Edit> Of(Disk disk, ImmutableArray<FileChange> changes, string reason)
    {
        var kept = changes.Where(static c => c.Path != Schema).ToImmutableArray();
        // A person's own files that belong to the installation are no change, and part of every version.
        var beside = Present(disk, Tracked(disk).Where(path => changes.All(c => c.Path != path)));
        return InOrder(disk,
            (Found, [.. kept.Where(static c => c.Present is not null)
                .Select(c => VersionedFile.Of(c.Path, c.Present!.Content, c.Present.Mode, Generated(disk, c.Path))), .. beside]),
            (reason, [.. kept.Where(static c => c.Kind is not ChangeKind.Remove).Select(c => After(disk, c)), .. beside]));
    }

    /// <summary>Saves what was found, where that is news, and what was done then.</summary>
    public static IEnumerable<Edit> InOrder(
        Disk disk, (string Reason, ImmutableArray<VersionedFile> Files) found, (string Reason, ImmutableArray<VersionedFile> Files) then)
    {
        var next = VersionStore.Next(disk);
        if (!found.Files.IsEmpty && VersionStore.Newest(disk)?.IsSameAs(found.Files) is not true)
        {
            yield return VersionStore.Save(new FileVersion(next++, DateTimeOffset.UtcNow, found.Reason, found.Files));
        }

        if (!then.Files.IsEmpty)
        {
            yield return VersionStore.Save(new FileVersion(next, DateTimeOffset.UtcNow, then.Reason, then.Files));
        }
    }

    /// <summary>The files that belong to the installation: those that were generated last, and those of the newest version.</summary>
    public static ImmutableArray<string> Tracked(Disk disk) => [.. StateFolder.FormerlyGenerated(disk)
        .Concat(VersionStore.Newest(disk)?.Files.Select(static f => f.Path) ?? []).Where(static path => path != Schema)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What was generated last under a name, by which edits are told; null where nothing was.</summary>
    public static string? Generated(Disk disk, string path) => disk.Read(StateFolder.CopyOf(path)) is { } copy ? Utf8Text.Of(copy.Content) : null;

    /// <summary>What lies under these names. What cannot be read is left out: it is not written over either.</summary>
    public static ImmutableArray<VersionedFile> Present(Disk disk, IEnumerable<string> paths) =>
        [.. paths.Select(path => Read(disk, path)).OfType<VersionedFile>()];

    private static VersionedFile? Read(Disk disk, string path)
    {
        try
        {
            return disk.Read(path) is { } file ? VersionedFile.Of(path, file.Content, file.Mode, Generated(disk, path)) : null;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return null;
        }
    }

    private static VersionedFile After(Disk disk, FileChange change) =>
        change.Kind is not ChangeKind.Kept && change.ResultBytes is { } result && change.Wanted is { } wanted
            ? VersionedFile.Of(change.Path, result, wanted.Mode, wanted.Content)
            : VersionedFile.Of(change.Path, change.Present!.Content, change.Present.Mode,
                change.Kind is ChangeKind.Kept ? Generated(disk, change.Path) : null);
}
