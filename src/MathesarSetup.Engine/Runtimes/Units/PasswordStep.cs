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
        var password = new DatabasePassword(new UnitContainer(run.Host, database.Container), user, name);
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

    /// <summary>The database is asked while it still runs; one that does not is waited for until the former one does.</summary>
    public async Task UndoAsync(UnitUndo run) => run.IsPasswordBack = run.Journal is not { Password: { } change, Database: { } database }
        || ((await UnitStatus.ReadAsync(run.Host, Unit(database), CancellationToken.None)).IsActive && await PutBackAsync(run, database, change));

    /// <summary>The same once the former units are in their place, before Mathesar starts with its former password.</summary>
    public static async Task UndoLaterAsync(UnitUndo run)
    {
        if (run.IsPasswordBack || run.Journal is not { Password: { } change, Database: { } database })
        {
            return;
        }

        var ran = (await UnitStatus.ReadAsync(run.Host, Unit(database), CancellationToken.None)).IsActive;
        if (!ran)
        {
            await run.Host.TryAsync(HostCommand.UnitStart.About(Unit(database)), CancellationToken.None);
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
            await new DatabasePassword(new UnitContainer(run.Host, database), change.User, change.Database)
                .ChangeAsync(change.Former, CancellationToken.None);
            run.Narrator.Undone(StepNames.Password, "The database has its former password again.");
            return true;
        }
        catch (StepFailure)
        {
            return false;
        }
    }

    private static string Unit(string container) => $"{container}.service";
}
