using System.Security.Authentication;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Postgres;
using MathesarSetup.Findings;
using MathesarSetup.Values;
using Npgsql;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>
/// Why the server let nobody in, from the error that it gave. Its own words are left out: they come in the server's language, and may repeat what was
/// typed.
/// </summary>
internal static class LoginFindings
{
    public static Finding Of(Exception problem, Answers answers)
    {
        var host = answers.Get(DatabaseSettings.Host);
        return problem switch
        {
            PostgresException refusal => Of(refusal, answers),
            AuthenticationException or { InnerException: AuthenticationException } => TlsFindings.Failed(host),
            { InnerException: TimeoutException } or TimeoutException => PlaceFindings.Stalled(host, answers.Get(DatabaseSettings.Port)),
            // The library itself gives up when the server asks for a password and there is none.
            NpgsqlException { InnerException: null } when answers.Get(DatabaseSettings.Password).IsEmpty =>
                WrongLogin(answers.Get(DatabaseSettings.User), isEmpty: true),
            _ =>
                ServerFinding.BrokenOff.Say($"{host} broke the connection off while the role logged in. It may not be PostgreSQL, or its login "
                    + "method is one that Mathesar does not know. Look at the server's log.", DatabaseSettings.Host.Key),
        };
    }

    private static Finding Of(PostgresException refusal, Answers a)
    {
        var role = a.Get(DatabaseSettings.User);
        var database = a.Get(DatabaseSettings.Name);
        return refusal.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => WrongLogin(role, a.Get(DatabaseSettings.Password).IsEmpty),
            PostgresErrorCodes.InvalidAuthorizationSpecification => NotAllowed(refusal, a, role, database),
            PostgresErrorCodes.InvalidCatalogName =>
                ServerFinding.Missing.Say($"There is no database \"{database}\" on the server. Let it be made, or correct the name.",
                    DatabaseSettings.Name.Key),
            PostgresErrorCodes.InsufficientPrivilege =>
                ServerFinding.MayNotConnect.Say(
                    $"The role \"{role}\" may not connect to the database \"{database}\". Let its owner say this, or make the role its owner:",
                    DatabaseSettings.User.Key) with
                { Command = $"GRANT CONNECT ON DATABASE {Sql.Identifier(database)} TO {Sql.Identifier(role)};" },
            PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ConfigurationLimitExceeded =>
                ServerFinding.Full.Say("The server, the database or the role has no free connection at the moment. "
                    + "Close some, or raise max_connections or the role's CONNECTION LIMIT.", DatabaseSettings.Host.Key),
            PostgresErrorCodes.CannotConnectNow => ServerFinding.Starting.At(DatabaseSettings.Host.Key),
            // A pooler such as pgbouncer says most of its refusals with this one code.
            PostgresErrorCodes.ProtocolViolation =>
                ServerFinding.PoolerRefused.Say($"A connection pooler stands before the server and refuses the role \"{role}\" or the database "
                    + $"\"{database}\". Give it both in its configuration, or connect to the server itself.", DatabaseSettings.Host.Key),
            _ =>
                ServerFinding.RefusedLogin.Say($"The server refused the login (SQLSTATE {refusal.SqlState}). "
                    + "Look the code up in PostgreSQL's documentation, and look at the server's log.", DatabaseSettings.User.Key),
        };
    }

    private static Finding WrongLogin(string role, bool isEmpty) =>
        ServerFinding.WrongLogin.Say(isEmpty
            ? $"The server asks the role \"{role}\" for a password, and there is none."
            : $"The server does not take this password for the role \"{role}\", or there is no such role. Correct them, or let both be made.",
            DatabaseSettings.Password.Key);

    // The server names the function that refused, in every language alike.
    private static Finding NotAllowed(PostgresException refusal, Answers a, string role, string database) => refusal.Routine switch
    {
        "auth_failed" when DatabaseUrl.IsSocket(a.Get(DatabaseSettings.Host)) =>
            ServerFinding.Peer.Say($"The server takes the role \"{role}\" over its socket only from an operating-system user of that name (peer), "
                + $"which a container never has. In pg_hba.conf, give the role a line with scram-sha-256: local {database} {role} scram-sha-256.",
                DatabaseSettings.Host.Key),
        "InitializeSessionUserId" =>
            ServerFinding.UnknownRole.Say($"There is no role \"{role}\" on the server, or it may not log in. Let it be made, or correct the name.",
                DatabaseSettings.User.Key),
        _ when a.Get(DatabaseSettings.SslMode) is EncryptionMode.Disable && !DatabaseUrl.IsSocket(a.Get(DatabaseSettings.Host)) =>
            TlsFindings.Needed(a.Get(DatabaseSettings.Host)),
        _ =>
            ServerFinding.NotLetIn.Say($"The server has no rule that lets the role \"{role}\" into the database \"{database}\" from this machine. "
                + $"Add one to pg_hba.conf, such as: host {database} {role} 172.16.0.0/12 scram-sha-256. "
                + "Containers come from that range of addresses.",
                DatabaseSettings.Host.Key),
    };
}
