using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;

namespace MathesarSetup.App.RestoringBackups;

/// <summary>Removes what restores kept of the databases of before, once somebody has seen it.</summary>
public static class ForgetRestores
{
    /// <summary>What they kept and is still there, with its sizes. Changes nothing.</summary>
    public static Task<(ImmutableArray<KeptThing> Kept, ImmutableArray<Finding> Findings)> LookAsync(
        InstalledPlace place, CancellationToken cancellation) =>
        InsideAsync(place, static (kept, stop) => kept.LookAsync(stop), cancellation);

    /// <summary>Removes what was seen, and no other thing.</summary>
    /// <returns>What is left of it, and why.</returns>
    public static Task<(ImmutableArray<KeptThing> Left, ImmutableArray<Finding> Findings)> RunAsync(
        InstalledPlace place, ImmutableArray<KeptThing> seen, CancellationToken cancellation) =>
        InsideAsync(place, async (kept, stop) =>
        {
            using var held = DirectoryLock.Take(new Disk(place.Directory));
            await kept.ForgetAsync(seen, stop);
            return await kept.LookAsync(stop);
        }, cancellation);

    private static async Task<(ImmutableArray<KeptThing> Things, ImmutableArray<Finding> Findings)> InsideAsync(
        InstalledPlace place, Func<KeptDatabases, CancellationToken, Task<ImmutableArray<KeptThing>>> act, CancellationToken cancellation)
    {
        try
        {
            if (RestoreReceipt.Load(new Disk(place.Directory)).IsEmpty)
            {
                return ([], []);
            }

            var search = await KnownRuntimes.FindAsync(place.Setup, cancellation);
            if (search.Place is not { } found)
            {
                return ([], search.Findings is [] ? [place.ByHand] : search.Findings);
            }

            var login = PostgresLogin.Of(place.Setup);
            await using var shell = await found.For(Acceptance.None, place.Directory).ControlOf(place.Setup, place.Directory)
                .InsideAsync(login.Role, cancellation);
            return (await act(new KeptDatabases(new PostgresShell(shell, login), new Disk(place.Directory)), cancellation), []);
        }
        catch (StepFailure failure)
        {
            return ([], failure.Findings);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ([], [FileFindings.From(problem, place.Directory)]);
        }
    }
}
