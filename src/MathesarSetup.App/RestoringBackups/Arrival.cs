using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.App.RestoringBackups;

/// <summary>
/// Restores a backup where nothing is yet: its files are brought, the installation is made of them with an empty PostgreSQL, and before anybody works
/// with it the databases are loaded. What fails is taken back, as far as it is proven to be of this run.
/// </summary>
public static class Arrival
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Whether one into this directory has not ended.</summary>
    public static bool IsUnfinished(string directory) => new Disk(directory).Exists(StateFolder.ArrivalJournal);

    /// <summary>Does it, or says why nothing of it is there.</summary>
    /// <param name="tell">Told everything that happens, one event at a time.</param>
    public static Task<ApplyResult> RunAsync(PlannedArrival planned, Action<ApplyEvent> tell, CancellationToken cancellation) =>
        RunAsync(planned, tell, static control => control, cancellation);

    /// <param name="wrap">What stands before the services, for a test that stops the world.</param>
    internal static async Task<ApplyResult> RunAsync(PlannedArrival planned, Action<ApplyEvent> tell, Func<IServiceControl, IServiceControl> wrap,
        CancellationToken cancellation)
    {
        if (planned.IsForbidden)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, planned.Findings);
        }

        var (disk, directory) = (new Disk(planned.Order.Directory), planned.Order.Directory);
        try
        {
            if (await SettleAsync(planned, tell, wrap, cancellation) is { } settled)
            {
                return settled;
            }

            disk.MakeRoot();
            disk.MakeDirectory(StateFolder.Name, Disk.PrivateDirectory);
            ApplyResult result;
            using (DirectoryLock.Take(disk))
            {
                result = await DoAsync(planned, disk, tell, wrap, cancellation);
            }

            return result.Succeeded || result.Outcome is ApplyOutcome.NeedsPerson ? result
                : await ArrivalEnd.TakeBackAsync(planned, result, tell);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.Refused, FileFindings.From(problem, directory));
        }
    }

    // What was cut off is finished where people may work with it already, and else taken back.
    private static async Task<ApplyResult?> SettleAsync(PlannedArrival planned, Action<ApplyEvent> tell, Func<IServiceControl, IServiceControl> wrap,
        CancellationToken cancellation)
    {
        var disk = new Disk(planned.Order.Directory);
        if (!disk.Exists(StateFolder.ArrivalJournal))
        {
            return null;
        }

        ArrivalJournal? journal;
        using (DirectoryLock.Take(disk))
        {
            journal = ArrivalJournal.Load(disk);
            if (journal is { Phase: ArrivalPhase.Starting })
            {
                return await FinishAsync(planned, disk, tell, wrap, cancellation);
            }
        }

        var back = await ArrivalEnd.TakeBackAsync(planned, ApplyResult.Of(ApplyOutcome.RolledBack), tell);
        return back.Outcome is ApplyOutcome.NeedsPerson ? back : null;
    }

    private static async Task<ApplyResult> FinishAsync(PlannedArrival planned, Disk disk, Action<ApplyEvent> tell,
        Func<IServiceControl, IServiceControl> wrap, CancellationToken cancellation)
    {
        try
        {
            var (place, setup) = await InstalledAsync(planned, cancellation);
            Narrator.For(setup.Plan, tell).Started(StepNames.Start, "Starting Mathesar with what was restored.");
            await wrap(place.ControlOf(setup, disk.Root)).StartAsync(ServiceRole.Web, s_patience, cancellation);
            RestoreJournal.Forget(disk);
            ArrivalJournal.Forget(disk);
            return ApplyResult.Of(ApplyOutcome.Applied);
        }
        catch (StepFailure failure)
        {
            return Stays(disk, failure.Findings);
        }
    }

    // Databases with which people may have worked are not taken back. From now on it is an installation like any other.
    private static ApplyResult Stays(Disk disk, ImmutableArray<Finding> why)
    {
        RestoreJournal.Forget(disk);
        ArrivalJournal.Forget(disk);
        return ApplyResult.Of(ApplyOutcome.NeedsPerson, [.. why, RestoreFinding.NotHealthy.Say("Everything of the backup is in its place, but "
            + "Mathesar does not become healthy with it. It may have been used since, so nothing is taken back. Look at its log, and start it in "
            + $"{disk.Root}.")]);
    }

    private static async Task<ApplyResult> DoAsync(PlannedArrival planned, Disk disk, Action<ApplyEvent> tell,
        Func<IServiceControl, IServiceControl> wrap, CancellationToken cancellation)
    {
        var journal = new ArrivalJournal { Backup = planned.Manifest!.Id };
        try
        {
            journal.Save(disk);
            BroughtFiles.Bring(disk, planned.Archived, planned.IsSameTarget,
                planned.IsCopy ? Guid.NewGuid().ToString("n") : planned.Manifest.Installation);
            var installed = await InstallAsync(planned, tell, cancellation);
            if (!installed.Succeeded)
            {
                return installed;
            }

            (journal = journal with { Phase = ArrivalPhase.Loading }).Save(disk);
            var (place, setup) = await InstalledAsync(planned, cancellation);
            var (archive, problem) = BackupArchive.Open(planned.Order.Archive);
            var result = archive is null ? ApplyResult.Of(ApplyOutcome.RolledBack, problem!) : await new RestoreRun(
                new RestoreRequest(setup, disk, wrap(place.ControlOf(setup, disk.Root)), archive)
                {
                    Before = ServerAddress.Of(planned.Former!),
                    Key = planned.Manifest.HoldsSecrets ? RestoreRun.KeyOf(planned.Former!) : null,
                    Arriving = () => (journal = journal with { Phase = ArrivalPhase.Starting }).Save(disk),
                }, Narrator.For(setup.Plan, tell)).RunAsync(cancellation);
            if (!result.Succeeded)
            {
                return journal.Phase is ArrivalPhase.Starting ? Stays(disk, result.Findings) : result;
            }

            ArrivalJournal.Forget(disk);
            return result with { Findings = [.. planned.Findings, .. installed.Findings, .. result.Findings] };
        }
        catch (StepFailure failure)
        {
            return ApplyResult.Of(ApplyOutcome.RolledBack, failure.Findings);
        }
        catch (OperationCanceledException)
        {
            return ApplyResult.Of(ApplyOutcome.Cancelled);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.RolledBack, FileFindings.From(problem, disk.Root));
        }
    }

    // The lock is held, as by a change of release, so the run does not take it again.
    private static async Task<ApplyResult> InstallAsync(PlannedArrival planned, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var reading = planned.Sources.Read();
        var (setup, findings) = reading.Settle();
        if (findings.Where(static f => f.Severity is Severity.Error).ToImmutableArray() is { Length: > 0 } errors)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, errors);
        }

        var order = ApplyOrder.Of(reading, setup, planned.Order.Directory) with { Timeout = planned.Order.Timeout, Change = new NoChange() };
        var search = await order.FindPlaceAsync(cancellation);
        if (search.Place is not { } place)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, search.Findings);
        }

        var apply = await order.PlanAsync(place, cancellation);
        return apply.Changes.IsForbidden ? ApplyResult.Of(ApplyOutcome.Refused, [.. apply.Changes.Findings.OrderBy(static f => f.Severity)])
            : Occupied(apply.Changes) is { } occupied ? ApplyResult.Of(ApplyOutcome.Refused, occupied)
            : await apply.RunAsync(tell, cancellation);
    }

    // Nothing that was there before this run may be the new installation's.
    private static Finding? Occupied(ApplyChanges changes)
    {
        var there = changes.Changes.Where(static c => c.Thing is not (ChangedThing.File or ChangedThing.Image or ChangedThing.Link)
            && c.Verb is not (ChangeVerb.Create or ChangeVerb.Fetch)).Select(static c => c.Name).ToArray();
        return there is not [] ? RestoreFinding.SomethingThere.Say($"There already, and perhaps somebody's data or the installation that was backed "
                + $"up: {string.Join(", ", there)}. Nothing is restored over it. Give the new installation another name (install.name) or place.")
            : changes.Plan is { MakesData: false } ? RestoreFinding.SomethingThere.Say("The place where PostgreSQL would keep its data holds data "
                + "already. Nothing is restored over it. Give the new installation another name (install.name) or place.")
            : null;
    }

    private static async Task<(IRuntimePlace Place, Setups.Setup Setup)> InstalledAsync(PlannedArrival planned, CancellationToken cancellation)
    {
        var directory = planned.Order.Directory;
        var installed = InstalledPlace.Open(directory, planned.Order.Said.Machine)
            ?? throw new StepFailure(RestoreFinding.NotTakenBack.Say($"The files in {directory} cannot be read any more."));
        var search = await KnownRuntimes.FindAsync(installed.Setup, cancellation);
        return search.Place is { } place ? (place.For(Acceptance.None, directory), installed.Setup) : throw new StepFailure(search.Findings, []);
    }

    private sealed class NoChange : IReleaseChange
    {
        public Task ProveAsync(CancellationToken cancellation) => Task.CompletedTask;
    }
}
