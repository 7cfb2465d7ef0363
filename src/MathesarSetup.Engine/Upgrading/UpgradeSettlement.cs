using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>What a change of release that was cut off left in an install directory, and how work on one comes into the directory.</summary>
internal static class UpgradeSettlement
{
    public static bool IsNeeded(string directory) => new Disk(directory).Exists(StateFolder.UpgradeJournal);

    /// <summary>Ends it, once the place has ended what it had begun.</summary>
    /// <param name="setup">The installation as its files have it then.</param>
    public static Task<ApplyResult> RunAsync(string directory, Setup setup, IRuntimePlace place, Action<ApplyEvent> tell)
    {
        var disk = new Disk(Path.TrimEndingDirectorySeparator(directory));
        return UnderLockAsync(disk, ApplyOutcome.NeedsPerson,
            () => new UpgradeEnd(new ReleaseMove(disk, setup, place.ControlOf(setup, directory), Narrator.For(setup.Plan, tell))).SettleAsync(),
            CancellationToken.None);
    }

    /// <summary>Works under the lock of the directory; throws for nothing that the world does.</summary>
    /// <param name="failed">How it ends where it could not be begun.</param>
    public static async Task<ApplyResult> UnderLockAsync(
        Disk disk, ApplyOutcome failed, Func<Task<ApplyResult>> work, CancellationToken cancellation)
    {
        try
        {
            using var writing = DirectoryLock.Take(disk);
            return await work();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ApplyResult.Of(ApplyOutcome.Cancelled);
        }
        catch (StepFailure problem)
        {
            return new ApplyResult(failed, problem.Findings, problem.LastLines);
        }
        catch (Exception problem) when (ApplyFindings.IsWorlds(problem))
        {
            var finding = FileFindings.IsFileProblem(problem) ? FileFindings.From(problem, disk.Root)
                : UpgradeFinding.NotReachable.Say(problem.Message);
            return ApplyResult.Of(finding.Kind == FilesFinding.Locked ? ApplyOutcome.Refused : failed, finding);
        }
    }
}
