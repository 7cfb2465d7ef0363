namespace MathesarSetup.Engine.Files;

/// <summary>The ways in which a journal ends. Each can be cut off anywhere and done again. None loses a byte that somebody wrote meanwhile.</summary>
internal sealed class JournalSteps(Disk disk, Journal journal)
{
    /// <summary>Before the commit: what was staged goes away.</summary>
    public void Discard()
    {
        foreach (var entry in journal.Entries)
        {
            disk.Delete(entry.Staged);
            disk.Delete(entry.Kept);
        }

        SyncAll();
        RemoveNewDirectories();
        disk.Delete(Journal.Unborn);
        Close(Journal.Staging);
    }

    /// <summary>After the commit: finishes; when the system refuses a step, rolls everything back and says why.</summary>
    public void FinishOrRollBack()
    {
        InstallOrRollBack(Journal.Forward, () => disk.Rename(Journal.Forward, Journal.Sweeping));
        Sweep();
    }

    /// <summary>
    /// After the start of a trial: puts the new files in place; when the system refuses a step, rolls everything back and says why.
    /// </summary>
    public void Try() => InstallOrRollBack(Journal.Trial, static () => { });

    /// <summary>The trial ended well: from this rename on, a crash ends in the new files.</summary>
    public void Accept()
    {
        disk.Rename(Journal.Trial, Journal.Sweeping);
        disk.Sync(StateFolder.Name);
    }

    /// <summary>The trial ended badly: the old files come back.</summary>
    public void RollBackTrial()
    {
        disk.Rename(Journal.Trial, Journal.Back);
        disk.Sync(StateFolder.Name);
        RollBack();
    }

    /// <summary>The new files stand. What cannot be swept now is swept when the directory is opened next.</summary>
    public void Sweep()
    {
        try
        {
            disk.Sync(StateFolder.Name);
            foreach (var entry in journal.Entries)
            {
                disk.Delete(entry.Kept);
            }

            SyncAll();
            Close(Journal.Sweeping);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            // The journal stays, and says what is left to do.
        }
    }

    /// <summary>After a failed commit: the old files come back.</summary>
    public void RollBack()
    {
        foreach (var entry in journal.Entries)
        {
            Restore(entry);
            disk.Delete(entry.Staged);
        }

        SyncAll();
        RemoveNewDirectories();
        Close(Journal.Back);
    }

    private void InstallOrRollBack(string name, Action last)
    {
        try
        {
            disk.Sync(StateFolder.Name);
            foreach (var entry in journal.Entries)
            {
                Install(entry);
            }

            SyncAll();
            last();
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            disk.Rename(name, Journal.Back);
            disk.Sync(StateFolder.Name);
            RollBack();
            throw;
        }
    }

    private void Install(JournalEntry entry)
    {
        var kept = disk.Read(entry.Kept);
        var present = disk.Read(entry.Path);
        var untouched = present is null || (kept is not null && present.Holds(kept.Content));
        if (entry.NewHash is not null && disk.Exists(entry.Staged))
        {
            if (!untouched)
            {
                Keep(entry.Path, present!);
            }

            disk.Rename(entry.Staged, entry.Path);
        }
        else if (entry.NewHash is null && untouched)
        {
            disk.Delete(entry.Path);
        }
    }

    private void Restore(JournalEntry entry)
    {
        var kept = disk.Read(entry.Kept);
        var present = disk.Read(entry.Path);
        var isNew = present is not null && Disk.Hash(present.Content) == entry.NewHash;
        if (kept is null)
        {
            if (!entry.Existed && isNew && !disk.Exists(entry.Staged))
            {
                disk.Delete(entry.Path);
            }
        }
        else if (present is not null && present.Holds(kept.Content) && present.Mode == kept.Mode)
        {
            disk.Delete(entry.Kept);
        }
        else
        {
            if (present is not null && !isNew)
            {
                Keep(entry.Path, present);
            }

            disk.Rename(entry.Kept, entry.Path);
        }
    }

    /// <summary>Saves what somebody wrote between the crash and now.</summary>
    private void Keep(string path, DiskFile file)
    {
        var backup = $"{StateFolder.NextBackup(disk)}/{path}";
        foreach (var directory in RelativePath.Parents(backup))
        {
            disk.MakeDirectory(directory, Disk.PrivateDirectory);
        }

        disk.Create(backup, file.Content, Targets.GeneratedFile.Private);
        disk.Sync(RelativePath.Parent(backup));
    }

    private void RemoveNewDirectories()
    {
        foreach (var directory in journal.NewDirectories.Reverse())
        {
            disk.DeleteIfEmpty(directory);
        }
    }

    private void SyncAll()
    {
        foreach (var directory in journal.Directories.Where(disk.Exists))
        {
            disk.Sync(directory);
        }
    }

    private void Close(string name)
    {
        disk.Delete(name);
        disk.Sync(StateFolder.Name);
    }
}
