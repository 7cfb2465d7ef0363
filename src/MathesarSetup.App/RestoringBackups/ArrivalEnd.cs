using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Removing;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Findings;

namespace MathesarSetup.App.RestoringBackups;

/// <summary>
/// Takes back a restore into an empty directory that failed or was cut off. All in the directory, and all that carries its mark, is of that run; what
/// is not proven to be stays, and is told.
/// </summary>
internal static class ArrivalEnd
{
    /// <param name="failed">How the run ended.</param>
    public static async Task<ApplyResult> TakeBackAsync(PlannedArrival planned, ApplyResult failed, Action<ApplyEvent> tell)
    {
        var directory = planned.Order.Directory;
        Narrator.For(planned.Setup!.Plan, tell).Started(StepNames.RollBack, "Removing again what the restore made.");
        try
        {
            if (await RecoverAsync(directory, tell) is { } stuck)
            {
                return stuck with { Findings = [.. failed.Findings, .. stuck.Findings] };
            }

            if (await RemoveAsync(planned, tell) is { Length: > 0 } left)
            {
                return failed with { Outcome = ApplyOutcome.NeedsPerson, Findings = [.. failed.Findings, .. left] };
            }

            var disk = new Disk(directory);
            using var held = DirectoryLock.Take(disk);
            var stays = BroughtFiles.TakeBack(disk, planned.Archived);
            return stays is [] ? failed with { Findings = [.. failed.Findings, RestoreFinding.TakenBack.At()] }
                : failed with
                {
                    Outcome = ApplyOutcome.NeedsPerson,
                    Findings = [.. failed.Findings, RestoreFinding.NotTakenBack.Say($"What the restore made is removed, but for files in {directory} "
                        + $"that somebody else wrote: {string.Join(", ", stays)}. Move them away, and restore once more.")],
                };
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return failed with { Outcome = ApplyOutcome.NeedsPerson, Findings = [.. failed.Findings, FileFindings.From(problem, directory)] };
        }
    }

    private static async Task<ApplyResult?> RecoverAsync(string directory, Action<ApplyEvent> tell) =>
        KnownRuntimes.All.FirstOrDefault(runtime => runtime.IsUnfinished(directory)) is { } unfinished
        && await unfinished.RecoverAsync(directory, tell, CancellationToken.None) is
        { Outcome: ApplyOutcome.NeedsPerson or ApplyOutcome.Refused } stuck
            ? stuck with { Outcome = ApplyOutcome.NeedsPerson } : null;

    // Without a mark nothing was made in an engine; in another place a run that was taken back leaves nothing.
    private static async Task<ImmutableArray<Finding>> RemoveAsync(PlannedArrival planned, Action<ApplyEvent> tell)
    {
        var directory = planned.Order.Directory;
        var disk = new Disk(directory);
        var isInstalled = ArrivalJournal.Load(disk)?.Phase is not (null or ArrivalPhase.Installing);
        var mark = InstallationMark.Load(disk);
        if ((!isInstalled && mark is null)
            || InstalledPlace.Open(directory, planned.Order.Said.Machine) is not { } place)
        {
            return [];
        }

        var removal = await Removal.PlanAsync(place, RemovalDepth.Data, CancellationToken.None);
        if (removal.Findings is not [])
        {
            return [Left(removal, $"it is removed by its own commands in {directory}: {place.Setup.Instructions.Remove}")];
        }

        var findings = await removal.RunAsync(said => Narrator.For(place.Setup.Plan, tell).Undone(StepNames.RollBack, said), CancellationToken.None);
        if (findings is not [])
        {
            return findings;
        }

        // Until it is installed the files may bear the names of the installation that was backed up, whose things are nobody's to speak of.
        var made = mark?.Engines.SelectMany(static e => e.Volumes).ToHashSet(StringComparer.Ordinal) ?? [];
        var left = (await Removal.PlanAsync(place, RemovalDepth.Data, CancellationToken.None)).Belongings.Things
            .Where(t => isInstalled || made.Contains(t.Name)).Select(Said).ToArray();
        return left is [] ? [] : [Left(removal, string.Join("; ", left))];
    }

    private static string Said(Belonging thing) =>
        $"the {thing.Kind} {thing.Name}{(thing.Why.Length > 0 ? $" ({thing.Why})" : "")}{(thing.Command.Length > 0 ? $": {thing.Command}" : "")}";

    private static Finding Left(Removal removal, string what) => RestoreFinding.NotTakenBack.Say("The restore failed, and not all that it made could "
        + $"be removed again, because nothing proves whose it is or only its own commands do that: {what.TrimEnd('.')}. The backup is as it was. "
        + $"When that is removed, restore into {removal.Place.Directory} once more.");
}
