using Npgsql;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>What the server says about itself, the database and the role, read in one statement.</summary>
/// <param name="FreeFor">How many connections the role can have at once, with what others use now taken off.</param>
/// <param name="Backend">The number of the server process; differs from what the connection was told when a pooler stands between.</param>
internal sealed record DatabaseFacts(
    string Version, bool IsReadOnly, int FreeFor, string Encoding, bool MayCreate, bool MakesDatabases, bool MakesRoles, int Backend,
    bool IsEncrypted, bool IsDataDatabase, bool HoldsRecords, int Tables)
{
    /// <summary>The oldest major version whose catalogues the statement fits; Mathesar wants a newer one.</summary>
    public const int OldestReadable = 10;

    private const string Statement = """
        SELECT current_setting('server_version'),
               pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean,
               LEAST(current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                       - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename <> current_user)::int,
                     NULLIF(d.datconnlimit, -1), NULLIF(r.rolconnlimit, -1))::int,
               pg_encoding_to_char(d.encoding)::text,
               COALESCE((SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = 'public'),
                        has_database_privilege(d.oid, 'CREATE')),
               r.rolcreatedb OR r.rolsuper, r.rolcreaterole OR r.rolsuper,
               pg_backend_pid(),
               COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false),
               EXISTS (SELECT FROM pg_namespace WHERE nspname IN ('msar', '__msar', 'mathesar_types')),
               to_regclass('public.django_migrations') IS NOT NULL,
               (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                    AND c.relname !~ '^pg_stat_statements')::int
          FROM pg_database d, pg_roles r
         WHERE d.datname = current_database() AND r.rolname = current_user
        """;

    public static async Task<DatabaseFacts> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Statement, connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new DatabaseFacts(
            row.GetString(0).Split(' ')[0], row.GetBoolean(1), row.GetInt32(2), row.GetString(3), row.GetBoolean(4), row.GetBoolean(5),
            row.GetBoolean(6),
            row.GetInt32(7), row.GetBoolean(8), row.GetBoolean(9), row.GetBoolean(10), row.GetInt32(11));
    }
}
