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

    /// <summary>
    /// Files of the installation, whether they still lie there or only their last generated copies do: all that were generated, and those of these
    /// names.
    /// </summary>
    public ImmutableArray<StandingFile> Standing(IEnumerable<string> names) => Look(() => StateFolder.FormerlyGenerated(_disk).Concat(names)
        .Distinct(StringComparer.Ordinal).Select(path => new StandingFile(path, Text(StateFolder.CopyOf(path)), Text(path)))
        .Where(static f => f.Former is not null || f.Present is not null).ToImmutableArray());

    /// <summary>What lies in the directory now, as a version of number 0: to be held against others.</summary>
    public FileVersion Current =>
        new(0, DateTimeOffset.UtcNow, Files.Versions.Found, Look(() => Files.Versions.Present(_disk, Files.Versions.Tracked(_disk))));

    /// <summary>What putting the files of a version back would do; nothing where the directory cannot be read.</summary>
    public Restoration Look(FileVersion version) => Look<Restoration>(() => [new Restoring(_disk, version).Done]) is [var restoration]
        ? restoration
        : Restoration.None;

    /// <summary>
    /// Puts the files back as a version has them, and takes away those that were made or brought since, which could hide them. What was there is a
    /// version too, so that this can be undone, and nothing that a person wrote is lost.
    /// </summary>
    public RestoreResult Restore(FileVersion version)
    {
        var (done, undo, notes) = (Restoration.None, (int?)null, ImmutableArray<Finding>.Empty);
        var findings = Change(() =>
        {
            var restoring = new Restoring(_disk, version);
            var edits = restoring.Edits();
            (done, undo, notes) = edits is [] ? (done, undo, notes) : (restoring.Done, restoring.Undo, [.. restoring.Notes]);
            return edits;
        });
        return findings.Any(static f => f.Severity is Severity.Error)
            ? new RestoreResult(Restoration.None, null, findings)
            : new RestoreResult(done, undo, [.. findings, .. notes]);
    }

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
            .. answers.Select(f => Copy(f.Path, f.Baseline ?? f.Content)).OfType<Edit>(),
            .. About() is { } about ? [about] : Array.Empty<Edit>(),
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

    // What cannot be read, such as a directory of the same name, tells nothing.
    private string? Text(string path)
    {
        try
        {
            return _disk.Read(path) is { } file ? Utf8Text.Of(file.Content) : null;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return null;
        }
    }

    // What lies in the folder of state, for whoever looks into it.
    private Edit? About()
    {
        var (content, present) = (System.Text.Encoding.UTF8.GetBytes(StateFolder.About), _disk.Read(StateFolder.ReadMe));
        return present?.Holds(content) is true ? null : new Edit(StateFolder.ReadMe, content, GeneratedFile.Private, present);
    }

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
            StateFolder.RefuseWithinUpgrade(_disk);
            ImmutableArray<Finding> recovered = Recovery.Run(_disk) is { } ended ? [ended] : [];
            if (plan() is { IsEmpty: false } edits)
            {
                new Transaction(_disk).Run(edits);
            }

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
