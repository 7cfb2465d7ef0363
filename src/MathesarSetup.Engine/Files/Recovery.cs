using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Files;

/// <summary>Ends what an interrupted write left: finished if it had been committed, else rolled back.</summary>
internal static class Recovery
{
    private static readonly string[] Journals = [Journal.Unborn, Journal.Staging, Journal.Forward, Journal.Sweeping, Journal.Back];

    public static bool IsNeeded(Disk disk)
    {
        RelativePath.Guard(disk.Root, StateFolder.Lock);
        return Journals.Any(disk.Exists) || IsOnTrial(disk);
    }

    /// <summary>Whether an engine, systemd, this machine or a cluster tries the files: only who knows that place may end it.</summary>
    public static bool IsOnTrial(Disk disk) => disk.Exists(Journal.Trial) || disk.Exists(StateFolder.ApplyJournal)
        || disk.Exists(StateFolder.UnitJournal)
        || disk.Exists(StateFolder.ClusterJournal)
        || disk.Exists(StateFolder.HostJournal);

    /// <summary>The caller holds the lock. Null when there was nothing to end.</summary>
    /// <exception cref="FindingException">The files are on trial, or the journal is damaged.</exception>
    public static Finding? Run(Disk disk) => IsOnTrial(disk) ? throw new FindingException(FileFindings.OnTrial(disk.Root)) : RunBare(disk);

    /// <summary>The same for a caller who has settled the engine.</summary>
    public static Finding? RunBare(Disk disk)
    {
        disk.Delete(Journal.Unborn);
        foreach (var name in Journals)
        {
            if (disk.Read(name) is { } file)
            {
                var steps = new JournalSteps(disk, Journal.Parse(file.Content) ?? throw new FindingException(FileFindings.JournalDamaged(name)));
                return End(disk.Root, steps, name);
            }
        }

        return null;
    }

    private static Finding End(string root, JournalSteps steps, string name)
    {
        switch (name)
        {
            case Journal.Forward:
                steps.FinishOrRollBack();
                return FileFindings.Finished(root);
            case Journal.Sweeping:
                steps.Sweep();
                return FileFindings.Finished(root);
            case Journal.Back:
                steps.RollBack();
                return FileFindings.RolledBack(root);
            default:
                steps.Discard();
                return FileFindings.RolledBack(root);
        }
    }
}
