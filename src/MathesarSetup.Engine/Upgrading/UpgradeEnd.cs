using System.Collections.Immutable;
using System.Text.Json;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>
/// How a change of release ends, at once or in a later run: kept, or taken back. What the place had to take back is taken back already: the former
/// release is in its place, and stopped. The caller holds the lock.
/// </summary>
internal sealed class UpgradeEnd(ReleaseMove move)
{
    private const string Script = "upgrade-databases.py";
    private const string Databases = "databases";
    private const string Records = "records";

    /// <summary>Ends what was cut off.</summary>
    /// <exception cref="FindingException">The journal is damaged.</exception>
    public async Task<ApplyResult> SettleAsync()
    {
        if (UpgradeJournal.Load(move.Disk) is not { } journal)
        {
            return ApplyResult.Of(ApplyOutcome.RolledBack);
        }

        return await Settlement.ToldAsync(move.Narrator, async () => await IsKeptAsync(journal)
            ? await FinishAsync(journal, ApplyResult.Of(ApplyOutcome.Applied))
            : await TakeBackAsync());
    }

    // What the place has in the end tells, and no file: somebody may have named the release there before.
    private async Task<bool> IsKeptAsync(UpgradeJournal journal)
    {
        if (journal.Phase is not UpgradePhase.Changing)
        {
            return false;
        }

        await using var shell = await move.OpenAsync(null, CancellationToken.None);
        return await ReleaseProof.AskAsync(shell.Program, CancellationToken.None) is { } there && there.ToString(3) == journal.To;
    }

    /// <summary>The new release runs: writes down how one gets back, and brings connected databases after it.</summary>
    public async Task<ApplyResult> FinishAsync(UpgradeJournal journal, ApplyResult result)
    {
        try
        {
            if (journal.IsBack)
            {
                (UpgradeReceipt.Load(move.Disk)! with { IsGoneBack = true }).Save(move.Disk);
            }
            else
            {
                var last = await move.ReadAsync(records => records.LastMigrationAsync(CancellationToken.None), CancellationToken.None);
                new UpgradeReceipt(journal.From, journal.To, journal.Began, journal.Dump!, last).Save(move.Disk);
            }

            UpgradeJournal.Forget(move.Disk);
            ImmutableArray<Finding> more = journal.IsBack ? [Kept(journal)] : await DatabasesAsync();
            return result with { Findings = [.. result.Findings, .. more] };
        }
        catch (Exception problem) when (problem is StepFailure || FileFindings.IsFileProblem(problem))
        {
            return Stuck(problem, result.Findings);
        }
    }

    /// <summary>Brings the records back, and only then lets the former release start again.</summary>
    public async Task<ApplyResult> TakeBackAsync()
    {
        try
        {
            if (UpgradeJournal.Load(move.Disk) is not { } journal)
            {
                return ApplyResult.Of(ApplyOutcome.RolledBack);
            }

            if (journal.Phase is UpgradePhase.Rehearsing)
            {
                await Rehearsal.EndAsync(move, journal);
                return ApplyResult.Of(ApplyOutcome.RolledBack);
            }

            await move.Control.StopAsync(ServiceRole.Web, CancellationToken.None);
            ImmutableArray<Finding> kept = journal.Phase is UpgradePhase.Changing ? [await RecordsBackAsync(journal)] : [];
            await move.Control.StartAsync(ServiceRole.Web, move.Patience, CancellationToken.None);
            if (journal is { IsBack: false, Phase: UpgradePhase.Stopping })
            {
                // Nothing was changed, so the copy is of no use.
                move.Disk.Delete(journal.Dump!);
                move.Disk.Delete(journal.Dump + ".part");
            }

            UpgradeJournal.Forget(move.Disk);
            move.Narrator.Undone(StepNames.RollBack, $"Mathesar {journal.From} answers again, with its records as they were.");
            return ApplyResult.Of(ApplyOutcome.RolledBack, kept);
        }
        catch (Exception problem) when (problem is StepFailure || FileFindings.IsFileProblem(problem))
        {
            return Stuck(problem, []);
        }
    }

    private async Task<Finding> RecordsBackAsync(UpgradeJournal journal)
    {
        move.Narrator.Started(Records, "Bringing back Mathesar's records as they were.");
        // An earlier migration may still be at work beside Mathesar: opening ends it.
        await using var shell = await move.OpenAsync(null, CancellationToken.None);
        if (journal.IsBack)
        {
            var undone = ReleaseMove.Named(move.Login.Internal, "undone", journal.Began);
            await shell.Records.BringBackAsync(journal.Aside, undone, journal.ByDatabase, CancellationToken.None);
            move.Narrator.Undone(Records, "Mathesar's records are as they were.");
            return Kept(journal with { Aside = undone });
        }

        await shell.Records.ReplaceAsync(move.Disk, journal.Dump!, journal.Aside, journal.ByDatabase, CancellationToken.None);
        move.Narrator.Undone(Records, $"Mathesar's records are as they were. What the migration made of them is kept as {journal.Aside}.");
        return Kept(journal);
    }

    private static Finding Kept(UpgradeJournal journal) => UpgradeFinding.SetAside.Say($"The records that were replaced are kept as the "
        + $"{(journal.ByDatabase ? "database" : "schema")} {journal.Aside}. Remove it when nobody needs it any more.");

    // Mathesar does that itself, with the role that it stores for each. One that fails says so on its card too.
    private async Task<ImmutableArray<Finding>> DatabasesAsync()
    {
        move.Narrator.Started(Databases, "Bringing Mathesar's functions in the connected databases to the new release.");
        try
        {
            await using var shell = await move.Control.InsideAsync(ServiceRole.Web, CancellationToken.None);
            var end = await shell.RunAsync(new ShellCommand("sh", "-c", MathesarShell.Run)
            {
                Variables = [$"{MathesarShell.Variable}={MathesarShell.Lines(Script)}"],
                IsChanging = true,
            }, CancellationToken.None);
            var findings = MathesarShell.Said(end.Output) is { } said ? Told(JsonDocument.Parse(said).RootElement)
                : [UpgradeFinding.DatabaseLeft.Say(move.Narrator.Redact($"Mathesar did not bring its functions in the connected databases to the new "
                    + $"release: {end.LastWords}. Press Upgrade on the card of each database."))];
            move.Narrator.Done(Databases, findings[0].Message);
            return findings;
        }
        catch (StepFailure problem)
        {
            return [UpgradeFinding.DatabaseLeft.Say($"Mathesar could not be asked to bring its functions in the connected databases to the new "
                + $"release: {problem.Findings[0].Message} Press Upgrade on the card of each database.")];
        }
    }

    private ImmutableArray<Finding> Told(JsonElement said)
    {
        var done = said.GetProperty("done").GetArrayLength();
        ImmutableArray<Finding> left = [.. said.GetProperty("left").EnumerateArray().Select(entry => UpgradeFinding.DatabaseLeft.Say(
            move.Narrator.Redact($"Mathesar's functions in the database {entry[0].GetString()} are still those of the former release: "
                + $"{entry[1].GetString()?.TrimEnd('.')}. Press Upgrade on the card of that database.")))];
        return left is not [] ? left : [UpgradeFinding.DatabasesUpgraded.Say(done == 0 ? "No database is connected."
            : $"Mathesar's functions are those of the new release in {done} connected database{(done == 1 ? "" : "s")}.")];
    }

    private ApplyResult Stuck(Exception problem, ImmutableArray<Finding> before)
    {
        var reason = problem is StepFailure failed ? failed.Findings[0] : FileFindings.From(problem, move.Disk.Root);
        var copy = UpgradeJournal.Load(move.Disk) is { Dump: { } dump, IsBack: false } ? $" The records as they were lie in {dump}, for `pg_restore "
            + $"--dbname {move.Login.Internal}`." : "";
        return ApplyResult.Of(ApplyOutcome.NeedsPerson, [.. before, UpgradeFinding.NotBroughtBack.Say(move.Narrator.Redact(
            $"{reason.Message} Mathesar stays as it is until that is settled. Then run `mathesar-setup upgrade --dir {move.Disk.Root}` once more: it "
                + $"goes on from there.{copy}"))]);
    }
}
