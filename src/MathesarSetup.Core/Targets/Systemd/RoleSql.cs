using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>
/// The SQL that makes role and database on a server of the user's: what a server needs, said so that it may run as often as one likes.
/// </summary>
internal static class RoleSql
{
    public static string Write(Answers a)
    {
        var script =
            new SqlScript("What Mathesar needs on your PostgreSQL server, for psql as a superuser: ./install.sh step role, or\n"
                + " psql -X -v ON_ERROR_STOP=1 -d postgres -f role.sql\nIt holds a secret, and may run again.");
        var role = Sql.Identifier(a.Get(DatabaseSettings.User));
        script.AddUnlessThere(new($"CREATE ROLE {role}", "The role with which Mathesar logs in."),
            $"SELECT FROM pg_roles WHERE rolname = {Sql.Literal(a.Get(DatabaseSettings.User))}");
        script.Add(DatabasePreparation.ChangeRole(a) with { Why = "Its rights and its password." });
        script.AddUnlessThere(DatabasePreparation.CreateDatabase(a),
            $"SELECT FROM pg_database WHERE datname = {Sql.Literal(a.Get(DatabaseSettings.Name))}");
        script.Add(DatabasePreparation.KeepOthersOut(a));
        return script.Write();
    }
}
