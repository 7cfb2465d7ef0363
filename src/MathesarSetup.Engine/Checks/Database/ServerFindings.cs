using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>What to say about a server that let the role in.</summary>
internal static class ServerFindings
{
    private static readonly string s_name = DatabaseSettings.Name.Key;

    public static IEnumerable<Finding> Of(DatabaseFacts facts, Answers a) => Content(facts, a).Concat(Rights(facts, a)).Concat(Size(facts, a));

    /// <summary>Null when the release works with this major version.</summary>
    public static Finding? Version(int major, string version, Answers a)
    {
        var release = a.Get(RunSettings.Version);
        if (major >= release.OldestPostgres && major <= release.NewestPostgres)
        {
            return null;
        }

        var other = Releases.All.Reverse().FirstOrDefault(r => major >= r.OldestPostgres && major <= r.NewestPostgres);
        return ServerFinding.ServerVersion.Say($"The server is PostgreSQL {version}, and Mathesar {release} works with {release.OldestPostgres} to "
            + $"{release.NewestPostgres}. "
            + $"{(major < release.OldestPostgres ? "Upgrade the server, or use another." : "Use an older server, or a newer Mathesar.")}",
            DatabaseSettings.Host.Key,
            other is null ? null : Fix.To($"Use Mathesar {other}", RunSettings.Version, other));
    }

    private static IEnumerable<Finding> Content(DatabaseFacts facts, Answers a)
    {
        var name = a.Get(DatabaseSettings.Name);
        if (facts.IsReadOnly)
        {
            yield return ServerFinding.ReadOnly.Say(
                "The server takes no changes: it is a standby, or its transactions are read-only by default. Give the address of the primary server.",
                DatabaseSettings.Host.Key);
        }

        if (facts.Encoding is not "UTF8")
        {
            yield return ServerFinding.Encoding.Say($"The database \"{name}\" is encoded in {facts.Encoding}, and Mathesar needs UTF8. Make another: "
                + "CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0.",
                s_name);
        }

        if (facts.HoldsRecords)
        {
            yield return ServerFinding.HoldsRecords.Say($"The database \"{name}\" holds records of a Mathesar already, which go on being used. "
                + "Its secret key has to be the same, or the stored passwords cannot be read.",
                s_name);
        }
        else if (facts.IsDataDatabase)
        {
            yield return ServerFinding.IsData.Say($"The database \"{name}\" is one that people open in Mathesar. "
                + "Its own records cannot lie in the same one (mathesar-foundation/mathesar#4924). Name another.", s_name,
                name == "mathesar_django" ? null : Fix.To("Use mathesar_django", DatabaseSettings.Name, "mathesar_django"));
        }
        else if (facts.Tables > 0)
        {
            yield return ServerFinding.NotEmpty.Say(string.Create(CultureInfo.InvariantCulture,
                $"The database \"{name}\" holds {(facts.Tables == 1 ? "1 table or view" : $"{facts.Tables} tables or views")} of something else. "
                    + $"Mathesar adds its own beside them. A database for it alone is safer."),
                s_name);
        }
    }

    private static IEnumerable<Finding> Rights(DatabaseFacts facts, Answers a)
    {
        var role = a.Get(DatabaseSettings.User);
        if (!facts.MayCreate)
        {
            yield return ServerFinding.MayNotCreate.Say(
                $"The role \"{role}\" may not create tables in the schema public of \"{a.Get(DatabaseSettings.Name)}\". "
                    + "Since PostgreSQL 15 only the database's owner may. Make the role its owner, or GRANT CREATE ON SCHEMA public.",
                DatabaseSettings.User.Key) with
            { Command = $"ALTER DATABASE {Sql.Identifier(a.Get(DatabaseSettings.Name))} OWNER TO {Sql.Identifier(role)};" };
        }

        if (a.Get(DatabaseSettings.PerUser) && !(facts.MakesDatabases && facts.MakesRoles))
        {
            yield return ServerFinding.PerUserLacks.Say(
                $"A database for every user was asked for, and the role \"{role}\" may not create "
                    + $"{(facts.MakesRoles ? "databases" : facts.MakesDatabases ? "roles" : "databases and roles")}. "
                    + "Give it CREATEDB and CREATEROLE, or go on without.",
                DatabaseSettings.PerUser.Key,
                Fix.TakeBack("Go on without", DatabaseSettings.PerUser)) with
            { Command = $"ALTER ROLE {Sql.Identifier(role)} CREATEDB CREATEROLE;" };
        }
        else if (!facts.MakesDatabases)
        {
            yield return ServerFinding.NoCreatedb.Say(
                $"The role \"{role}\" cannot create databases, so people can open existing ones in Mathesar and make none. "
                    + "You can go on without it, or let whoever looks after the server say this:",
                DatabaseSettings.User.Key) with
            { Command = $"ALTER ROLE {Sql.Identifier(role)} CREATEDB;" };
        }
    }

    private static IEnumerable<Finding> Size(DatabaseFacts facts, Answers a)
    {
        var workers = a.Get(TuningSettings.Workers);
        if (facts.FreeFor < workers)
        {
            var fitting = Math.Max(1, facts.FreeFor).ToString(CultureInfo.InvariantCulture);
            yield return ServerFinding.FewConnections.Say($"{workers} workers need {workers} connections, and the server has "
                + $"{Math.Max(0, facts.FreeFor)} for this role. Raise max_connections or the role's CONNECTION LIMIT, or use fewer workers.",
                TuningSettings.Workers.Key,
                Fix.To($"Use {fitting} {(fitting == "1" ? "worker" : "workers")}", TuningSettings.Workers.Key, fitting));
        }
    }
}
