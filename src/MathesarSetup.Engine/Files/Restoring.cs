using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>
/// The edits that put the files of a version back. What the version does not have goes, because it could hide what it has. Nothing is only deleted:
/// what goes, and what somebody changed by hand since, is kept among the backups.
/// </summary>
internal sealed class Restoring
{
    private readonly Disk _disk;
    private readonly ImmutableArray<VersionedFile> _files;
    private readonly ImmutableArray<string> _tracked;
    private readonly FileVersion? _newest;
    private readonly ImmutableArray<(VersionedFile File, DiskFile? Present)> _back;
    private readonly ImmutableArray<(string Path, DiskFile Present)> _gone;
    private readonly string _backup;

    public Restoring(Disk disk, FileVersion version)
    {
        var versions = VersionStore.List(disk);
        _disk = disk;
        _newest = versions.LastOrDefault();
        var known = Versions.Tracked(disk);
        _files = [.. version.Files, .. OwnSince(version, versions).Where(f => known.Contains(f.Path))];
        _backup = StateFolder.NextBackup(disk);
        var names = _files.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
        _tracked = [.. known.Union(names, StringComparer.Ordinal)];
        _back =
        [
            .. _files.Select(file => (File: file, Present: disk.Read(file.Path)))
                .Where(static f => f.Present?.Holds(f.File.Content) is not true || f.Present.Mode != (UnixFileMode)f.File.Mode),
        ];
        _gone = [.. _tracked.Where(path => !names.Contains(path)).SelectMany(Present)];
        Done = new Restoration([.. _back.Select(static f => f.File.Path)], [.. _gone.Select(static f => f.Path)],
            [.. _back.Where(f => IsEdited(f.File.Path, f.Present)).Select(static f => f.File.Path),
                .. _gone.Where(f => IsEdited(f.Path, f.Present)).Select(static f => f.Path)]);
    }

    /// <summary>What will have been done.</summary>
    public Restoration Done { get; }

    /// <summary>The version that holds the files as they are before; null when nothing lies there.</summary>
    public int? Undo => Before is [] ? null : _newest?.IsSameAs(Before) is true ? _newest.Number : VersionStore.Next(_disk);

    /// <summary>What is to be said about files that somebody wrote or that go.</summary>
    public IEnumerable<Finding> Notes =>
    [
        .. Done.Goes.IsEmpty ? Array.Empty<Finding>() : [FileFindings.TakenAway(Done.Goes, _backup)],
        .. Done.Edited.Except(Done.Goes).Select(path => FileFindings.BackedUp(path, $"{_backup}/{path}")),
    ];

    /// <summary>All edits, those of the wizard's memory among them; none where nothing would change.</summary>
    public ImmutableArray<Edit> Edits()
    {
        ImmutableArray<Edit> edits =
        [
            .. _back.Select(static f => new Edit(f.File.Path, f.File.Content, (UnixFileMode)f.File.Mode, f.Present)),
            .. _files.SelectMany(file => file.Generated is { } former
                ? Put(StateFolder.CopyOf(file.Path), former)
                : Remove(StateFolder.CopyOf(file.Path))),
            .. _gone.Select(static f => new Edit(f.Path, null, f.Present.Mode, f.Present)),
            .. _tracked.Where(path => _files.All(f => f.Path != path)).SelectMany(path => Remove(StateFolder.CopyOf(path))),
            .. Schema(),
        ];
        return edits is [] ? [] :
        [
            .. edits,
            .. _gone
                .Concat(_back.Where(f => f.Present is not null && Done.Edited.Contains(f.File.Path)).Select(static f => (f.File.Path, f.Present!)))
                .Select(f => new Edit($"{_backup}/{f.Item1}", f.Item2.Content, GeneratedFile.Private, null)),
            .. Versions.InOrder(_disk, (Versions.Found, Before), (Versions.Restored, _files)),
        ];
    }

    private ImmutableArray<VersionedFile> Before => Versions.Present(_disk, _tracked);

    // A person's own file that a later write took the place of is in the first version that knows it, and lay there at the time of this one.
    private static IEnumerable<VersionedFile> OwnSince(FileVersion version, ImmutableArray<FileVersion> versions) => versions
        .Where(v => v.Number > version.Number).OrderBy(static v => v.Number)
        .SelectMany(static v => v.Files.Select(file => (Version: v, File: file)))
        .Where(f => version.Files.All(have => have.Path != f.File.Path))
        .DistinctBy(static f => f.File.Path)
        .Where(static f => f.Version.Reason == Versions.Found && f.File.Generated is null)
        .Select(static f => f.File);

    private bool IsEdited(string path, DiskFile? present) =>
        present is not null && _newest?.Files.FirstOrDefault(f => f.Path == path) is var kept && (kept is null || !present.Holds(kept.Content));

    private IEnumerable<(string Path, DiskFile Present)> Present(string path) =>
        _disk.Read(path) is { } present ? [(path, present)] : [];

    // It is in no version, and lies there with the answers that it describes.
    private IEnumerable<Edit> Schema() => _files.All(static f => f.Path != AnswersFile.Name)
        ? Remove(AnswersFile.SchemaName).Concat(Remove(StateFolder.CopyOf(AnswersFile.SchemaName)))
        : _disk.Exists(AnswersFile.SchemaName) ? []
        : Put(AnswersFile.SchemaName, SettingsSchema.Text, GeneratedFile.Readable)
            .Concat(Put(StateFolder.CopyOf(AnswersFile.SchemaName), SettingsSchema.Text));

    private IEnumerable<Edit> Put(string path, string text, UnixFileMode mode = GeneratedFile.Private)
    {
        var (content, present) = (Encoding.UTF8.GetBytes(text), _disk.Read(path));
        return present?.Holds(content) is true ? [] : [new Edit(path, content, mode, present)];
    }

    private IEnumerable<Edit> Remove(string path) => _disk.Read(path) is { } present ? [new Edit(path, null, present.Mode, present)] : [];
}
