using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Sees that the bundled database opens with the wanted password, and changes it where the former one is known.</summary>
internal sealed class PasswordStep : IUnitStep
{
    public async Task DoAsync(UnitContext run, CancellationToken cancellation)
    {
        if (run.Plan is not { Database: { } database, MakesData: false })
        {
            return;
        }

        var answers = run.Request.Setup.Answers;
        var (user, name) = (answers.Get(DatabaseSettings.User), answers.Get(DatabaseSettings.Name));
        var wanted = run.Plan.Wanted.Secrets.GetValueOrDefault($"{database.Container}.POSTGRES_PASSWORD")
            ?? answers.Get(DatabaseSettings.Password).Reveal();
        var password = new DatabasePassword(UnitShell.Brief(run.Host, database.Container), user, name);
        if ((await password.TryAsync(wanted, cancellation)) is var (works, words) && works)
        {
            return;
        }

        if (run.Plan.FormerPassword is not { } former)
        {
            throw DatabasePassword.Wrong(words);
        }

        run.Narrator.Started(StepNames.Password, "Changing the database's password.");
        run.Write(run.Journal with { Password = former });
        await password.ChangeAsync(wanted, cancellation);
        run.Narrator.Done(StepNames.Password, "The database has its new password.");
    }

    /// <summary>
    /// The database is asked while it still runs; one that does not is waited for until the former one does, or started where there was none.
    /// </summary>
    public async Task UndoAsync(UnitUndo run) => run.IsPasswordBack = run.Journal is not { Password: { } change, Database: { } database }
        || ((await IsActiveAsync(run, database) || (IsMade(run, database) && await StartAsync(run, database)))
            && await PutBackAsync(run, database, change));

    /// <summary>The same once the former units are in their place, before Mathesar starts with its former password.</summary>
    public static async Task UndoLaterAsync(UnitUndo run)
    {
        if (run.IsPasswordBack || run.Journal is not { Password: { } change, Database: { } database })
        {
            return;
        }

        if (IsMade(run, database))
        {
            run.Notes.Add(ApplyFinding.PasswordLeft.Say("The database did not answer, so its password could not be set back, and the unit that could "
                + "start it is taken away with this run. Its data has the former password or the one of this run: install again with the one that "
                + "it takes.", DatabaseSettings.Password.Key));
            return;
        }

        var ran = await IsActiveAsync(run, database);
        if (!ran)
        {
            await StartAsync(run, database);
        }

        run.IsPasswordBack = await PutBackAsync(run, database, change);
        if (!ran)
        {
            await run.Host.TryAsync(HostCommand.UnitStop.About(Unit(database)), CancellationToken.None);
        }

        if (!run.IsPasswordBack)
        {
            run.Left.Add(DatabasePassword.Left());
        }
    }

    private static async Task<bool> PutBackAsync(UnitUndo run, string database, PasswordChange change)
    {
        try
        {
            await new DatabasePassword(UnitShell.Brief(run.Host, database), change.User, change.Database)
                .ChangeAsync(change.Former, CancellationToken.None);
            // Asked for once more, the unit may be gone that could do it.
            run.Write(run.Journal with { Password = null });
            run.Narrator.Undone(StepNames.Password, "The database has its former password again.");
            return true;
        }
        catch (StepFailure)
        {
            return false;
        }
    }

    // Whether the run made its unit, so that none is left to ask once that is taken back.
    private static bool IsMade(UnitUndo run, string database) =>
        run.Journal.Units.Any(u => u.Name == $"{database}.container" && u.Base64 is null);

    private static async Task<bool> IsActiveAsync(UnitUndo run, string database) =>
        (await UnitStatus.ReadAsync(run.Host, Unit(database), CancellationToken.None)).IsActive;

    private static async Task<bool> StartAsync(UnitUndo run, string database) =>
        (await run.Host.TryAsync(HostCommand.UnitStart.About(Unit(database)), CancellationToken.None)).ExitCode == 0;

    private static string Unit(string container) => $"{container}.service";
}
