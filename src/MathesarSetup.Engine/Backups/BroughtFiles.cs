using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Backups;

/// <summary>The files of an installation, brought from a backup into an empty directory, and taken out of it again.</summary>
internal static class BroughtFiles
{
    /// <summary>Where those lie that belong to another way to run Mathesar.</summary>
    public const string Aside = "from-backup";

    // Files of an installation are text that somebody wrote; what is far larger is none.
    private const long Largest = 64 * 1024 * 1024;

    /// <summary>Reads the files of a backup, those without secrets alone where it holds no others.</summary>
    /// <exception cref="StepFailure">The manifest names a file that could not have been one.</exception>
    public static async Task<ArchivedInstallation> ReadAsync(BackupArchive archive, CancellationToken cancellation)
    {
        var parts = archive.Manifest.Parts.Where(static p => p.Kind is PartKind.File or PartKind.Secret).ToArray();
        if (parts.FirstOrDefault(static p => p.File is not { } file || !RelativePath.IsCanonical(file) || StateFolder.Owns(file)
            || p.PlainSize > Largest) is { } wrong)
        {
            throw new StepFailure(BackupArchive.Damaged(archive.Path, $"{wrong.Path} is no file of an installation"));
        }

        var files = ImmutableArray.CreateBuilder<ArchivedFile>();
        foreach (var file in parts.GroupBy(static p => p.File!, StringComparer.Ordinal))
        {
            files.Add(new ArchivedFile(file.Key,
                await ContentAsync(archive, file.FirstOrDefault(static p => !p.IsGeneratedCopy), cancellation),
                await ContentAsync(archive, file.FirstOrDefault(static p => p.IsGeneratedCopy), cancellation),
                file.First().Mode ?? (int)GeneratedFile.Private));
        }

        return new ArchivedInstallation(files.ToImmutable());
    }

    /// <summary>
    /// Writes them as they lay, with what had been generated, so that edits are told and merged as ever. For another way to run Mathesar the answers
    /// alone are written so, and what a person edited beside. The caller holds the lock.
    /// </summary>
    /// <param name="id">What tells the installation from others.</param>
    public static void Bring(Disk disk, ArchivedInstallation archived, bool isSameTarget, string id)
    {
        ArchivedFile[] own = [.. archived.Files.Where(f => isSameTarget || f.IsAnswers)];
        ArchivedFile[] aside = isSameTarget ? [] : [.. archived.Own];
        ImmutableArray<VersionedFile> found =
        [
            .. own.Where(static f => f.Present is not null).Select(static f => VersionedFile.Of(f.Path, f.Present!, (UnixFileMode)f.Mode,
                f.Generated is { } generated ? Utf8Text.Of(generated) : null)),
        ];
        new Transaction(disk).Run(
        [
            .. own.Where(static f => f.Present is not null).Select(static f => new Edit(f.Path, f.Present, (UnixFileMode)f.Mode, null)),
            .. own.Where(static f => f.Generated is not null)
                .Select(static f => new Edit(StateFolder.CopyOf(f.Path), f.Generated, GeneratedFile.Private, null)),
            .. aside.Select(static f => new Edit($"{Aside}/{f.Path}", f.Present, GeneratedFile.Private, null)),
            new Edit(StateFolder.Installation, Encoding.UTF8.GetBytes(id), GeneratedFile.Private, null),
            .. Versions.InOrder(disk, (Versions.Found, found), (Versions.Written, [])),
        ]);
    }

    /// <summary>
    /// Removes every file that the restore or the installation wrote, as long as it is as it was written, and all that is remembered of the
    /// directory. The caller holds the lock.
    /// </summary>
    /// <returns>The files that stay, because somebody else wrote them; then what is remembered stays too.</returns>
    public static ImmutableArray<string> TakeBack(Disk disk, ArchivedInstallation archived)
    {
        var written = VersionStore.List(disk).SelectMany(static v => v.Files).Select(static f => (f.Path, f.Content))
            .Concat(archived.Files.Where(static f => f.Present is not null).Select(static f => (f.Path, f.Present!)))
            .Concat(archived.Own.Select(static f => ($"{Aside}/{f.Path}", f.Present!)))
            .Concat(StateFolder.FormerlyGenerated(disk).Select(path => (path, disk.Read(StateFolder.CopyOf(path))!.Content)))
            .ToLookup(static f => f.Item1, static f => f.Item2, StringComparer.Ordinal);
        RemovedFile[] gone =
        [
            .. written.Select(f => (f.Key, Present: disk.Read(f.Key))).Where(f => f.Present is { } there && written[f.Key].Any(c => there.Holds(c)))
                .Select(static f => new RemovedFile(f.Key, Disk.Hash(f.Present!.Content))),
        ];
        DirectoryRemoval.Remove(disk, gone);
        var left = written.Select(static f => f.Key).Where(disk.Exists).ToImmutableArray();
        if (left is [])
        {
            DirectoryRemoval.Forget(disk);
        }

        return left;
    }

    private static async Task<byte[]?> ContentAsync(BackupArchive archive, BackupPart? part, CancellationToken cancellation)
    {
        if (part is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await using var input = archive.OpenPlain(part);
        await input.CopyToAsync(content, cancellation);
        return content.ToArray();
    }
}
