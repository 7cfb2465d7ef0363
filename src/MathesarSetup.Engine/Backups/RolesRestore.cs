using System.Text.Json;
using System.Text.RegularExpressions;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Postgres;

namespace MathesarSetup.Engine.Backups;

/// <summary>Makes the roles of a backup that a server lacks. Those that it has stay as they are, their passwords too.</summary>
internal static partial class RolesRestore
{
    /// <param name="globals">What pg_dumpall said of roles.</param>
    public static async Task MakeMissingAsync(PostgresShell postgres, string globals, CancellationToken cancellation)
    {
        var names = await postgres.AskAsync(DatabaseSwap.Neutral, "SELECT jsonb_agg(rolname) FROM pg_roles;", cancellation);
        var there = JsonSerializer.Deserialize(names, NamesJson.Default.StringArray)!;
        if (Statements(globals, there) is { Length: > 0 } statements)
        {
            try
            {
                await postgres.DoAsync(DatabaseSwap.Neutral, $"BEGIN;\n{statements}COMMIT;\n", cancellation);
            }
            catch (StepFailure)
            {
                // What PostgreSQL says may repeat a statement with a password in it.
                throw new StepFailure(RestoreFinding.Failed.Say("PostgreSQL did not make the roles that the backup has and this server lacks. "
                    + "Nothing was changed. Make them by hand, from globals.sql.gz in the backup, and restore again."));
            }
        }
    }

    /// <summary>The statements about roles that are missing.</summary>
    internal static string Statements(string globals, IEnumerable<string> there)
    {
        var missing = Create().Matches(globals).Select(static m => m.Groups[1].Value).Where(id => !there.Contains(Name(id))).ToArray();
        return string.Concat(Statement().Matches(globals).Select(static m => m.Value).Where(s => missing.Any(id =>
            s.StartsWith($"CREATE ROLE {id};", StringComparison.Ordinal) || s.StartsWith($"ALTER ROLE {id} ", StringComparison.Ordinal)
            || (s.StartsWith("GRANT ", StringComparison.Ordinal) && (s.Contains($" TO {id};", StringComparison.Ordinal)
                || s.Contains($" TO {id} ", StringComparison.Ordinal))))));
    }

    private static string Name(string id) => id is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : id;

    [GeneratedRegex("^CREATE ROLE (\"(?:[^\"]|\"\")*\"|[a-z0-9_]+);$", RegexOptions.Multiline)]
    private static partial Regex Create();

    // To a semicolon outside of quotes.
    [GeneratedRegex("^(?:CREATE|ALTER|GRANT)(?:[^;\"']|\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*')*;\n", RegexOptions.Multiline)]
    private static partial Regex Statement();
}
