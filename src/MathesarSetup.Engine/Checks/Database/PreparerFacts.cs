using MathesarSetup.Catalogue;
using Npgsql;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>What is there already on the server.</summary>
internal sealed record PreparerFacts(bool HasRole, bool HasDatabase, bool IsSuperuser)
{
    private const string Statement = """
        SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1),
               EXISTS (SELECT FROM pg_database WHERE datname = $2),
               (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        """;

    public static async Task<PreparerFacts> ReadAsync(NpgsqlConnection connection, Answers a, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Statement, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = a.Get(DatabaseSettings.User) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = a.Get(DatabaseSettings.Name) });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new PreparerFacts(row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2));
    }
}
