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
        var next = VersionStore.Next(disk);
        var kept = changes.Where(static c => c.Path != Schema).ToImmutableArray();
        var before = kept.Where(static c => c.Present is not null).Select(c => VersionedFile.Of(c.Path, c.Present!.Content, c.Present.Mode, Generated(disk, c.Path))).ToImmutableArray();
        if (!before.IsEmpty && VersionStore.Newest(disk)?.IsSameAs(before) is not true)
        {
            yield return VersionStore.Save(new FileVersion(next++, DateTimeOffset.UtcNow, Found, before));
        }

        yield return VersionStore.Save(new FileVersion(next, DateTimeOffset.UtcNow, reason, [.. kept.Where(static c => c.Kind is not ChangeKind.Remove).Select(c => After(disk, c))]));
    }

    private static VersionedFile After(Disk disk, FileChange change) => change.Kind is not ChangeKind.Kept && change.ResultBytes is { } result && change.Wanted is { } wanted
        ? VersionedFile.Of(change.Path, result, wanted.Mode, wanted.Content)
        : VersionedFile.Of(change.Path, change.Present!.Content, change.Present.Mode, change.Kind is ChangeKind.Kept ? Generated(disk, change.Path) : null);

    private static string? Generated(Disk disk, string path) => disk.Read(StateFolder.CopyOf(path)) is { } copy ? Utf8Text.Of(copy.Content) : null;
}
