using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>
/// Brings Mathesar to another release: stopped, its records copied and changed by a program of their own, and then a run of the place with the
/// files and
/// what runs. Whatever fails brings all of it back. The caller holds the lock of the directory.
/// </summary>
/// <param name="from">The release that runs, as its text.</param>
/// <param name="image">The image of the wanted release.</param>
internal sealed class UpgradeRun(ReleaseMove move, string from, Release to, ImageReference image)
{
    private const string Stop = "stop";
    private const string Copy = "records";

    /// <summary>To a newer release.</summary>
    /// <param name="apply">The run of the place, with files and what runs.</param>
    public Task<ApplyResult> ForwardAsync(Func<Task<ApplyResult>> apply, CancellationToken cancellation) => RunAsync(new UpgradeJournal
    {
        From = from,
        To = to.ToString(),
        Phase = UpgradePhase.Stopping,
        Began = move.Began,
        Dump = string.Create(CultureInfo.InvariantCulture, $"{StateFolder.Name}/records-{from}-{move.Began:yyyyMMddHHmmss}.dump"),
        Aside = move.NameFor("failed"),
    }, async (journal, shell) =>
    {
        move.Narrator.Started(Copy, "Copying Mathesar's records as they are.");
        await shell.Records.DumpAsync(move.Disk, journal.Dump!, cancellation);
        move.Narrator.Done(Copy, $"Mathesar's records are kept in {journal.Dump}.");
        await BeginAsync(journal, shell, cancellation);
        move.Narrator.Started(Migration.Step, $"Migrating Mathesar's records to {to}.");
        var took = await Migration.RunAsync(shell.Program, null, move.Narrator, cancellation);
        move.Narrator.Done(Migration.Step, $"Mathesar's records are those of {to}, after {HealthWait.Words(took)}.");
    }, apply, cancellation);

    /// <summary>Back to the release before the last upgrade, with the records of then. Those of now are set aside.</summary>
    public Task<ApplyResult> BackAsync(UpgradeReceipt receipt, Func<Task<ApplyResult>> apply, CancellationToken cancellation) =>
        RunAsync(new UpgradeJournal
        {
            From = from,
            To = to.ToString(),
            Phase = UpgradePhase.Stopping,
            Began = move.Began,
            Dump = receipt.Dump,
            Aside = move.NameFor("newer"),
            IsBack = true,
        }, async (journal, shell) =>
        {
            var begun = await BeginAsync(journal, shell, cancellation);
            move.Narrator.Started(Copy, $"Bringing back Mathesar's records of {receipt.From}.");
            await shell.Records.ReplaceAsync(move.Disk, receipt.Dump, begun.Aside, begun.ByDatabase, cancellation);
            move.Narrator.Done(Copy, $"The records of {receipt.From} are back. Those of {receipt.To} are kept as {begun.Aside}.");
        }, apply, cancellation);

    private async Task<ApplyResult> RunAsync(
        UpgradeJournal journal, Func<UpgradeJournal, RecordsShell, Task> change, Func<Task<ApplyResult>> apply, CancellationToken cancellation)
    {
        // Here an image is fetched, and whether it can be run is seen, while the former release goes on.
        await (await move.Control.BesideAsync(ServiceRole.Web, image, cancellation)).DisposeAsync();
        ApplyResult result;
        try
        {
            journal.Save(move.Disk);
            move.Narrator.Started(Stop, "Stopping Mathesar.");
            await move.Control.StopAsync(ServiceRole.Web, cancellation);
            await using (var shell = await move.OpenAsync(image, cancellation))
            {
                await shell.Records.UntilAloneAsync(cancellation);
                move.Narrator.Done(Stop, "Mathesar is stopped.");
                await change(journal, shell);
            }

            result = await apply();
        }
        catch (Exception problem) when (problem is StepFailure or OperationCanceledException || ApplyFindings.IsWorlds(problem))
        {
            result = Failed(problem, cancellation.IsCancellationRequested);
        }

        return result.Succeeded ? await new UpgradeEnd(move).FinishAsync(Written(journal), result) : await TakeBackAsync(result);
    }

    // From here on the records may be changed.
    private async Task<UpgradeJournal> BeginAsync(UpgradeJournal journal, RecordsShell shell, CancellationToken cancellation)
    {
        var facts = await shell.Records.ReadAsync(cancellation);
        journal = journal with { Phase = UpgradePhase.Changing, ByDatabase = facts.MayMakeDatabases };
        journal.Save(move.Disk);
        return journal;
    }

    private UpgradeJournal Written(UpgradeJournal journal) => UpgradeJournal.Load(move.Disk) ?? journal;

    private ApplyResult Failed(Exception problem, bool isCancelled)
    {
        ImmutableArray<Finding> reasons = isCancelled ? [ApplyFinding.Cancelled.Say("It was cancelled.")]
            : problem is StepFailure stopped ? [.. stopped.Findings.Select(move.Narrator.Redact)]
            : [move.Narrator.Redact(FileFindings.From(problem, move.Disk.Root))];
        move.Narrator.Failed(StepNames.RollBack, reasons[0]);
        return new ApplyResult(isCancelled ? ApplyOutcome.Cancelled : ApplyOutcome.RolledBack, reasons, (problem as StepFailure)?.LastLines ?? []);
    }

    private async Task<ApplyResult> TakeBackAsync(ApplyResult failed)
    {
        if (failed.Outcome is ApplyOutcome.NeedsPerson)
        {
            // What runs is not brought back yet, so the records must wait.
            return failed;
        }

        var back = await new UpgradeEnd(move).TakeBackAsync();
        var isCancelled = back.Outcome is ApplyOutcome.RolledBack && failed.Outcome is ApplyOutcome.Cancelled;
        return new ApplyResult(isCancelled ? ApplyOutcome.Cancelled : back.Outcome,
            [.. failed.Findings, .. back.Findings], failed.LastLines);
    }
}
