using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>The kinds of finding about a database server as it was met.</summary>
public static class ServerFinding
{
    public static readonly FindingKind AuthorityEmpty = FindingKind.Error("database.authority-empty",
        "The authority's file holds no certificate in PEM form. Name the file that does.");

    public static readonly FindingKind AuthorityMissing = FindingKind.Error("database.authority-missing",
        "The server's certificate has to be compared with an authority, and no file is named. Name it, or choose require.");

    public static readonly FindingKind AuthorityUnreadable = FindingKind.Error("database.authority-unreadable",
        "The authority's file is missing or may not be read. Correct its path, or give this user the right.");

    public static readonly FindingKind BrokenOff = FindingKind.Error("database.broken-off",
        "The server broke the connection off while the role logged in. It may not be PostgreSQL; look at its log.");

    public static readonly FindingKind Encoding = FindingKind.Error("database.encoding",
        "The database has another encoding than UTF8, which Mathesar needs. Make another with ENCODING 'UTF8' TEMPLATE template0.");

    public static readonly FindingKind FewConnections = FindingKind.Warning("database.few-connections",
        "The server has fewer connections for the role than there are workers. Raise the limit, or use fewer workers.");

    public static readonly FindingKind Full = FindingKind.Error("database.full",
        "The server, the database or the role has no free connection. Close some, or raise the limit.");

    public static readonly FindingKind HoldsRecords = FindingKind.Note("database.holds-records",
        "The database holds records of a Mathesar already, which go on being used. Its secret key has to be the same.");

    public static readonly FindingKind HungUp = FindingKind.Error("database.hung-up",
        "The port takes connections and ends them at once. Look at the server's log, or at the proxy before it.");

    public static readonly FindingKind IsData = FindingKind.Error("database.is-data",
        "People open this database in Mathesar, so its own records cannot lie in it (mathesar-foundation/mathesar#4924). Name another.");

    public static readonly FindingKind MayNotConnect = FindingKind.Error("database.may-not-connect",
        "The role may not connect to the database. Let the owner say GRANT CONNECT, or make the role its owner.");

    public static readonly FindingKind MayNotCreate = FindingKind.Error("database.may-not-create",
        "The role may not create tables in the schema public. Make it the database's owner, or GRANT CREATE ON SCHEMA public.");

    public static readonly FindingKind MayNotPrepare = FindingKind.Error("database.may-not-prepare",
        "The role of the superuser's URL may not create roles or databases. Use one that may.");

    public static readonly FindingKind Missing = FindingKind.Error("database.missing",
        "There is no such database on the server. Let it be made, or correct the name.");

    public static readonly FindingKind NoCreatedb = FindingKind.Note("database.no-createdb",
        "The role cannot create databases, so people make none in Mathesar. ALTER ROLE ... CREATEDB changes that.");

    public static readonly FindingKind NoPasswordYet = FindingKind.Error("database.no-password-yet",
        "The role is made with the password of the answers, and there is none. Type one first, or let one be generated.");

    public static readonly FindingKind NoSocket = FindingKind.Error("database.no-socket",
        "There is no socket of PostgreSQL in the directory. Start PostgreSQL, or correct the directory or the port.");

    public static readonly FindingKind NoWayToHost = FindingKind.Error("database.no-way-to-host",
        "Containers of a rootless Docker do not reach this machine by the name that other engines have for it. Give its address in your network.");

    public static readonly FindingKind NotEmpty = FindingKind.Warning("database.not-empty",
        "The database holds tables of something else. A database for Mathesar alone is safer.");

    public static readonly FindingKind NotFinished = FindingKind.Error("database.not-finished",
        "Making the role and the database took too long, or the server broke it off. Press again: what was made is found and kept.");

    public static readonly FindingKind NotLetIn = FindingKind.Error("database.not-let-in",
        "The server has no rule that lets the role into the database from here. Add one to pg_hba.conf.");

    public static readonly FindingKind NotPostgres = FindingKind.Error("database.not-postgres",
        "What answers on the port is not PostgreSQL. Correct the host or the port.");

    public static readonly FindingKind NotPrepared = FindingKind.Error("database.not-prepared",
        "The server refused to make the role or the database, for the reason that its SQLSTATE code names.");

    public static readonly FindingKind Odd = FindingKind.Error("database.odd",
        "The login works, but the server does not answer what every PostgreSQL answers. Mathesar needs PostgreSQL itself.");

    public static readonly FindingKind OnlyLoopback = FindingKind.Error("database.only-loopback",
        "PostgreSQL listens on 127.0.0.1 alone, where containers do not come. Set listen_addresses and pg_hba.conf, or use its socket.");

    public static readonly FindingKind Peer = FindingKind.Error("database.peer",
        "The server takes the role over its socket only from an operating-system user of that name. Give it a line with scram-sha-256 in "
        + "pg_hba.conf.");

    public static readonly FindingKind PerUserLacks = FindingKind.Error("database.per-user-lacks",
        "A database for every user was asked for, and the role may not create databases or roles. Give it CREATEDB and CREATEROLE, or go on "
        + "without.");

    public static readonly FindingKind Pooler = FindingKind.Warning("database.pooler",
        "A connection pooler in transaction mode stands before the server, which loses Mathesar's settings and locks. Use session mode, or the "
        + "server itself.");

    public static readonly FindingKind PoolerRefused = FindingKind.Error("database.pooler-refused",
        "A connection pooler stands before the server and refuses the role or the database. Give it both, or connect to the server itself.");

    public static readonly FindingKind ReadOnly = FindingKind.Error("database.read-only",
        "The server takes no changes: it is a standby, or read-only by default. Give the address of the primary.");

    public static readonly FindingKind Refused = FindingKind.Error("database.refused",
        "No server listens on the port. Start PostgreSQL, let it listen there, or correct the port.");

    public static readonly FindingKind RefusedLogin = FindingKind.Error("database.refused-login",
        "The server refused the login for the reason that its SQLSTATE code names. Look at its log.");

    public static readonly FindingKind ServerVersion = FindingKind.Error("database.server-version",
        "This Mathesar release does not work with the server's version. Use another server, or another release.");

    public static readonly FindingKind Silent = FindingKind.Error("database.silent",
        "The server does not answer. Usually a firewall drops the packets; open the port for this machine.");

    public static readonly FindingKind Stalled = FindingKind.Error("database.stalled",
        "The port takes connections, and then no login comes about. It is not PostgreSQL, or it is overloaded.");

    public static readonly FindingKind Starting = FindingKind.Warning("database.starting",
        "The server is starting or stopping at the moment. Wait a little and try again.");

    public static readonly FindingKind SuperuserUrl = FindingKind.Error("database.superuser-url",
        "The text is no connection URL of a superuser. It looks like postgresql://postgres:password@host:5432/postgres.");

    public static readonly FindingKind TlsAuthority = FindingKind.Error("database.tls-authority",
        "The server's certificate was not signed by the authority in the file. Name the one that the message tells.");

    public static readonly FindingKind TlsExpired = FindingKind.Error("database.tls-expired",
        "The server's certificate is no longer valid. Renew it on the server.");

    public static readonly FindingKind TlsFailed = FindingKind.Error("database.tls-failed",
        "The encrypted connection broke while it was set up. Look at the server's log.");

    public static readonly FindingKind TlsName = FindingKind.Error("database.tls-name",
        "The server's certificate is for other names. Connect under one of them, or check the authority alone.");

    public static readonly FindingKind TlsNeeded = FindingKind.Error("database.tls-needed",
        "The server takes only encrypted connections, and encryption is switched off. Switch it on.");

    public static readonly FindingKind TlsNotOffered = FindingKind.Error("database.tls-not-offered",
        "The server offers no encryption, which was insisted on. Switch it on in the server, or let the connection be open.");

    public static readonly FindingKind UnknownHost = FindingKind.Error("database.unknown-host",
        "No address is known for the host's name. Look for a typing error, or give the address.");

    public static readonly FindingKind UnknownRole = FindingKind.Error("database.unknown-role",
        "There is no such role on the server, or it may not log in. Let it be made, or correct the name.");

    public static readonly FindingKind Unreachable = FindingKind.Error("database.unreachable",
        "This machine has no way to the server. Check the address, and that both are in one network or VPN.");

    public static readonly FindingKind WrongLogin = FindingKind.Error("database.wrong-login",
        "The server does not take the password for the role, or has no such role. Correct them, or let both be made.");
}
