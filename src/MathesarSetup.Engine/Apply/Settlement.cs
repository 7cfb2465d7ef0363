using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>How a run comes into an install directory, and how what an earlier one left there is ended first, whatever the kind of place.</summary>
internal static class Settlement
{
    /// <summary>The same by a request; throws for nothing that the world does.</summary>
    public static async Task<ApplyResult> RunAsync(Disk disk, InstallRequest request, Func<Task<ApplyChanges>> compare,
        Func<Task<ApplyResult?>> settle, Func<Task<ApplyResult>> run, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(disk, request.Agreed, compare, settle, run);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ApplyResult.Of(ApplyOutcome.Cancelled);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.Refused, FileFindings.From(problem, request.Directory));
        }
    }

    /// <summary>Does a run under the lock, once what an earlier one left is ended.</summary>
    /// <param name="agreed">What somebody agreed to; null to look first.</param>
    /// <param name="settle">Ends what an earlier run left; null when there was none.</param>
    public static async Task<ApplyResult> RunAsync(Disk disk, ApplyChanges? agreed, Func<Task<ApplyChanges>> compare, Func<Task<ApplyResult?>> settle,
        Func<Task<ApplyResult>> run)
    {
        // A run that is refused, or has nothing to do, leaves not even a lock behind.
        if (!Recovery.IsNeeded(disk) && (agreed ?? await compare()) is { IsForbidden: true } changes)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, [.. changes.Findings.OrderBy(static f => f.Severity)]);
        }

        disk.MakeRoot();
        disk.MakeDirectory(StateFolder.Name, Disk.PrivateDirectory);
        disk.Sync("");
        using var writing = DirectoryLock.Take(disk);
        if (await settle() is { Succeeded: false, Outcome: not ApplyOutcome.RolledBack } stuck)
        {
            return stuck;
        }

        // A write may have been cut off too. What another kind of place left, only that one can settle.
        Recovery.Run(disk);
        // What a removal took away of what runs comes back now; one that took data away has to be ended first.
        RemovalJournal.Settle(disk);
        return await run();
    }

    /// <summary>Ends under the lock what an earlier run left. Null when there was none.</summary>
    public static async Task<ApplyResult?> RecoverAsync(Disk disk, Func<bool> isNeeded, Func<Task<ApplyResult?>> settle)
    {
        try
        {
            if (!isNeeded())
            {
                return null;
            }

            using var writing = DirectoryLock.Take(disk);
            return await settle();
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(problem is FindingException { Finding.Kind: var kind } && kind == FilesFinding.Locked
                ? ApplyOutcome.Refused
                : ApplyOutcome.NeedsPerson, FileFindings.From(problem, disk.Root));
        }
    }

    /// <summary>Tells how an earlier run is ended.</summary>
    public static async Task<ApplyResult> ToldAsync(Narrator narrator, Func<Task<ApplyResult>> end)
    {
        narrator.Started(StepNames.Recover, "An earlier run was interrupted. Settling that first.");
        var result = await end();
        if (result.Outcome is ApplyOutcome.NeedsPerson)
        {
            narrator.Failed(StepNames.Recover, result.Findings[0]);
        }
        else
        {
            narrator.Done(StepNames.Recover, result.Succeeded
                ? "The interrupted run had succeeded; what it left is swept."
                : "The interrupted run is taken back: everything is as before it.");
        }

        return result;
    }

    /// <summary>The files that an earlier run left on trial; null for none.</summary>
    /// <exception cref="FindingException">Their journal is damaged.</exception>
    public static JournalSteps? Trial(Disk disk) => disk.Read(Journal.Trial) is not { } trial ? null
        : new JournalSteps(disk, Journal.Parse(trial.Content) ?? throw new FindingException(FileFindings.JournalDamaged(disk.Full(Journal.Trial))));
}
