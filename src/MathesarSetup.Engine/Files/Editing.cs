using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>
/// Turns a comparison into the edits of one transaction: the files, their last-generated copies, and the backups of what force replaces.
/// </summary>
internal sealed class Editing(Disk disk)
{
    private readonly ImmutableArray<Edit>.Builder _edits = ImmutableArray.CreateBuilder<Edit>();
    private readonly ImmutableArray<Finding>.Builder _notes = ImmutableArray.CreateBuilder<Finding>();
    private string? _backup;

    public static (ImmutableArray<Edit> Edits, ImmutableArray<Finding> Notes) Plan(Disk disk, Comparison comparison, string reason = Versions.Written)
    {
        var editing = new Editing(disk);
        // Taking over writes it, and it is nobody's generated file.
        comparison = comparison with { Changes = comparison.Changes.RemoveAll(static c => c.IsBeside) };
        foreach (var change in comparison.Changes)
        {
            editing.Add(change);
        }

        var watched = comparison.Changes.Select(static change => change.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in StateFolder.FormerlyGenerated(disk).Where(path => !watched.Contains(path)))
        {
            editing.Remove(StateFolder.CopyOf(gone));
        }

        editing.Put(StateFolder.ReadMe, Encoding.UTF8.GetBytes(StateFolder.About));
        if (editing._edits.Count > 0)
        {
            editing._edits.AddRange(Versions.Of(disk, comparison.Changes, reason));
        }

        return (editing._edits.ToImmutable(), editing._notes.ToImmutable());
    }

    private void Add(FileChange change)
    {
        if (change.LosesEdits || (change is { Kind: ChangeKind.Change, IsSource: true, Wanted.IsTheirs: false }
            && disk.Read(StateFolder.CopyOf(change.Path))?.Holds(change.Present!.Content) is not true))
        {
            _backup ??= StateFolder.NextBackup(disk);
            Put($"{_backup}/{change.Path}", change.Present!.Content);
            _notes.Add(FileFindings.BackedUp(change.Path, $"{_backup}/{change.Path}"));
        }

        if (change.Kind is ChangeKind.Kept)
        {
            return;
        }

        if (change.BaselineBytes is { } baseline)
        {
            if (change.IsDifference)
            {
                _edits.Add(new Edit(change.Path, change.ResultBytes, change.Wanted!.Mode, change.Present));
            }

            Put(StateFolder.CopyOf(change.Path), baseline);
        }
        else if (change.Kind == ChangeKind.Remove)
        {
            _edits.Add(new Edit(change.Path, null, change.Present!.Mode, change.Present));
            Remove(StateFolder.CopyOf(change.Path));
        }
    }

    private void Put(string path, byte[] content)
    {
        var present = disk.Read(path);
        if (present is null || !present.Holds(content))
        {
            _edits.Add(new Edit(path, content, GeneratedFile.Private, present));
        }
    }

    private void Remove(string path)
    {
        if (disk.Read(path) is { } present)
        {
            _edits.Add(new Edit(path, null, present.Mode, present));
        }
    }
}
