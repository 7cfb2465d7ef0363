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
    public ImmutableArray<WatchedFile> Watched =>
        Look(() => StateFolder.FormerlyGenerated(_disk).Select(Watch).OfType<WatchedFile>().ToImmutableArray());

    /// <summary>What lies in the directory now, as a version of number 0: to be held against others.</summary>
    public FileVersion Current =>
        new(0, DateTimeOffset.UtcNow, Files.Versions.Found, Look(() => Files.Versions.Present(_disk, Files.Versions.Tracked(_disk))));

    /// <summary>
    /// Puts the files back as a version has them, and takes away those that were made or brought since, which could hide them. What was there is a
    /// version too, so that this can be undone.
    /// </summary>
    /// <returns>The findings; an error means that nothing was written.</returns>
    public ImmutableArray<Finding> Restore(FileVersion version) => Change(() =>
    {
        var files = version.Files.Select(file => (file, Present: _disk.Read(file.Path))).ToArray();
        var names = version.Files.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
        var tracked = Files.Versions.Tracked(_disk);
        return
        [
            .. files.Where(static f => f.Present?.Holds(f.file.Content) is not true || f.Present.Mode != (UnixFileMode)f.file.Mode)
                .Select(static f => new Edit(f.file.Path, f.file.Content, (UnixFileMode)f.file.Mode, f.Present)),
            .. files.Select(f => f.file.Generated is { } generated ? Copy(f.file.Path, generated) : Gone(StateFolder.CopyOf(f.file.Path)))
                .OfType<Edit>(),
            .. Schema(names).Concat(tracked).Where(path => !names.Contains(path)).Distinct(StringComparer.Ordinal)
                .SelectMany(path => new[] { Gone(path), Gone(StateFolder.CopyOf(path)) }).OfType<Edit>(),
            .. Files.Versions.OfRestored(_disk, tracked.Union(names), version),
        ];
    });

    // It is in no version, and lies there with the answers that it describes.
    private static IEnumerable<string> Schema(HashSet<string> names) => names.Contains(AnswersFile.Name) ? [] : [AnswersFile.SchemaName];

    private Edit? Gone(string path) => _disk.Read(path) is { } present ? new Edit(path, null, present.Mode, present) : null;

    /// <summary>
    /// Takes over files of an installation that something else made, so that generated ones may take their place. All that was found is a version,
    /// the first one where nothing was here before.
    /// </summary>
    /// <param name="replaced">The files, each with the part of it that was understood.</param>
    /// <param name="added">A file of the person's own, to be written beside; null for none.</param>
    /// <param name="answers">The answers that were read from it, to be written with it; they are not there yet.</param>
    public ImmutableArray<Finding> Adopt(ImmutableArray<FoundFile> replaced, FoundFile? added, ImmutableArray<GeneratedFile> answers = default)
    {
        ImmutableArray<GeneratedFile> written = answers.IsDefault ? [] : answers;
        var inTheWay = Compare(new FileSet(written, [])) is var comparison && comparison.Changes.Any(c => c is { NeedsForce: true, Wanted: not null })
            ? Refusal(comparison).Findings
            : [];
        return inTheWay is not [] ? inTheWay : Change(() => Adoption(replaced, added, written));
    }

    private ImmutableArray<Edit> Adoption(ImmutableArray<FoundFile> replaced, FoundFile? added, ImmutableArray<GeneratedFile> answers)
    {
        var found = Found(replaced.Select(static f => f.Path).Concat(added is null ? [] : [added.Path]));
        var own = answers.Select(f => VersionedFile.Of(f.Path, System.Text.Encoding.UTF8.GetBytes(f.Content), f.Mode, f.Content))
            .Concat(added is null ? [] : [VersionedFile.Of(added.Path, System.Text.Encoding.UTF8.GetBytes(added.Text), GeneratedFile.Private, null)])
            .ToImmutableArray();
        var after = found.Where(f => own.All(o => o.Path != f.Path))
            .Select(f => f with { Generated = replaced.FirstOrDefault(r => r.Path == f.Path)?.Text }).Concat(own).ToImmutableArray();
        return
        [
            .. replaced.Select(f => Copy(f.Path, f.Text)).OfType<Edit>(),
            .. answers.Select(f => Copy(f.Path, f.Content)).OfType<Edit>(),
            .. own.Select(f => (File: f, Present: _disk.Read(f.Path))).Where(static f => f.Present?.Holds(f.File.Content) is not true)
                .Select(static f => new Edit(f.File.Path, f.File.Content, (UnixFileMode)f.File.Mode, f.Present)),
            .. Files.Versions.InOrder(_disk, (Files.Versions.Found, found),
                (Files.Versions.Written, own is [] || VersionStore.Newest(_disk)?.IsSameAs(after) is true ? [] : after)),
        ];
    }

    // Whatever a later write may take the place of, with what was there before it.
    private ImmutableArray<VersionedFile> Found(IEnumerable<string> named) =>
        Files.Versions.Present(_disk, named.Concat(FoundNames.In(Root)).Where(static path => path != AnswersFile.SchemaName)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

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
