using System.Text.Json;
using MathesarSetup.Mathesar;
using MathesarSetup.Testing;

namespace MathesarSetup.Backups;

/// <summary>
/// The identity test: a real PostgreSQL gives other numbers to what a real dump brings back, and Mathesar's records follow by name.
/// </summary>
public sealed class IdentityInPostgresTests
{
    private const string Users = """
        CREATE SCHEMA "od""d
        é"; CREATE SCHEMA plain;
        CREATE TABLE "od""d
        é".authors (gone int, id int PRIMARY KEY, "na'me" text, extra int);
        ALTER TABLE "od""d
        é".authors DROP COLUMN gone;
        CREATE TABLE plain.books (id int PRIMARY KEY, dropped int, title text, author int REFERENCES "od""d
        é".authors, isbn text);
        ALTER TABLE plain.books DROP COLUMN dropped;
        CREATE TABLE plain.loans (x int, id int PRIMARY KEY, book int REFERENCES plain.books);
        ALTER TABLE plain.loans DROP COLUMN x;
        CREATE VIEW plain.titles AS SELECT title FROM plain.books;
        """;

    // Each number is found by name when it is written, and read by name afterwards.
    private const string Records = """
        INSERT INTO mathesar_server (host, port) VALUES ('db', 5432);
        INSERT INTO mathesar_database (name, server_id) VALUES ('users', 1), ('other', 1);
        """;

    [Fact]
    public void Every_number_means_the_same_name_after_a_dump_was_restored()
    {
        using var server = new PostgresServer();
        foreach (var name in (string[])["records", "users", "restored"])
        {
            server.Query("postgres", $"CREATE DATABASE {name} TEMPLATE template0");
        }

        server.RunScript("users", Users);
        server.RunScript("records", "CREATE TABLE mathesar_server (id serial PRIMARY KEY, host text, port int);\n"
            + "CREATE TABLE mathesar_database (id serial PRIMARY KEY, name text, server_id int);\n" + StandIns.MetadataTables() + Records);
        var before = IdentityMap.Parse(server.Query("users", IdentityMap.Ask))!;
        Fill(server, before);
        // The dump closes gaps, and something else has taken numbers meanwhile.
        server.RunScript("restored", "CREATE TABLE public.stranger (a int, b int, c int);");
        server.CopyDump("users", "restored");
        var after = IdentityMap.Parse(server.Query("restored", IdentityMap.Ask))!;
        Assert.NotEqual(Number(before, "books", "title"), Number(after, "books", "title"));

        var remapped = IdentityRemap.Of(Rows(server), new Dictionary<long, Renumbering> { [1] = new(before, after) });
        server.RunScript("records", RemapStatements.Of(remapped));

        var (books, authors, loans) = (Oid(after, "books"), Oid(after, "authors"), Oid(after, "loans"));
        var (plain, odd) = (Schema(after, "plain"), Schema(after, "od\"d\né"));
        short N(string table, string column) => Number(after, table, column);
        Assert.Equal($"{books}|{N("books", "title")}\n{authors}|{N("authors", "na'me")}\n{Oid(after, "titles")}|1\n{Oid(before, "books")}|4",
            server.Query("records", "SELECT table_oid, attnum FROM mathesar_columnmetadata ORDER BY id"));
        Assert.Equal($"{books}|[{N("books", "isbn")}, {N("books", "id")}]|"
            + $"[\"# \", [{N("books", "author")}, {N("authors", "na'me")}], [{N("books", "title")}]]|"
            + $"{N("books", "id")}|{N("books", "isbn")}\n{authors}||||",
            server.Query("records", "SELECT table_oid, column_order, record_summary_template, mathesar_added_pkey_attnum, user_tracking_attnum "
                + "FROM mathesar_tablemetadata ORDER BY id"));
        Assert.Equal($"far|{loans}|{plain}", server.Query("records", "SELECT name, base_table_oid, schema_oid FROM mathesar_explorations"));
        using var columns = JsonDocument.Parse(server.Query("records", "SELECT initial_columns FROM mathesar_explorations"));
        using var wanted = JsonDocument.Parse(Joined(after));
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, columns.RootElement));
        Assert.Equal($"{books}|{plain}\n{authors}|{odd}",
            server.Query("records", "SELECT base_table_oid, schema_oid FROM mathesar_form ORDER BY id"));
        Assert.Equal($"{N("books", "author")}|{authors}\n{N("authors", "na'me")}|",
            server.Query("records", "SELECT column_attnum, related_table_oid FROM mathesar_formfield ORDER BY id"));
        // What was nothing's before is out of the way, whole.
        Assert.Equal("mathesar_columnmetadata|1|its table was not there before either, a column of its table was not there before either",
            server.Query("records", "SELECT from_table, record -> 'attnum', reason FROM mathesar_setup_set_aside"));
    }

    [Fact]
    public void Numbers_that_change_places_do_not_meet_on_the_way()
    {
        using var server = new PostgresServer();
        server.RunScript("postgres", "CREATE TABLE mathesar_database (id serial PRIMARY KEY);\nINSERT INTO mathesar_database DEFAULT VALUES;\n"
            + StandIns.MetadataTables());
        server.RunScript("postgres",
            "INSERT INTO mathesar_columnmetadata (database_id, table_oid, attnum) VALUES (1, 10, 1), (1, 11, 1), (1, 10, 2);\n"
            + "INSERT INTO mathesar_tablemetadata (database_id, table_oid) VALUES (1, 10), (1, 11), (1, 4294967295);");
        var before = new IdentityMap([new(1, "s")],
            [new(10, 1, "a", "r", [new(1, "x"), new(2, "y")]), new(11, 1, "b", "r", [new(1, "x")]), new(4294967295, 1, "c", "r", [])]);
        var after = new IdentityMap([new(1, "s")],
            [new(11, 1, "a", "r", [new(2, "x"), new(1, "y")]), new(4294967295, 1, "b", "r", [new(1, "x")]), new(10, 1, "c", "r", [])]);
        var renumbered = new Dictionary<long, Renumbering> { [1] = new(before, after) };
        server.RunScript("postgres", RemapStatements.Of(IdentityRemap.Of(Rows(server, "postgres"), renumbered)));
        Assert.Equal("11|2\n4294967295|1\n11|1", server.Query("postgres", "SELECT table_oid, attnum FROM mathesar_columnmetadata ORDER BY id"));
        Assert.Equal("11\n4294967295\n10", server.Query("postgres", "SELECT table_oid FROM mathesar_tablemetadata ORDER BY id"));
    }

    private static void Fill(PostgresServer server, IdentityMap map)
    {
        var (books, authors) = (Oid(map, "books"), Oid(map, "authors"));
        short N(string table, string column) => Number(map, table, column);
        server.RunScript("records", $$"""
            INSERT INTO mathesar_columnmetadata (database_id, table_oid, attnum) VALUES
                (1, {{books}}, {{N("books", "title")}}), (1, {{authors}}, {{N("authors", "na'me")}}), (1, {{Oid(map, "titles")}}, 1), (1, 99999, 1),
                (2, {{books}}, 4);
            INSERT INTO mathesar_tablemetadata (database_id, table_oid, column_order, record_summary_template, mathesar_added_pkey_attnum,
                user_tracking_attnum) VALUES
                (1, {{books}}, '[{{N("books", "isbn")}}, 2, {{N("books", "id")}}]',
                    '["# ", [{{N("books", "author")}}, {{N("authors", "na'me")}}], [{{N("books", "title")}}]]',
                    {{N("books", "id")}}, {{N("books", "isbn")}}),
                (1, {{authors}}, NULL, NULL, NULL, NULL);
            INSERT INTO mathesar_explorations (database_id, name, base_table_oid, schema_oid, initial_columns)
                VALUES (1, 'far', {{Oid(map, "loans")}}, {{Schema(map, "plain")}}, '{{Joined(map)}}');
            INSERT INTO mathesar_form (token, name, version, database_id, schema_oid, base_table_oid, header_title) VALUES
                (gen_random_uuid(), 'in', 1, 1, {{Schema(map, "plain")}}, {{books}}, '{}'),
                (gen_random_uuid(), 'odd', 1, 1, {{Schema(map, "od\"d\né")}}, {{authors}}, '{}');
            INSERT INTO mathesar_formfield (key, form_id, index, kind, column_attnum, related_table_oid, fk_interaction_rule, parent_field_id) VALUES
                ('k', 1, 0, 'foreign_key', {{N("books", "author")}}, {{authors}}, 'must_pick', NULL),
                ('c', 1, 0, 'scalar_column', {{N("authors", "na'me")}}, NULL, NULL, 1);
            """);
    }

    // From loans over books to the name of their author.
    private static string Joined(IdentityMap map) => $$"""
        [{"alias": "id", "attnum": {{Number(map, "loans", "id")}}},
         {"alias": "author's", "attnum": {{Number(map, "authors", "na'me")}}, "join_path": [
            [[{{Oid(map, "loans")}}, {{Number(map, "loans", "book")}}], [{{Oid(map, "books")}}, {{Number(map, "books", "id")}}]],
            [[{{Oid(map, "books")}}, {{Number(map, "books", "author")}}], [{{Oid(map, "authors")}}, {{Number(map, "authors", "id")}}]]]}]
        """.Replace("author's", "authors", StringComparison.Ordinal);

    private static MetadataRow[] Rows(PostgresServer server, string database = "records") =>
    [
        .. IdentityColumns.All.SelectMany(table => server.RunScript(database, MetadataRow.Ask(table,
                server.Query(database, $"SELECT attname FROM pg_attribute WHERE attrelid = '{table.Name}'::regclass AND attnum > 0").Split('\n')))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => MetadataRow.Parse(table, line))),
    ];

    private static uint Schema(IdentityMap map, string name) => map.Schemas.Single(s => s.Name == name).Oid;

    private static uint Oid(IdentityMap map, string name) => map.Relations.Single(r => r.Name == name).Oid;

    private static short Number(IdentityMap map, string table, string column) =>
        map.Relations.Single(r => r.Name == table).Columns.Single(c => c.Name == column).Number;
}
