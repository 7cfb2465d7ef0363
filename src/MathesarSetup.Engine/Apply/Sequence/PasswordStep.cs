using Docker.DotNet;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>Sees that the bundled database opens with the wanted password, and changes it where the former one is known.</summary>
internal sealed class PasswordStep : IApplyStep
{
    public async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        if (run.Plan.Wanted.Database is not { } database)
        {
            return;
        }

        var answers = run.Request.Setup.Answers;
        var (wanted, user, name) =
            (answers.Get(DatabaseSettings.Password).Reveal(), answers.Get(DatabaseSettings.User), answers.Get(DatabaseSettings.Name));
        var password = new DatabasePassword(new ContainerShell(run.Engine, database.Name), user, name);
        if (run.Plan.MakesData || (await password.TryAsync(wanted, cancellation)) is var (works, words) && works)
        {
            return;
        }

        if (run.Plan.FormerPassword is not { } former)
        {
            throw DatabasePassword.Wrong(words);
        }

        run.Narrator.Started(StepNames.Password, "Changing the database's password.");
        run.Write(run.Journal with { Password = new PasswordChange(user, name, former.Reveal()) });
        await password.ChangeAsync(wanted, cancellation);
        run.Narrator.Done(StepNames.Password, "The database has its new password.");
    }

    /// <summary>
    /// The container under the database's name is asked, whoever made it. While there is none, or it does not answer, the former one is waited for.
    /// </summary>
    public async Task<Finding?> UndoAsync(RollBackContext run, CancellationToken cancellation)
    {
        var isBack = run.Journal is not { Password: { } change, DatabaseContainer: { } name }
            || (await run.Engine.FindContainerAsync(name, cancellation) is { } database && await PutBackAsync(run, change, database, cancellation));
        return isBack
            ? null
            : DatabasePassword.Left();
    }

    private static async Task<bool> PutBackAsync(RollBackContext run, PasswordChange change, ContainerFacts database, CancellationToken cancellation)
    {
        var (wasRunning, password) = (database.Run.Running, new DatabasePassword(new ContainerShell(run.Engine, database.Id), change.User,
            change.Database));
        try
        {
            if (!wasRunning)
            {
                await run.Engine.StartContainerAsync(database.Id, cancellation);
            }

            if (!await password.AnswersAsync(cancellation))
            {
                return false;
            }

            await password.ChangeAsync(change.Former, cancellation);
            run.Narrator.Undone(StepNames.Password, "The database has its former password again.");
            return true;
        }
        catch (Exception problem) when (problem is DockerApiException or StepFailure)
        {
            return false;
        }
        finally
        {
            if (!wasRunning)
            {
                await run.Engine.StopContainerAsync(database.Id, cancellation);
            }
        }
    }
}
