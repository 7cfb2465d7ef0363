using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The SQL that makes role and database on a server of the user's. It may run as often as one likes.</summary>
internal static class RoleSql
{
    public static string Write(Answers a)
    {
        var role = a.Get(DatabaseSettings.User);
        var database = a.Get(DatabaseSettings.Name);
        var rights = a.Get(DatabaseSettings.PerUser) ? "CREATEDB CREATEROLE" : "CREATEDB";
        var password = a.Get(DatabaseSettings.Password);
        var text = new StringBuilder();
        CommentLines.Write(
            "What Mathesar needs on your PostgreSQL server, for psql as a superuser: ./install.sh step role, or\n psql -X -v ON_ERROR_STOP=1 -d postgres -f role.sql\nIt holds a secret, and may run again.",
            "-- ", text);
        text.Append('\n');
        CommentLines.Write($"CREATEDB lets Mathesar make databases for its users.{(a.Get(DatabaseSettings.PerUser) ? " CREATEROLE lets it make a role for each of them." : "")}", "-- ", text);
        return text.Append(Statements(role, database, $"LOGIN {rights}{(password.IsEmpty ? "" : $" PASSWORD {Sql.Literal(password.Reveal())}")}")).ToString();
    }

    private static string Statements(string role, string database, string rights) =>
        $"""
        SELECT format('CREATE ROLE %I', {Sql.Literal(role)}) WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {Sql.Literal(role)}) \gexec
        ALTER ROLE {Sql.Identifier(role)} {rights};

        -- The role owns the database, because others may not create in it.
        SELECT format('CREATE DATABASE %I OWNER %I', {Sql.Literal(database)}, {Sql.Literal(role)}) WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {Sql.Literal(database)}) \gexec

        """;
}
