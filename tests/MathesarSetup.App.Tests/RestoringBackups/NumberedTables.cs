using MathesarSetup.App.Tests.BackingUp;

namespace MathesarSetup.App.Tests.RestoringBackups;

/// <summary>Tables of which Mathesar keeps the numbers: settings of columns, an exploration with a join, an order of columns.</summary>
internal sealed class NumberedTables(ComposeInstallation installation)
{
    /// <summary>The name of their database.</summary>
    public const string Users = "it's \"ours\"";

    /// <summary>Makes them, and lets Mathesar know of them.</summary>
    public void Fill()
    {
        installation.Sql("postgres", $"CREATE DATABASE {Quoted} TEMPLATE template0");
        installation.Sql("postgres", $"ALTER DATABASE {Quoted} SET search_path = plain; ALTER DATABASE {Quoted} IS_TEMPLATE true; "
            + $"COMMENT ON DATABASE {Quoted} IS 'theirs'");
        installation.Sql(Users, """
            CREATE SCHEMA plain;
            CREATE TABLE plain.books (gone int, id int PRIMARY KEY, title text, isbn text);
            ALTER TABLE plain.books DROP COLUMN gone;
            CREATE TABLE plain.loans (id int PRIMARY KEY, book int REFERENCES plain.books);
            INSERT INTO plain.books VALUES (1, 'first', 'x');
            """);
        string Oid(string table) => installation.Sql(Users, $"SELECT 'plain.{table}'::regclass::oid");
        var schema = installation.Sql(Users, "SELECT 'plain'::regnamespace::oid");
        installation.Sql("mathesar_django", $$"""
            DELETE FROM mathesar_columnmetadata;
            INSERT INTO mathesar_server (id, host, port) VALUES (50, '{{Host()}}', 5432);
            INSERT INTO mathesar_database (id, name, server_id) VALUES (60, '{{Users.Replace("'", "''", StringComparison.Ordinal)}}', 50);
            INSERT INTO mathesar_columnmetadata (database_id, table_oid, attnum) VALUES (60, {{Oid("books")}}, 3), (60, {{Oid("books")}}, 4);
            INSERT INTO mathesar_tablemetadata (database_id, table_oid, column_order) VALUES (60, {{Oid("books")}}, '[4, 3, 2]');
            INSERT INTO mathesar_explorations (database_id, name, base_table_oid, schema_oid, initial_columns)
              VALUES (60, 'far', {{Oid("loans")}}, {{schema}},
                '[{"alias": "t", "attnum": 3, "join_path": [[[{{Oid("loans")}}, 2], [{{Oid("books")}}, 2]]]}]');
            """);
    }

    /// <summary>What the numbers mean, asked of the database itself.</summary>
    /// <param name="container">The container of PostgreSQL; null for the installation's own.</param>
    public string Meanings(string? container = null)
    {
        string Rows(string sql) => installation.Sql("mathesar_django", sql, container);
        string Column(string[] at) => installation.Sql(Users, "SELECT n.nspname || '.' || c.relname || '.' || a.attname "
            + "FROM pg_attribute a JOIN pg_class c "
            + $"ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attrelid = {at[0]} AND a.attnum = {at[1]}", container);
        string Table(string oid) => installation.Sql(Users, "SELECT n.nspname || '.' || c.relname "
            + "FROM pg_class c JOIN pg_namespace n ON "
            + $"n.oid = c.relnamespace WHERE c.oid = {oid}", container);
        var columns = Rows("SELECT table_oid, attnum FROM mathesar_columnmetadata ORDER BY id").Split('\n').Select(l => Column(l.Split('|')));
        var exploration = Rows("SELECT base_table_oid, initial_columns #>> '{0,join_path,0,1,0}', schema_oid FROM mathesar_explorations").Split('|');
        return $"{string.Join(';', columns)};{Table(Rows("SELECT table_oid FROM mathesar_tablemetadata"))}|{Table(exploration[0])}>"
            + $"{Table(exploration[1])}|"
            + installation.Sql(Users, $"SELECT nspname FROM pg_namespace WHERE oid = {exploration[2]}", container);
    }

    private string Host() => installation.Place.Setup.Plan.Web.Environment.First(static e => e.Name == "POSTGRES_HOST").Value;

    private static string Quoted => $"\"{Users.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
