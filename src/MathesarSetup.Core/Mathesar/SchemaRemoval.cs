namespace MathesarSetup.Mathesar;

/// <summary>The SQL by which a person takes out of a database what Mathesar put there when it was connected. Nothing here runs it.</summary>
public static class SchemaRemoval
{
    /// <summary>
    /// First what would go with Mathesar's own types: columns of tables, among them; then the statements that remove the schemas, as comments,
    /// because they cannot be taken back.
    /// </summary>
    public const string Sql = """
        -- Mathesar's functions and types in a database that it was connected to. They do no harm when they stay.
        -- Run this in each such database, as the owner of the schemas.

        -- 1. What of yours uses Mathesar's types: these columns, and what rests on them, would be dropped with the types. Give a column
        --    another type first, and its data stays:  ALTER TABLE t ALTER COLUMN c TYPE text USING c::text;
        WITH RECURSIVE own(type) AS (
            SELECT t.oid FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname IN ('mathesar_types', 'msar', '__msar')
            UNION
            SELECT t.oid FROM pg_catalog.pg_type t JOIN own ON own.type IN (t.typelem, t.typbasetype)
        )
        SELECT n.nspname AS schema, c.relname AS relation, a.attname AS column_name,
               pg_catalog.format_type(a.atttypid, a.atttypmod) AS type
        FROM pg_catalog.pg_attribute a
        JOIN own ON own.type = a.atttypid
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT a.attisdropped AND n.nspname NOT IN ('mathesar_types', 'msar', '__msar')
        ORDER BY 1, 2, 3;

        -- 2. Take the dashes away when the list above is empty, or when all in it may go:
        -- DROP SCHEMA IF EXISTS msar, __msar CASCADE;
        -- DROP SCHEMA IF EXISTS mathesar_types CASCADE;
        """;
}
