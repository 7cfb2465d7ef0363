using MathesarSetup.Documents.Postgres;

namespace MathesarSetup.Engine.Postgres;

/// <summary>For psql: a new, empty database that is like another one in all that no dump of its contents holds.</summary>
internal static class DatabaseLike
{
    /// <summary>Lets a database be one that others are made from where another is. Until it is filled that would stand in the way.</summary>
    public static string Template(string name, string like) => $"""
        SELECT format('ALTER DATABASE %I IS_TEMPLATE true', {Sql.Literal(name)})
        FROM pg_database WHERE datname = {Sql.Literal(like)} AND datistemplate \gexec

        """;

    /// <summary>Owner, encoding, locale, tablespace and limit; who may connect; settings; its comment.
    /// Each statement is made by the server itself.</summary>
    public static string Statements(string name, string like) => $$"""
        SELECT format('CREATE DATABASE %I TEMPLATE template0 OWNER %I ENCODING %L LC_COLLATE %L LC_CTYPE %L CONNECTION LIMIT %s',
          {{Sql.Literal(name)}}, pg_get_userbyid(d.datdba), pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, d.datconnlimit)
          || CASE t.spcname WHEN 'pg_default' THEN '' ELSE format(' TABLESPACE %I', t.spcname) END
          || CASE to_jsonb(d) ->> 'datlocprovider'
            WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'))
            WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', to_jsonb(d) ->> 'datlocale')
            ELSE '' END
        FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = {{Sql.Literal(like)}} \gexec
        SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', {{Sql.Literal(name)}})
        FROM pg_database WHERE datname = {{Sql.Literal(like)}} AND datacl IS NOT NULL \gexec
        SELECT format('GRANT %s ON DATABASE %I TO %s', a.privilege_type, {{Sql.Literal(name)}},
          CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
          || CASE WHEN a.is_grantable AND a.grantee <> d.datdba THEN ' WITH GRANT OPTION' ELSE '' END
        FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = {{Sql.Literal(like)}} \gexec
        SELECT format('ALTER %s SET %I TO %s', CASE s.setrole WHEN 0 THEN format('DATABASE %I', {{Sql.Literal(name)}})
            ELSE format('ROLE %I IN DATABASE %I', pg_get_userbyid(s.setrole), {{Sql.Literal(name)}}) END,
          split_part(c, '=', 1), CASE WHEN split_part(c, '=', 1) IN ('search_path', 'session_preload_libraries', 'local_preload_libraries',
            'temp_tablespaces') THEN substr(c, strpos(c, '=') + 1) ELSE quote_literal(substr(c, strpos(c, '=') + 1)) END)
        FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) c WHERE d.datname = {{Sql.Literal(like)}} \gexec
        SELECT format('COMMENT ON DATABASE %I IS %L', {{Sql.Literal(name)}}, shobj_description(oid, 'pg_database'))
        FROM pg_database WHERE datname = {{Sql.Literal(like)}} AND shobj_description(oid, 'pg_database') IS NOT NULL \gexec

        """;
}
