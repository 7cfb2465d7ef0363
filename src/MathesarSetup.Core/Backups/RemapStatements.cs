using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Backups;

/// <summary>The statements that write renumbered rows into Mathesar's own records: all of them, or none.</summary>
public static class RemapStatements
{
    /// <summary>The table of ours beside Mathesar's that keeps what was set aside, each row whole.</summary>
    public const string SetAsideTable = "mathesar_setup_set_aside";

    // No number of PostgreSQL's reaches so far, so that a new one never meets a former one on the way.
    private const string Apart = "4294967296";

    /// <summary>One transaction.</summary>
    public static string Of(RemappedRecords records) => string.Join('\n',
    [
        "SET client_min_messages = warning;", "BEGIN;", .. records.SetAside is [] ? [] : (string[])[Create],
        .. IdentityColumns.All.SelectMany(table => SetAside(table.Name, [.. records.SetAside.Where(a => a.Row.Table == table)])),
        // What goes with a row goes before it.
        .. IdentityColumns.All.Reverse().SelectMany(table => Remove(table.Name, [.. records.SetAside.Where(a => a.IsWhole && a.Row.Table == table)])),
        .. IdentityColumns.All.SelectMany(table => Renumber(table, [.. records.Renumbered.Where(r => r.Row.Table == table)])),
        "COMMIT;", "",
    ]);

    private const string Create = $"""
        CREATE TABLE IF NOT EXISTS {SetAsideTable} (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, set_aside_at timestamptz NOT NULL DEFAULT now(), from_table text NOT NULL,
            reason text NOT NULL, is_whole boolean NOT NULL, record jsonb NOT NULL);
        """;

    private static ImmutableArray<string> SetAside(string table, ImmutableArray<SetAsideRow> rows) => rows is [] ? [] :
    [
        $"""
        INSERT INTO {SetAsideTable} (from_table, reason, is_whole, record)
        SELECT '{table}', v.reason, v.is_whole, to_jsonb(t) FROM {table} AS t
        JOIN {Records(rows.Select(static r => new JsonObject { ["id"] = r.Row.Id, ["reason"] = r.Reason, ["is_whole"] = r.IsWhole }))}
            AS v(id bigint, reason text, is_whole boolean) ON v.id = t.id ORDER BY t.id;
        """,
    ];

    private static ImmutableArray<string> Remove(string table, ImmutableArray<SetAsideRow> rows) =>
        rows is [] ? [] : [$"DELETE FROM {table} WHERE id IN ({string.Join(", ", rows.Select(static r => r.Row.Id))});"];

    private static ImmutableArray<string> Renumber(IdentityTable table, ImmutableArray<RenumberedRow> rows)
    {
        ImmutableArray<IdentityColumn> columns = [.. table.Columns.Where(c => rows.Any(r => r.Values.ContainsKey(c.Name)))];
        if (columns is [])
        {
            return [];
        }

        // JSON that holds nothing stays the nothing that it is: null of JSON's, or of SQL's.
        var set = columns.Select(c => c.IsJson ? $"{c.Name} = coalesce(v.{c.Name}, t.{c.Name})"
            : c.Name == table.Unique ? $"{c.Name} = v.{c.Name} + {Apart}" : $"{c.Name} = v.{c.Name}");
        var update = $"""
            UPDATE {table.Name} AS t SET {string.Join(", ", set)}
            FROM {Records(rows.Select(Said))} AS v(id bigint, {string.Join(", ", columns.Select(static c => $"{c.Name} {c.Type}"))})
            WHERE t.id = v.id;
            """;
        return table.Unique is not { } unique ? [update]
            : [update, $"UPDATE {table.Name} SET {unique} = {unique} - {Apart} WHERE {unique} >= {Apart};"];
    }

    private static JsonObject Said(RenumberedRow row)
    {
        var said = row.Values.DeepClone().AsObject();
        said["id"] = row.Row.Id;
        return said;
    }

    private static string Records(IEnumerable<JsonObject> rows) => $"jsonb_to_recordset({Sql.Literal(new JsonArray([.. rows]).ToJsonString())})";
}
