using System.Collections.Immutable;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Backups;

/// <summary>
/// Settles a restore that failed or was cut off, by its journal and by what is really there. Databases with which people may have worked are never
/// removed, nor put out of sight without a word.
/// </summary>
internal static class RestoreSettlement
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Whether one was cut off.</summary>
    public static bool IsNeeded(string directory) => File.Exists(new Disk(directory).Full(StateFolder.RestoreJournal));

    /// <summary>Settles one that was cut off: it is finished where Mathesar was started with it already, and else taken back.</summary>
    public static async Task<ApplyResult> SettleAsync(Setup setup, Disk disk, IServiceControl control, Narrator narrator)
    {
        try
        {
            return RestoreJournal.Load(disk) is not { } journal ? ApplyResult.Of(ApplyOutcome.RolledBack)
                : journal.IsStarting ? await ForwardAsync(journal, setup, disk, control, narrator)
                : await BackAsync(setup, disk, control, narrator, isLate: true) is var back && back.Outcome is ApplyOutcome.NeedsPerson ? back
                : back with { Findings = [RestoreFinding.CutOff.At(), .. back.Findings] };
        }
        catch (Exception problem) when (problem is StepFailure || FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, RestoreFinding.NeedsPerson.Say(narrator.Redact("A restore was cut off when all that the "
                + $"backup holds was in its place, and cannot be brought to its end: {Why(problem, disk)}. Start PostgreSQL, and run the same "
                + "command once more.")));
        }
    }

    /// <summary>Takes one back; tells what a person has to do where that cannot be, and what is kept.</summary>
    /// <param name="isLate">Whether somebody may have worked since with what was loaded, whatever the journal says.</param>
    public static async Task<ApplyResult> BackAsync(Setup setup, Disk disk, IServiceControl control, Narrator narrator, bool isLate = false)
    {
        RestoreJournal? journal = null;
        try
        {
            if ((journal = RestoreJournal.Load(disk)) is null)
            {
                return ApplyResult.Of(ApplyOutcome.RolledBack);
            }

            var login = PostgresLogin.Of(setup);
            if (journal.IsStopping)
            {
                await control.StopAsync(ServiceRole.Web, CancellationToken.None);
                await control.StartAsync(login.Role, s_patience, CancellationToken.None);
            }

            ImmutableArray<Finding> kept;
            await using (var shell = await control.InsideAsync(login.Role, CancellationToken.None))
            {
                kept = await SwapBackAsync(new PostgresShell(shell, login), journal, disk, isLate);
            }

            if (journal.IsStopping)
            {
                await control.StartAsync(ServiceRole.Web, s_patience, CancellationToken.None);
            }

            RestoreJournal.Forget(disk);
            narrator.Undone(StepNames.RollBack, "Everything is as it was before the restore.");
            return ApplyResult.Of(ApplyOutcome.RolledBack, kept);
        }
        catch (Exception problem) when (problem is StepFailure || FileFindings.IsFileProblem(problem))
        {
            var names = string.Join(", ", journal?.Databases.Where(static d => d.Before is not null)
                .Select(static d => $"{DatabaseNames.Said(d.Name)} as {DatabaseNames.Said(d.Before!)}") ?? []);
            return ApplyResult.Of(ApplyOutcome.NeedsPerson, RestoreFinding.NeedsPerson.Say(narrator.Redact("The restore could not be taken back: "
                + $"{Why(problem, disk)}. What was there is kept, under its own names or these: {names}. Start PostgreSQL, and run the same "
                + "command once more.")));
        }
    }

    private static async Task<ImmutableArray<Finding>> SwapBackAsync(PostgresShell postgres, RestoreJournal journal, Disk disk, bool isLate)
    {
        var swap = new DatabaseSwap(postgres, journal);
        var isKept = journal.IsKeeping || ((isLate || journal.IsStarting) && await swap.IsForwardAsync(CancellationToken.None));
        if (isKept)
        {
            // When this is cut off too, the next one must not take them for never used.
            (journal with { IsKeeping = true }).Save(disk);
        }

        await swap.BackAsync(isKept, CancellationToken.None);
        if (!isKept)
        {
            return [];
        }

        await new KeptDatabases(postgres, disk).NoteAsync(journal.Databases.Select(static d => (d.Loaded, d.Name)), false, CancellationToken.None);
        return [.. journal.Databases.Select(static d => RestoreFinding.KeptLoaded.Say($"The database {DatabaseNames.Said(d.Name)} as it came from "
            + $"the backup, with what people may have done in it since, is kept as {d.Loaded}, and nobody can connect to it."))];
    }

    // All is in its place. What does not get healthy is for a person to look at; the installation is one like any other from then on.
    private static async Task<ApplyResult> ForwardAsync(
        RestoreJournal journal, Setup setup, Disk disk, IServiceControl control, Narrator narrator)
    {
        narrator.Started(StepNames.Start, "Starting Mathesar with what was restored.");
        await control.StartAsync(PostgresLogin.Of(setup).Role, s_patience, CancellationToken.None);
        try
        {
            await control.StartAsync(ServiceRole.Web, s_patience, CancellationToken.None);
            RestoreJournal.Forget(disk);
            narrator.Done(StepNames.Start, "Mathesar runs with what the backup holds.");
            return ApplyResult.Of(ApplyOutcome.Applied, [RestoreFinding.Finished.At(), .. journal.Kept]);
        }
        catch (StepFailure failure)
        {
            RestoreJournal.Forget(disk);
            return ApplyResult.Of(ApplyOutcome.NeedsPerson,
                [RestoreFinding.NotHealthy.At(), .. failure.Findings.Select(narrator.Redact), .. journal.Kept]);
        }
    }

    private static string Why(Exception problem, Disk disk) =>
        (problem is StepFailure failure ? failure.Findings[0] : FileFindings.From(problem, disk.Root)).Message.TrimEnd('.');
}
