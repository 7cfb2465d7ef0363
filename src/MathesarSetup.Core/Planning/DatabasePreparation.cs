using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Postgres;

namespace MathesarSetup.Planning;

/// <summary>
/// What a PostgreSQL server of the user's needs before Mathesar comes: a role with no more rights than asked for, and an empty database that it owns.
/// </summary>
public static class DatabasePreparation
{
    /// <summary>A script to copy, with the password in it or with <paramref name="password"/> in its place.</summary>
    public static string Script(Answers a, SecretText? password = null) =>
        Script("It holds a password: delete it afterwards.", CreateRole(a, password), a);

    /// <summary>A script for somebody else, in whose psql the role gets its password afterwards.</summary>
    public static string ScriptWithoutPassword(Answers a) => Script(
        $"The role cannot log in before it has its password. Give it in psql, which asks for it twice:\n\\password {Role(a)}",
        new($"CREATE ROLE {Role(a)} LOGIN{Rights(a)} PASSWORD NULL", "The role with which Mathesar logs in."), a);

    /// <summary>Makes the role.</summary>
    public static SqlStatement CreateRole(Answers a, SecretText? password = null) =>
        new($"CREATE ROLE {Role(a)} LOGIN{Rights(a)} PASSWORD {Sql.Literal((password ?? a.Get(DatabaseSettings.Password)).Reveal())}",
            "The role with which Mathesar logs in.");

    /// <summary>Lets a role that is there log in with the password, and gives it the rights that were asked for.</summary>
    public static SqlStatement ChangeRole(Answers a) =>
        new($"ALTER ROLE {Role(a)} LOGIN{Rights(a)} PASSWORD {Sql.Literal(a.Get(DatabaseSettings.Password).Reveal())}",
            "The role was there; now it has this password.");

    /// <summary>Takes back the role that was made a moment ago.</summary>
    public static SqlStatement DropRole(Answers a) => new($"DROP ROLE {Role(a)}", "Without a database the role is no use.");

    /// <summary>Lets somebody who is no superuser make a database for the role.</summary>
    public static SqlStatement JoinRole(Answers a) => new($"GRANT {Role(a)} TO CURRENT_USER", "Only a member of a role can make a database for it.");

    /// <summary>Makes the database.</summary>
    public static SqlStatement CreateDatabase(Answers a) =>
        new($"CREATE DATABASE {Database(a)} OWNER {Role(a)} ENCODING 'UTF8' TEMPLATE template0",
            "The database for Mathesar's own records, which the role owns.");

    /// <summary>Keeps other roles out of the database.</summary>
    public static SqlStatement KeepOthersOut(Answers a) =>
        new($"REVOKE ALL ON DATABASE {Database(a)} FROM PUBLIC", "Other roles have no business in it.");

    /// <summary>Lets the role work in a database that somebody else owns; to be said inside of it.</summary>
    public static ImmutableArray<SqlStatement> LetIn(Answers a) =>
    [
        new($"GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {Database(a)} TO {Role(a)}", "The role may connect and make schemas."),
        new($"GRANT USAGE, CREATE ON SCHEMA public TO {Role(a)}", "The role may make tables."),
    ];

    private static string Script(string more, SqlStatement role, Answers a)
    {
        var script = new SqlScript(
            $"Prepares PostgreSQL for Mathesar. Run it once as a superuser, for example:\nsudo -u postgres psql --file prepare.sql\n{more}");
        foreach (var statement in new[] { role, CreateDatabase(a), KeepOthersOut(a) })
        {
            script.Add(statement);
        }

        return script.Write();
    }

    private static string Role(Answers a) => Sql.Identifier(a.Get(DatabaseSettings.User));

    private static string Database(Answers a) => Sql.Identifier(a.Get(DatabaseSettings.Name));

    private static string Rights(Answers a) => a.Get(DatabaseSettings.PerUser) ? " CREATEDB CREATEROLE" : "";
}
