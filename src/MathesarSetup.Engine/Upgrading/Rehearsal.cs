using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>
/// Tries the migration of a release on a copy of Mathesar's records, while Mathesar goes on. The caller holds the lock of the directory.
/// </summary>
internal static class Rehearsal
{
    private const string Step = "rehearse";

    // It holds what people stored, so it lies where nobody else can read it.
    private static readonly string s_dump = $"{StateFolder.Name}/records-rehearsal.dump";

    /// <summary>Tries it, and leaves nothing behind.</summary>
    /// <returns>What is to be told of it.</returns>
    /// <exception cref="StepFailure">It fails; nothing was changed.</exception>
    public static async Task<Finding> RunAsync(ReleaseMove move, string from, Release to, ImageReference image, CancellationToken cancellation)
    {
        var facts = await move.ReadAsync(records => records.ReadAsync(cancellation), cancellation);
        if (!facts.MayMakeDatabases)
        {
            return UpgradeFinding.NoRehearsal.Say($"The role {move.Login.User} may make no database, so the migration is not tried before. If it "
                + "fails, the records are brought back.");
        }

        var copy = move.NameFor("rehearsal");
        if (await move.ReadAsync(records => records.HasDatabaseAsync(copy, cancellation), cancellation))
        {
            throw new StepFailure(UpgradeFinding.Records.Say($"There is a database {copy} already. Try again in a second."));
        }

        move.Narrator.Started(Step, $"Trying the migration to {to} on a copy of Mathesar's records, while it goes on.");
        var journal = new UpgradeJournal
        {
            From = from,
            To = to.ToString(),
            Phase = UpgradePhase.Rehearsing,
            Began = move.Began,
            Rehearsal = copy,
            Aside = move.NameFor("failed"),
        };
        journal.Save(move.Disk);
        try
        {
            var took = await TryAsync(move, copy, image, cancellation);
            var words = $"The migration to {to} was tried on a copy of Mathesar's records, and took {HealthWait.Words(took)}.";
            move.Narrator.Done(Step, words);
            return UpgradeFinding.Rehearsed.Say(words);
        }
        finally
        {
            await EndAsync(move, journal);
        }
    }

    /// <summary>Removes what a rehearsal made, whether it was cut off or not. What cannot be removed now is removed by the next run.</summary>
    public static async Task EndAsync(ReleaseMove move, UpgradeJournal journal)
    {
        move.Disk.Delete(s_dump);
        move.Disk.Delete(s_dump + ".part");
        if (journal.Rehearsal is { } copy)
        {
            try
            {
                await using (await move.OpenAsync(null, CancellationToken.None))
                {
                    // What went on beside Mathesar has ended.
                }

                await move.ReadAsync(async records =>
                {
                    await records.DropCopyAsync(copy, CancellationToken.None);
                    return true;
                }, CancellationToken.None);
            }
            catch (StepFailure)
            {
                return;
            }
        }

        UpgradeJournal.Forget(move.Disk);
    }

    private static async Task<TimeSpan> TryAsync(ReleaseMove move, string copy, ImageReference image, CancellationToken cancellation)
    {
        move.Disk.Delete(s_dump);
        await move.ReadAsync(async records =>
        {
            await records.DumpAsync(move.Disk, s_dump, cancellation);
            await records.CopyAsync(move.Disk, s_dump, copy, cancellation);
            return true;
        }, cancellation);
        await using var program = await move.Control.BesideAsync(ServiceRole.Web, image, cancellation);
        return await Migration.RunAsync(program, copy, move.Narrator, cancellation);
    }
}
