using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Backups;

/// <summary>A row of Mathesar's own records that names tables or columns of a user's database by number.</summary>
/// <param name="Database">The id of the connected database that it is about.</param>
/// <param name="Relation">The table whose columns it names.</param>
/// <param name="Label">What a person knows it by; empty for none.</param>
public sealed record MetadataRow(IdentityTable Table, long Id, long Database, uint Relation, string Label)
{
    /// <summary>What its columns hold as JSON, those that its release has.</summary>
    public required JsonObject Values { get; init; }

    /// <summary>A statement that says all rows of a table, a line of JSON each.</summary>
    /// <param name="columns">The columns that the table has.</param>
    public static string Ask(IdentityTable table, IEnumerable<string> columns) => $"""
        SELECT jsonb_build_object('id', t.id, 'database', {table.Database}, 'relation', {table.Relation}, 'label', {table.Label}, 'values',
            jsonb_build_object({string.Join(", ", Held(table, columns).Select(static c => $"'{c}', t.{c}"))}))
        FROM {table.Name} AS t {table.Joins} ORDER BY t.id;

        """;

    /// <summary>The row that a line of the answer says.</summary>
    public static MetadataRow Parse(IdentityTable table, string line)
    {
        var said = JsonNode.Parse(line)!.AsObject();
        return new MetadataRow(table, (long)said["id"]!, (long)said["database"]!, (uint?)(long?)said["relation"] ?? 0, (string?)said["label"] ?? "")
        {
            Values = said["values"]!.AsObject(),
        };
    }

    /// <summary>The id of a row that this one goes with; null for none.</summary>
    public long? Owner(string column) => (long?)Values[column];

    private static IEnumerable<string> Held(IdentityTable table, IEnumerable<string> columns) =>
        table.Columns.Select(static c => c.Name).Concat(table.Owners.Select(static o => o.Column)).Where(columns.Contains);
}

/// <summary>A row with the numbers of the database as it is now.</summary>
/// <param name="Values">All its numbered columns that its release has, as JSON.</param>
public sealed record RenumberedRow(MetadataRow Row, JsonObject Values);

/// <summary>A row, or a part of one, that names what is not there any more.</summary>
/// <param name="IsWhole">Whether the row goes; otherwise it stays without what it named.</param>
/// <param name="Reason">What it named, in words.</param>
public sealed record SetAsideRow(MetadataRow Row, bool IsWhole, string Reason);

/// <summary>What becomes of rows when the numbers that they name have changed.</summary>
public sealed record RemappedRecords(ImmutableArray<RenumberedRow> Renumbered, ImmutableArray<SetAsideRow> SetAside);
