using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>Holds what is wanted against what lies on the disk and what was generated last.</summary>
internal sealed class Comparer(Disk disk)
{
    private readonly ImmutableArray<FileChange>.Builder _changes = ImmutableArray.CreateBuilder<FileChange>();
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    public static Comparison Compare(Disk disk, FileSet wanted)
    {
        var comparer = new Comparer(disk);
        comparer.CheckNames(wanted);
        foreach (var file in wanted.Files)
        {
            comparer.Try(file.Path, () => comparer.Wanted(file));
        }

        var names = wanted.Files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        comparer.Try(StateFolder.Generated, () =>
        {
            foreach (var path in StateFolder.FormerlyGenerated(disk).Where(path => !names.Contains(path)))
            {
                comparer.Try(path, () => comparer.Former(path));
            }
        });
        return new Comparison(comparer._changes.ToImmutable(), comparer._findings.ToImmutable());
    }

    private void CheckNames(FileSet wanted)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var folders = wanted.Files.SelectMany(static file => RelativePath.Parents(file.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in wanted.Files.Select(static file => file.Path))
        {
            if (!seen.Add(path) || folders.Contains(path) || StateFolder.Owns(path))
            {
                _findings.Add(FileFindings.BadPath(path));
            }
        }
    }

    private void Wanted(GeneratedFile file)
    {
        var change = new FileChange(file.Path, ChangeKind.Same, file, disk.Read(file.Path));
        var kind = Classify(change);
        _changes.Add(kind == ChangeKind.Same ? change : new FileChange(file.Path, kind, file, change.Present));
        if (kind is ChangeKind.EditedByHand or ChangeKind.Foreign)
        {
            _findings.Add(kind == ChangeKind.Foreign ? FileFindings.Foreign(file.Path) : FileFindings.EditedByHand(file.Path));
        }
    }

    private ChangeKind Classify(FileChange change)
    {
        if (change.Present is not { } present)
        {
            return ChangeKind.Create;
        }

        if (present.Holds(change.WantedBytes))
        {
            return present.Mode == change.Wanted!.Mode ? ChangeKind.Same : ChangeKind.ModeOnly;
        }

        if (change.IsSource)
        {
            return ChangeKind.Change;
        }

        return disk.Read(StateFolder.CopyOf(change.Path)) is not { } copy ? ChangeKind.Foreign
            : present.Holds(copy.Content) ? ChangeKind.Change
            : ChangeKind.EditedByHand;
    }

    private void Former(string path)
    {
        if (disk.Read(path) is not { } present || disk.Read(StateFolder.CopyOf(path)) is not { } copy)
        {
            return;
        }

        var kind = present.Holds(copy.Content) ? ChangeKind.Remove : ChangeKind.KeepEdited;
        _changes.Add(new FileChange(path, kind, null, present));
        if (kind == ChangeKind.KeepEdited)
        {
            _findings.Add(FileFindings.KeptEdited(path));
        }
    }

    private void Try(string path, Action read)
    {
        try
        {
            read();
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            _findings.Add(FileFindings.FromReading(problem, path));
        }
    }
}
