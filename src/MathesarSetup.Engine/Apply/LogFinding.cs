using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>The kinds of finding about lines of logs that mean trouble.</summary>
public static class LogFinding
{
    public static readonly FindingKind BadPort = FindingKind.Error("log.bad-port",
        "A log says that a port is no number. Look for a variable PORT or POSTGRES_PORT.");

    public static readonly FindingKind CommandFailed = FindingKind.Error("log.command-failed",
        "A log says that a command of Mathesar's set-up failed. The lines before say why.");

    public static readonly FindingKind ConnectionRefused = FindingKind.Error("log.connection-refused",
        "A log says that nothing listens where the database should be. Check database.host and database.port.");

    public static readonly FindingKind DiskFull = FindingKind.Error("log.disk-full",
        "A log says that the disk is full. Free some space and try again.");

    public static readonly FindingKind HostRefused = FindingKind.Error("log.host-refused",
        "A log says that PostgreSQL does not admit this user from here. Add a line to pg_hba.conf on the server.");

    public static readonly FindingKind HostUnknown = FindingKind.Error("log.host-unknown",
        "A log says that the database server is not found by its name. Check database.host.");

    public static readonly FindingKind MigrationFailed = FindingKind.Error("log.migration-failed",
        "A log says that Mathesar could not prepare its database. The line with django.db.utils says why.");

    public static readonly FindingKind MigrationsDiffer = FindingKind.Error("log.migrations-differ",
        "A log says that another release of Mathesar changed the database. Set mathesar.version to the one that ran last, or restore a backup.");

    public static readonly FindingKind NoAdministrator = FindingKind.Error("log.no-administrator",
        "A log says that there is no administrator and no password for one. Give admin.password.");

    public static readonly FindingKind NoCairo = FindingKind.Error("log.no-cairo",
        "A log says that the image lacks the library cairo. Use Mathesar's own image.");

    public static readonly FindingKind NotOwner = FindingKind.Error("log.not-owner",
        "A log says that the role may not make tables. Make it the owner of its database.");

    public static readonly FindingKind OtherPostgres = FindingKind.Error("log.other-postgres",
        "A log says that another major version of PostgreSQL made the data. Set database.version back.");

    public static readonly FindingKind PasswordRefused = FindingKind.Error("log.password-refused",
        "A log says that PostgreSQL refuses the password. Check database.user and database.password.");

    public static readonly FindingKind SsoUnread = FindingKind.Warning("log.sso-unread",
        "A log says that sso.yml cannot be read. Generate the files anew.");

    public static readonly FindingKind SsoWithoutProvider = FindingKind.Warning("log.sso-without-provider",
        "A log says that passwords are off and there is no provider. Add one, or set sso.required to false.");

    public static readonly FindingKind UnmatchedQuote = FindingKind.Error("log.unmatched-quote",
        "A log says that a value has a quotation mark without its partner. Generate the files anew.");

    public static readonly FindingKind VariableMissing = FindingKind.Error("log.variable-missing",
        "A log says that a variable is missing. Generate the files anew.");

    public static readonly FindingKind WorkerTimeout = FindingKind.Warning("log.worker-timeout",
        "A log says that a request took too long. More workers, or a smaller import, help.");

    public static readonly FindingKind DataUnfinished = FindingKind.Error("log.data-unfinished",
        "A log says that there is no whole database where PostgreSQL's data should be: making it was cut off. "
            + "If Mathesar never worked with it, remove the volume that is named and apply again.");
}
