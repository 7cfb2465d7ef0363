using System.Globalization;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;

namespace MathesarSetup.App.Looking;

/// <summary>What PostgreSQL itself says of an installation's database.</summary>
/// <param name="Version">Such as <c>17.2</c>.</param>
/// <param name="Bytes">All databases of a server that belongs to the installation; else the one with Mathesar's own records.</param>
public sealed record DatabaseFacts(string Version, long Bytes)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    internal static async Task<DatabaseFacts?> AskAsync(IServiceControl control, PostgresLogin login, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        try
        {
            await using var shell = await control.InsideAsync(login.Role, limit.Token);
            var said = (await new PostgresShell(shell, login).AskAsync(login.Internal, $"""
                SELECT split_part(current_setting('server_version'), ' ', 1), sum(pg_database_size(oid)) FROM pg_database
                WHERE {(login.IsOurs ? "true" : "datname = current_database()")}
                """, limit.Token)).Trim().Split('|');
            return said is [var version, var bytes] && long.TryParse(bytes, CultureInfo.InvariantCulture, out var size)
                ? new DatabaseFacts(version, size) : null;
        }
        catch (Exception problem) when (problem is StepFailure || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Why it is not reached is told of its service.
            return null;
        }
    }
}
