using System.Collections.Immutable;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Database;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.App.PrepareDatabase;

/// <summary>
/// Makes the role and the database on a PostgreSQL server of the user's, with a superuser's URL that is used once and kept nowhere.
/// </summary>
public static class DatabaseMaking
{
    /// <summary>What forbids it. Answers about other things may still be missing.</summary>
    public static ImmutableArray<Finding> Errors(Setup setup, IEnumerable<Finding> findings) =>
        setup.Answers.Get(DatabaseSettings.Mode) is not DatabaseMode.Existing
            ? [RequestFinding.NotYours.Say("With these answers PostgreSQL runs beside Mathesar, which makes the role and the database by itself. "
                + "For a server of yours, say --database-mode existing and where it is.", DatabaseSettings.Mode.Key)]
            : [.. findings.Where(f => f.Severity is Severity.Error
                && (f.File is not null || f.Key is null || f.Key.StartsWith("database.", StringComparison.Ordinal)))];

    /// <summary>Makes them.</summary>
    /// <param name="setPassword">Whether a role that is there already gets the password too.</param>
    public static Task<CheckOutcome> RunAsync(Answers answers, SecretText superuserUrl, bool setPassword, CancellationToken cancellation) =>
        DatabasePreparer.RunAsync(answers, superuserUrl, setPassword, cancellation);

    /// <summary>Makes them, and then logs in as Mathesar will.</summary>
    public static async Task<(CheckOutcome Outcome, ImmutableArray<CheckResult> Results)> RunAndCheckAsync(
        Setup setup, SecretText superuserUrl, bool setPassword, CancellationToken cancellation)
    {
        var outcome = await RunAsync(setup.Answers, superuserUrl, setPassword, cancellation);
        return (outcome, outcome.Findings.IsEmpty ? await CheckRunner.RunAsync([new DatabaseCheck()], setup, cancellation) : []);
    }
}
