using System.Collections.Immutable;

namespace MathesarSetup.Mathesar;

/// <summary>What a column of Mathesar's own records holds of PostgreSQL's numbers.</summary>
public enum IdentityKind
{
    /// <summary>The number of a schema.</summary>
    Schema,

    /// <summary>The number of a table.</summary>
    Relation,

    /// <summary>The number of a column of the row's table.</summary>
    Column,

    /// <summary>A JSON list of such numbers: the order in which columns are shown.</summary>
    Order,

    /// <summary>
    /// A JSON list of texts and of lists of numbers. Such a list is a way along foreign keys: a column of the row's table, one of the table that it
    /// points at, and so on.
    /// </summary>
    Summary,

    /// <summary>
    /// A JSON list of objects with the number of a column, and the way to its table: a list of pairs of a table and a column at each side.
    /// </summary>
    Joined,
}

/// <summary>A column of Mathesar's own records that holds numbers which PostgreSQL gave.</summary>
/// <param name="IsNeeded">Whether its row makes no sense without it.</param>
public sealed record IdentityColumn(string Name, IdentityKind Kind, bool IsNeeded = true)
{
    /// <summary>Whether it is JSON.</summary>
    public bool IsJson => Kind is IdentityKind.Order or IdentityKind.Summary or IdentityKind.Joined;

    /// <summary>Its type in PostgreSQL.</summary>
    public string Type => Kind is IdentityKind.Column ? "integer" : IsJson ? "jsonb" : "bigint";
}

/// <summary>A table of Mathesar's own records that names tables and columns of users' databases by their numbers alone.</summary>
/// <param name="Title">What a row is, in the words of Mathesar's pages.</param>
/// <param name="Database">The expression for the id of the connected database that a row is about; the row is <c>t</c>.</param>
/// <param name="Relation">The expression for the number of the table whose columns the row names.</param>
public sealed record IdentityTable(string Name, string Title, string Database, string Relation, ImmutableArray<IdentityColumn> Columns)
{
    /// <summary>What has to be joined for these expressions.</summary>
    public string Joins { get; init; } = "";

    /// <summary>The expression for what a person knows a row by; empty for a row without a name.</summary>
    public string Label { get; init; } = "''";

    /// <summary>The rows that a row goes with: a column of it, and the table whose id that holds.</summary>
    public ImmutableArray<(string Column, string Table)> Owners { get; init; } = [];

    /// <summary>Its column whose numbers no two rows may share; null for none.</summary>
    public string? Unique { get; init; }
}

/// <summary>
/// Where Mathesar keeps numbers that PostgreSQL gave to schemas, tables and columns of users' databases, from 0.2.0 to 0.12. An exploration's further
/// JSON names its columns by aliases of its own, so it is in no need of this.
/// </summary>
public static class IdentityColumns
{
    /// <summary>Owners stand before what goes with them. Not every release has all.</summary>
    public static readonly ImmutableArray<IdentityTable> All =
    [
        new("mathesar_columnmetadata", "the display settings of a column", "t.database_id", "t.table_oid",
            [new("table_oid", IdentityKind.Relation), new("attnum", IdentityKind.Column)]) { Unique = "table_oid" },
        new("mathesar_tablemetadata", "the settings of a table", "t.database_id", "t.table_oid",
        [
            new("table_oid", IdentityKind.Relation), new("column_order", IdentityKind.Order, IsNeeded: false),
            new("record_summary_template", IdentityKind.Summary, IsNeeded: false),
            // From 0.2.2, and from 0.10.0.
            new("mathesar_added_pkey_attnum", IdentityKind.Column, IsNeeded: false),
            new("user_tracking_attnum", IdentityKind.Column, IsNeeded: false),
        ]) { Unique = "table_oid" },
        new("mathesar_explorations", "the exploration", "t.database_id", "t.base_table_oid",
        [
            new("base_table_oid", IdentityKind.Relation), new("schema_oid", IdentityKind.Schema), new("initial_columns", IdentityKind.Joined),
        ]) { Label = "t.name" },
        // From 0.5.0.
        new("mathesar_form", "the form", "t.database_id", "t.base_table_oid",
            [new("base_table_oid", IdentityKind.Relation), new("schema_oid", IdentityKind.Schema)]) { Label = "t.name" },
        new("mathesar_formfield", "a field of the form", "f.database_id",
            "CASE WHEN t.parent_field_id IS NULL THEN f.base_table_oid ELSE p.related_table_oid END",
            [new("column_attnum", IdentityKind.Column), new("related_table_oid", IdentityKind.Relation)])
        {
            Joins = "JOIN mathesar_form AS f ON f.id = t.form_id LEFT JOIN mathesar_formfield AS p ON p.id = t.parent_field_id",
            Label = "f.name",
            Owners = [("form_id", "mathesar_form"), ("parent_field_id", "mathesar_formfield")],
        },
    ];

    /// <summary>Whether a column of a table of Mathesar's is known to hold such numbers.</summary>
    public static bool Holds(string table, string column) => All.Any(t => t.Name == table && t.Columns.Any(c => c.Name == column));

    /// <summary>Whether a column is named as one that holds such numbers, and is not known: a newer release has it.</summary>
    public static bool IsSuspected(string table, string column) => !Holds(table, column)
        && (column.EndsWith("oid", StringComparison.Ordinal) || column.Contains("attnum", StringComparison.Ordinal));
}
