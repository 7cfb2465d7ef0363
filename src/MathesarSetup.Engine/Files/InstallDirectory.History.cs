using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

public sealed partial class InstallDirectory
{
    /// <summary>Every version that was kept, the oldest first; none where the directory cannot be read.</summary>
    public ImmutableArray<FileVersion> Versions => Look(() => VersionStore.List(_disk));

    /// <summary>The files that were generated and are still there, with what they hold now. Files that are no text are left out.</summary>
    public ImmutableArray<WatchedFile> Watched => Look(() => StateFolder.FormerlyGenerated(_disk).Select(Watch).OfType<WatchedFile>().ToImmutableArray());

    /// <summary>What lies in the directory now, as a version of number 0: to be held against others.</summary>
    public FileVersion Current => new(0, DateTimeOffset.UtcNow, Files.Versions.Found, Look(() => Paths()
        .Select(path => (path, File: _disk.Read(path))).Where(static f => f.File is not null)
        .Select(static f => VersionedFile.Of(f.path, f.File!.Content, f.File.Mode, null)).ToImmutableArray()));

    /// <summary>Puts the files back as a version has them. Files that it does not know stay; those that are replaced are a version too.</summary>
    /// <returns>The findings; an error means that nothing was written.</returns>
    public ImmutableArray<Finding> Restore(FileVersion version) => Change(() =>
    {
        var files = version.Files.Select(file => (file, Present: _disk.Read(file.Path))).ToArray();
        var changes = files.Select(f => new FileChange(f.file.Path, ChangeKind.Change, new GeneratedFile(f.file.Path, f.file.IsBinary ? "" : f.file.Text, "") { Mode = (UnixFileMode)f.file.Mode }, f.Present)).ToImmutableArray();
        return
        [
            .. files.Where(static f => f.Present?.Holds(f.file.Content) is not true).Select(static f => new Edit(f.file.Path, f.file.Content, (UnixFileMode)f.file.Mode, f.Present)),
            .. files.Where(static f => f.file.Generated is not null).Select(f => Copy(f.file.Path, f.file.Generated!)).OfType<Edit>(),
            .. Files.Versions.Of(_disk, changes, Files.Versions.Restored),
        ];
    });

    /// <summary>Takes over files of an installation that something else made, so that generated ones may take their place. They are kept as a version.</summary>
    /// <param name="replaced">The files, each with the part of it that was understood.</param>
    /// <param name="added">A file of the person's own, to be written beside; null for none.</param>
    public ImmutableArray<Finding> Adopt(ImmutableArray<FoundFile> replaced, FoundFile? added) => Change(() =>
    {
        var found = replaced.Select(static f => f.Path).Concat(added is null ? [] : [added.Path]).Select(path => (path, File: _disk.Read(path))).Where(static f => f.File is not null)
            .Select(static f => VersionedFile.Of(f.path, f.File!.Content, f.File.Mode, null)).ToImmutableArray();
        return
        [
            .. replaced.Select(f => Copy(f.Path, f.Text)).OfType<Edit>(),
            .. added is null ? Array.Empty<Edit>() : [new Edit(added.Path, System.Text.Encoding.UTF8.GetBytes(added.Text), GeneratedFile.Private, _disk.Read(added.Path))],
            .. found.IsEmpty || VersionStore.Newest(_disk)?.IsSameAs(found) is true ? Array.Empty<Edit>() : [VersionStore.Save(new FileVersion(VersionStore.Next(_disk), DateTimeOffset.UtcNow, Files.Versions.Found, found))],
        ];
    });

    private WatchedFile? Watch(string path) =>
        _disk.Read(StateFolder.CopyOf(path)) is { } former && _disk.Read(path) is { } present
        && Utf8Text.Of(former.Content) is { } was && Utf8Text.Of(present.Content) is { } now
            ? new WatchedFile(path, was, now)
            : null;

    private Edit? Copy(string path, string text)
    {
        var content = System.Text.Encoding.UTF8.GetBytes(text);
        var present = _disk.Read(StateFolder.CopyOf(path));
        return present?.Holds(content) is true ? null : new Edit(StateFolder.CopyOf(path), content, GeneratedFile.Private, present);
    }

    private IEnumerable<string> Paths() => StateFolder.FormerlyGenerated(_disk)
        .Concat(VersionStore.Newest(_disk)?.Files.Select(static f => f.Path) ?? []).Where(static path => path != AnswersFile.SchemaName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private ImmutableArray<T> Look<T>(Func<ImmutableArray<T>> look)
    {
        try
        {
            return IsUnusable ? [] : look();
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return [];
        }
    }

    private ImmutableArray<Finding> Change(Func<ImmutableArray<Edit>> plan)
    {
        if (IsUnusable)
        {
            return Findings;
        }

        try
        {
            PrepareState();
            using var writing = DirectoryLock.Take(_disk);
            ImmutableArray<Finding> recovered = Recovery.Run(_disk) is { } ended ? [ended] : [];
            new Transaction(_disk).Run(plan());
            return recovered;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return [FileFindings.From(problem, Root), .. Unfinished()];
        }
    }

    private void PrepareState()
    {
        _disk.MakeRoot();
        _disk.MakeDirectory(StateFolder.Name, Disk.PrivateDirectory);
        _disk.Sync("");
    }
}
