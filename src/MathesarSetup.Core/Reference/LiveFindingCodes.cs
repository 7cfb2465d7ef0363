using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Reference;

/// <summary>What the live checks find in the world.</summary>
internal static class LiveFindingCodes
{
    public static readonly ImmutableArray<FindingCode> All =
    [
        new("checks.failed", Severity.Error, "A check itself failed, so nothing can be said. Report the line with what you did."),
        new("checks.time-limit", Severity.Error, "Nothing was decided within the check's time limit. Try again; if it stays so, something on the way answers too slowly."),
        new("database.authority-empty", Severity.Error, "The authority's file holds no certificate in PEM form. Name the file that does."),
        new("database.authority-missing", Severity.Error, "The server's certificate has to be compared with an authority, and no file is named. Name it, or choose require."),
        new("database.authority-unreadable", Severity.Error, "The authority's file is missing or may not be read. Correct its path, or give this user the right."),
        new("database.broken-off", Severity.Error, "The server broke the connection off while the role logged in. It may not be PostgreSQL; look at its log."),
        new("database.encoding", Severity.Error, "The database has another encoding than UTF8, which Mathesar needs. Make another with ENCODING 'UTF8' TEMPLATE template0."),
        new("database.few-connections", Severity.Warning, "The server has fewer connections for the role than there are workers. Raise the limit, or use fewer workers."),
        new("database.full", Severity.Error, "The server, the database or the role has no free connection. Close some, or raise the limit."),
        new("database.holds-records", Severity.Note, "The database holds records of a Mathesar already, which go on being used. Its secret key has to be the same."),
        new("database.hung-up", Severity.Error, "The port takes connections and ends them at once. Look at the server's log, or at the proxy before it."),
        new("database.is-data", Severity.Error, "People open this database in Mathesar, so its own records cannot lie in it (mathesar-foundation/mathesar#4924). Name another."),
        new("database.may-not-connect", Severity.Error, "The role may not connect to the database. Let the owner say GRANT CONNECT, or make the role its owner."),
        new("database.may-not-create", Severity.Error, "The role may not create tables in the schema public. Make it the database's owner, or GRANT CREATE ON SCHEMA public."),
        new("database.may-not-prepare", Severity.Error, "The role of the superuser's URL may not create roles or databases. Use one that may."),
        new("database.missing", Severity.Error, "There is no such database on the server. Let it be made, or correct the name."),
        new("database.no-createdb", Severity.Note, "The role cannot create databases, so people make none in Mathesar. ALTER ROLE ... CREATEDB changes that."),
        new("database.no-password-yet", Severity.Error, "The role is made with the password of the answers, and there is none. Type one first, or let one be generated."),
        new("database.no-socket", Severity.Error, "There is no socket of PostgreSQL in the directory. Start PostgreSQL, or correct the directory or the port."),
        new("database.not-empty", Severity.Warning, "The database holds tables of something else. A database for Mathesar alone is safer."),
        new("database.not-finished", Severity.Error, "Making the role and the database took too long, or the server broke it off. Press again: what was made is found and kept."),
        new("database.not-let-in", Severity.Error, "The server has no rule that lets the role into the database from here. Add one to pg_hba.conf."),
        new("database.not-postgres", Severity.Error, "What answers on the port is not PostgreSQL. Correct the host or the port."),
        new("database.not-prepared", Severity.Error, "The server refused to make the role or the database, for the reason that its SQLSTATE code names."),
        new("database.odd", Severity.Error, "The login works, but the server does not answer what every PostgreSQL answers. Mathesar needs PostgreSQL itself."),
        new("database.only-loopback", Severity.Error, "PostgreSQL listens on 127.0.0.1 alone, where containers do not come. Set listen_addresses and pg_hba.conf, or use its socket."),
        new("database.peer", Severity.Error, "The server takes the role over its socket only from an operating-system user of that name. Give it a line with scram-sha-256 in pg_hba.conf."),
        new("database.per-user-lacks", Severity.Error, "A database for every user was asked for, and the role may not create databases or roles. Give it CREATEDB and CREATEROLE, or go on without."),
        new("database.pooler", Severity.Warning, "A connection pooler in transaction mode stands before the server, which loses Mathesar's settings and locks. Use session mode, or the server itself."),
        new("database.pooler-refused", Severity.Error, "A connection pooler stands before the server and refuses the role or the database. Give it both, or connect to the server itself."),
        new("database.read-only", Severity.Error, "The server takes no changes: it is a standby, or read-only by default. Give the address of the primary."),
        new("database.refused", Severity.Error, "No server listens on the port. Start PostgreSQL, let it listen there, or correct the port."),
        new("database.refused-login", Severity.Error, "The server refused the login for the reason that its SQLSTATE code names. Look at its log."),
        new("database.server-version", Severity.Error, "This Mathesar release does not work with the server's version. Use another server, or another release."),
        new("database.silent", Severity.Error, "The server does not answer. Usually a firewall drops the packets; open the port for this machine."),
        new("database.stalled", Severity.Error, "The port takes connections, and then no login comes about. It is not PostgreSQL, or it is overloaded."),
        new("database.starting", Severity.Warning, "The server is starting or stopping at the moment. Wait a little and try again."),
        new("database.superuser-url", Severity.Error, "The text is no connection URL of a superuser. It looks like postgresql://postgres:password@host:5432/postgres."),
        new("database.tls-authority", Severity.Error, "The server's certificate was not signed by the authority in the file. Name the one that the message tells."),
        new("database.tls-expired", Severity.Error, "The server's certificate is no longer valid. Renew it on the server."),
        new("database.tls-failed", Severity.Error, "The encrypted connection broke while it was set up. Look at the server's log."),
        new("database.tls-name", Severity.Error, "The server's certificate is for other names. Connect under one of them, or check the authority alone."),
        new("database.tls-needed", Severity.Error, "The server takes only encrypted connections, and encryption is switched off. Switch it on."),
        new("database.tls-not-offered", Severity.Error, "The server offers no encryption, which was insisted on. Switch it on in the server, or let the connection be open."),
        new("database.unknown-host", Severity.Error, "No address is known for the host's name. Look for a typing error, or give the address."),
        new("database.unknown-role", Severity.Error, "There is no such role on the server, or it may not log in. Let it be made, or correct the name."),
        new("database.unreachable", Severity.Error, "This machine has no way to the server. Check the address, and that both are in one network or VPN."),
        new("database.wrong-login", Severity.Error, "The server does not take the password for the role, or has no such role. Correct them, or let both be made."),
    ];
}
