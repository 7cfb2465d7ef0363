using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Backups;

/// <summary>Takes back a restore that failed or was cut off, by its journal and by what is really there.</summary>
internal static class RestoreSettlement
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>Whether one was cut off.</summary>
    public static bool IsNeeded(string directory) => File.Exists(new Disk(directory).Full(StateFolder.RestoreJournal));

    /// <summary>Takes it back; what a person has to do where that cannot be.</summary>
    /// <param name="isLate">Whether somebody may have worked since with what was loaded.</param>
    public static async Task<Finding?> BackAsync(Setup setup, Disk disk, IServiceControl control, Narrator narrator, bool isLate = true)
    {
        RestoreJournal? journal = null;
        try
        {
            if ((journal = RestoreJournal.Load(disk)) is null)
            {
                return null;
            }

            var login = PostgresLogin.Of(setup);
            if (journal.IsStopping)
            {
                await control.StopAsync(ServiceRole.Web, CancellationToken.None);
                await control.StartAsync(login.Role, s_patience, CancellationToken.None);
            }

            await using (var shell = await control.InsideAsync(login.Role, CancellationToken.None))
            {
                await new DatabaseSwap(new PostgresShell(shell, login), journal).BackAsync(isLate, CancellationToken.None);
            }

            if (journal.IsStopping)
            {
                await control.StartAsync(ServiceRole.Web, s_patience, CancellationToken.None);
            }

            RestoreJournal.Forget(disk);
            narrator.Undone(StepNames.RollBack, "Everything is as it was before the restore.");
            return null;
        }
        catch (Exception problem) when (problem is StepFailure || FileFindings.IsFileProblem(problem))
        {
            var why = problem is StepFailure failure ? failure.Findings[0].Message : FileFindings.From(problem, disk.Root).Message;
            var names = string.Join(", ", journal?.Databases.Where(static d => d.Before is not null).Select(static d => $"{d.Name} as {d.Before}")
                ?? []);
            return RestoreFinding.NeedsPerson.Say(narrator.Redact($"The restore could not be taken back: {why.TrimEnd('.')}. What was there is kept, "
                + $"under its own names or these: {names}. Start PostgreSQL, and run the same command once more."));
        }
    }
}
