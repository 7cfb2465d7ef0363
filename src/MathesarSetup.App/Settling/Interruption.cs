using MathesarSetup.App.Applying;
using MathesarSetup.App.Opening;
using MathesarSetup.App.RotatingKey;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Engine.Upgrading;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Settling;

/// <summary>A run or a write that was cut off in an install directory.</summary>
public static class Interruption
{
    /// <summary>
    /// Finishes it or takes it back, before anything is read: it may have left files that are to be taken back. Null when there was none.
    /// </summary>
    /// <param name="tell">Told everything that happens; null for nobody.</param>
    public static async Task<ApplyResult?> SettleAsync(
        string directory, Action<ApplyEvent>? tell = null, CancellationToken cancellation = default)
    {
        var settled = await SettleRunsAsync(directory, tell, cancellation);
        return settled is { Outcome: ApplyOutcome.NeedsPerson or ApplyOutcome.Refused } ? settled
            : await KeyRotation.SettleAsync(directory, tell ?? (static _ => { }), cancellation) ?? settled;
    }

    /// <summary>The same, but for a change of the secret key, which its own verb brings to its end.</summary>
    public static async Task<ApplyResult?> SettleRunsAsync(
        string directory, Action<ApplyEvent>? tell = null, CancellationToken cancellation = default)
    {
        if (new Disk(directory).Exists(StateFolder.ArrivalJournal))
        {
            return ApplyResult.Of(ApplyOutcome.Refused, RestoreFinding.Unfinished.Say($"A restore into {directory} was cut off, or goes on right "
                + "now. Restore the same backup into it once more: that takes back what was begun, and starts over."));
        }

        var settled = KnownRuntimes.All.FirstOrDefault(runtime => runtime.IsUnfinished(directory)) is { } unfinished
            ? await unfinished.RecoverAsync(directory, tell ?? (static _ => { }), cancellation)
            : null;
        // What the place had to take back comes first: Mathesar was stopped before, so it starts nothing on records that are not its own.
        return settled is { Outcome: ApplyOutcome.NeedsPerson or ApplyOutcome.Refused } ? settled
            : UpgradeSettlement.IsNeeded(directory) ? await UpgradeAsync(directory, tell ?? (static _ => { }), cancellation)
            : RestoreSettlement.IsNeeded(directory) ? await RestoreAsync(directory, tell ?? (static _ => { }), cancellation)
            : settled;
    }

    private static async Task<ApplyResult> UpgradeAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var (setup, search) = await FindAsync(directory, cancellation);
        return search.Place is { } place
            ? await UpgradeSettlement.RunAsync(directory, setup, place.For(Acceptance.None, directory), tell)
            : ApplyResult.Of(ApplyOutcome.NeedsPerson, [FileFindings.WithinUpgrade(directory), .. search.Findings]);
    }

    private static async Task<ApplyResult> RestoreAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var (setup, search) = await FindAsync(directory, cancellation);
        if (search.Place is not { } place)
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, [RestoreFinding.NeedsPerson.At(), .. search.Findings]);
        }

        try
        {
            var disk = new Disk(directory);
            using var held = DirectoryLock.Take(disk);
            var control = place.For(Acceptance.None, directory).ControlOf(setup, directory);
            return await RestoreSettlement.SettleAsync(setup, disk, control, Narrator.For(setup.Plan, tell));
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, FileFindings.From(problem, directory));
        }
    }

    private static async Task<(Setup Setup, PlaceSearch Search)> FindAsync(string directory, CancellationToken cancellation)
    {
        var reading = DraftSources.ReadAt(directory);
        var setup = InPlaceSetup.Of(Setup.Of(reading.Former.Settle(reading.Machine)), reading.Former, reading.Theirs);
        return (setup, await KnownRuntimes.FindAsync(setup, cancellation));
    }
}
