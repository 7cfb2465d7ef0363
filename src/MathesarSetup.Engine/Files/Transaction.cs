using System.Collections.Immutable;

namespace MathesarSetup.Engine.Files;

/// <summary>One file to write (or, without content, to remove), and what was there when that was decided.</summary>
internal sealed record Edit(string Path, byte[]? Content, UnixFileMode Mode, DiskFile? Old);

/// <summary>Makes all edits or none, whatever happens in between. The caller holds the lock.</summary>
internal sealed class Transaction(Disk disk)
{
    /// <summary>Does it. When it throws, the old files are back, or a journal is left for <see cref="Recovery"/>.</summary>
    public void Run(ImmutableArray<Edit> edits) => Prepare(edits, Journal.Forward).FinishOrRollBack();

    /// <summary>
    /// Puts the new files in place for a trial, which the caller ends: <see cref="JournalSteps.Accept"/> or <see cref="JournalSteps.RollBackTrial"/>.
    /// </summary>
    public JournalSteps Try(ImmutableArray<Edit> edits)
    {
        var steps = Prepare(edits, Journal.Trial);
        steps.Try();
        return steps;
    }

    private JournalSteps Prepare(ImmutableArray<Edit> edits, string committed)
    {
        var journal = Plan(edits);
        var steps = new JournalSteps(disk, journal);
        try
        {
            disk.Create(Journal.Unborn, journal.Format(), Targets.GeneratedFile.Private);
            disk.Rename(Journal.Unborn, Journal.Staging);
            disk.Sync(StateFolder.Name);
            Stage(edits, journal);

            // From this name on, a crash ends in the new files, or in a trial that somebody has to end.
            disk.Rename(Journal.Staging, committed);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            steps.Discard();
            throw;
        }

        return steps;
    }

    private Journal Plan(ImmutableArray<Edit> edits) => new(
        [.. edits.Where(static edit => edit.Content is not null)
            .SelectMany(static edit => RelativePath.Parents(edit.Path))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(path => !disk.Exists(path))],
        [.. edits.Select(static edit => new JournalEntry(edit.Path, edit.Old is not null, edit.Content is null ? null : Disk.Hash(edit.Content)))]);

    private void Stage(ImmutableArray<Edit> edits, Journal journal)
    {
        foreach (var directory in journal.NewDirectories)
        {
            disk.MakeDirectory(directory, ModeFor(directory, edits));
        }

        foreach (var (edit, entry) in edits.Zip(journal.Entries))
        {
            // No journal named them, so nobody waits for them any more.
            disk.Delete(entry.Staged);
            disk.Delete(entry.Kept);
            if (edit.Content is not null)
            {
                disk.Create(entry.Staged, edit.Content, edit.Mode);
            }

            if (edit.Old is not null)
            {
                disk.Create(entry.Kept, edit.Old.Content, edit.Old.Mode);
            }
        }

        foreach (var directory in journal.Directories)
        {
            disk.Sync(directory);
        }
    }

    // A container that mounts the folder may run as another user, so it is open as soon as one of its files is.
    private static UnixFileMode ModeFor(string directory, ImmutableArray<Edit> edits) =>
        !StateFolder.Owns(directory)
            && edits.Any(edit => edit.Mode.HasFlag(UnixFileMode.OtherRead) && edit.Path.StartsWith($"{directory}/", StringComparison.Ordinal))
            ? Disk.OpenDirectory
            : Disk.PrivateDirectory;
}
