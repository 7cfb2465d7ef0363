using System.Collections.Immutable;
using System.Text.Json;

namespace MathesarSetup.Backups;

/// <summary>
/// Which number PostgreSQL gave to each schema, table and column of one database. Mathesar's own records name them by these numbers alone, and a dump
/// that is restored gives others: the names are what stays.
/// </summary>
public sealed record IdentityMap(ImmutableArray<NamedSchema> Schemas, ImmutableArray<NamedRelation> Relations)
{
    /// <summary>
    /// A statement that says the map as one line of JSON. Every ordinary role may ask it, and nothing that users made in the database takes part in
    /// it, be it an operator of theirs.
    /// </summary>
    public const string Ask = """
        SELECT pg_catalog.jsonb_build_object(
            'format', 1,
            'schemas', (
                SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('oid', n.oid::pg_catalog.int8, 'name', n.nspname)), '[]')
                FROM pg_catalog.pg_namespace AS n
                WHERE NOT pg_catalog.starts_with(n.nspname::pg_catalog.text, 'pg_') AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'),
            'relations', (
                SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                    'oid', c.oid::pg_catalog.int8, 'schema', c.relnamespace::pg_catalog.int8, 'name', c.relname, 'kind', c.relkind,
                    'columns', (
                        SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('number', a.attnum, 'name', a.attname)), '[]')
                        FROM pg_catalog.pg_attribute AS a
                        WHERE a.attrelid OPERATOR(pg_catalog.=) c.oid AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped),
                    'links', (
                        SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                            'number', k.conkey[1], 'relation', k.confrelid::pg_catalog.int8)), '[]')
                        FROM pg_catalog.pg_constraint AS k
                        WHERE k.conrelid OPERATOR(pg_catalog.=) c.oid AND k.contype OPERATOR(pg_catalog.=) 'f'
                            AND pg_catalog.cardinality(k.conkey) OPERATOR(pg_catalog.=) 1))), '[]')
                FROM pg_catalog.pg_class AS c
                JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
                WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,v,m,f}'::pg_catalog."char"[])
                    AND NOT pg_catalog.starts_with(n.nspname::pg_catalog.text, 'pg_')
                    AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'))::pg_catalog.text;
        """;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The map that the statement said; null for text that is none, or one of a format that is not known.</summary>
    public static IdentityMap? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Said>(text, s_options) is { Format: 1 } said ? new IdentityMap(said.Schemas, said.Relations) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Said(int Format, ImmutableArray<NamedSchema> Schemas, ImmutableArray<NamedRelation> Relations);
}

/// <summary>A schema, with its number.</summary>
public sealed record NamedSchema(uint Oid, string Name);

/// <summary>A table, or what is read like one, with its number.</summary>
/// <param name="Schema">The number of its schema.</param>
/// <param name="Kind">PostgreSQL's letter: r table, p partitioned, v view, m materialized view, f foreign table.</param>
public sealed record NamedRelation(uint Oid, uint Schema, string Name, string Kind, ImmutableArray<NamedColumn> Columns)
{
    /// <summary>Its foreign keys of a single column.</summary>
    public ImmutableArray<ColumnLink> Links { get; init; } = [];
}

/// <summary>A column, with its number.</summary>
public sealed record NamedColumn(short Number, string Name);

/// <summary>A foreign key of a single column.</summary>
/// <param name="Relation">The number of the table that it points at.</param>
public sealed record ColumnLink(short Number, uint Relation);
