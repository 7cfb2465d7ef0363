using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Files;

/// <summary>Ends what an interrupted write left: finished if it had been committed, else taken back.</summary>
internal static class Recovery
{
    private static readonly string[] Journals = [Journal.Unborn, Journal.Staging, Journal.Forward, Journal.Sweeping, Journal.Back];

    public static bool IsNeeded(Disk disk)
    {
        RelativePath.Guard(disk.Root, StateFolder.Lock);
        return Journals.Any(disk.Exists);
    }

    /// <summary>The caller holds the lock. Null when there was nothing to end.</summary>
    public static Finding? Run(Disk disk)
    {
        disk.Delete(Journal.Unborn);
        foreach (var name in Journals)
        {
            if (disk.Read(name) is { } file)
            {
                var steps = new JournalSteps(disk, Journal.Parse(file.Content) ?? throw new Refused(FileFindings.JournalDamaged(name)));
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
                steps.FinishOrTakeBack();
                return FileFindings.Finished(root);
            case Journal.Sweeping:
                steps.Sweep();
                return FileFindings.Finished(root);
            case Journal.Back:
                steps.TakeBack();
                return FileFindings.TakenBack(root);
            default:
                steps.Discard();
                return FileFindings.TakenBack(root);
        }
    }
}
