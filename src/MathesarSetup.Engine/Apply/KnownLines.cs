using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>Lines of logs that are known to mean trouble, with the way out: codes <c>log.*</c>.</summary>
internal static class KnownLines
{
    public const string PasswordRefusedCode = "log.password-refused";
    public const string DataUnfinishedCode = "log.data-unfinished";

    private static readonly Finding s_unfinished = Finding.Error(
        DataUnfinishedCode, "PostgreSQL finds no whole database where its data should be: making it was cut off, or something else lies there.");
    private static readonly Finding s_variable = Finding.Error(
        "log.variable-missing", "Mathesar misses a variable that it needs. Generate the files anew; a hand edit may have taken it out.");

    // They say that something failed, and not what.
    private static readonly string[] s_vague = ["log.migration-failed", "log.command-failed"];

    private static readonly ImmutableArray<(string Part, Finding Finding)> s_lines =
    [
        ("could not translate host name", Finding.Error("log.host-unknown", "Mathesar does not find the database server by its name. Check database.host; this machine is host.docker.internal from inside a container.", DatabaseSettings.Host.Key)),
        ("password authentication failed", Finding.Error(PasswordRefusedCode, "PostgreSQL refuses the password. Check database.user and database.password; the bundled server keeps the password of its first start.", DatabaseSettings.Password.Key)),
        ("no pg_hba.conf entry", Finding.Error("log.host-refused", "PostgreSQL does not admit this user from here. Add a line for it to pg_hba.conf on the server, and reload it.", DatabaseSettings.User.Key)),
        ("Connection refused", Finding.Error("log.connection-refused", "Nothing listens where the database should be. Check database.host and database.port, and that PostgreSQL listens on more than localhost.", DatabaseSettings.Host.Key)),
        ("permission denied for schema public", Finding.Error("log.not-owner", "The role may not make tables in its database. Make it the owner: ALTER DATABASE ... OWNER TO ...;", DatabaseSettings.User.Key)),
        ("No space left on device", Finding.Error("log.disk-full", "The disk is full. Free some space and try again.")),
        ("exists but is not empty", s_unfinished),
        ("could not find the database system", s_unfinished),
        ("could not access the server configuration file", s_unfinished),
        ("is not a valid data directory", s_unfinished),
        ("global/pg_control\": No such file", s_unfinished),
        // Debian's, around the PostgreSQL inside Mathesar's image.
        ("specified cluster '", s_unfinished),
        ("cluster configuration already exists", s_unfinished),
        ("move_conffile: required configuration file", s_unfinished),
        ("database files are incompatible with server", Finding.Error("log.other-postgres", "The data was made by another major version of PostgreSQL. Set database.version back to that one.", DatabaseSettings.Version.Key)),
        ("There is no administrator yet, and no password for one", Finding.Error("log.no-administrator", "There is no administrator yet, and no password for one. Give admin.password.", SecretSettings.AdminPassword.Key)),
        // Of the database's variables the launcher names each that is missing, also where it then starts its own database. Only this ends it.
        ("Required environment variables are not set", s_variable),
        ("Required environment variable SECRET_KEY", s_variable),
        ("Invalid PORT value", Finding.Error("log.bad-port", "Mathesar does not understand its port. A variable named PORT or POSTGRES_PORT holds something else than a number.", DatabaseSettings.Port.Key)),
        ("no library called \"cairo-2\"", Finding.Error("log.no-cairo", "The library cairo is missing in the image. Use Mathesar's own image, or add libcairo2 to yours.", RunSettings.Image.Key)),
        ("unmatched double quote", Finding.Error("log.unmatched-quote", "A value in an .env file has a quotation mark without its partner. Generate the files anew.")),
        ("InconsistentMigrationHistory", Finding.Error("log.migrations-differ", "Another release of Mathesar than this one changed the database. Set mathesar.version to the release that ran last, or restore a backup.", RunSettings.Version.Key)),
        ("django.db.utils.", Finding.Error("log.migration-failed", "Mathesar could not prepare its database. The line with django.db.utils says why; the data is as it was where PostgreSQL undid the step.")),
        ("failed with status", Finding.Error("log.command-failed", "A command of Mathesar's set-up failed. The lines before say why.")),
        ("WORKER TIMEOUT", Finding.Warning("log.worker-timeout", "A request took longer than Mathesar's workers may work on one. More workers, or a smaller import, help.", TuningSettings.Workers.Key)),
        ("Failed to parse SSO config", Finding.Warning("log.sso-unread", "Mathesar cannot read sso.yml, and runs without single sign-on. Generate the files anew.")),
        ("REQUIRE_SSO_LOGIN is set but no SSO provider", Finding.Warning("log.sso-without-provider", "Logging in by password is off, and there is no provider to log in with. Add one, or set sso.required to false.", SsoSettings.Required.Key)),
    ];

    /// <summary>What a line means; null for a line that is not known.</summary>
    public static Finding? Meaning(string line) => s_lines.FirstOrDefault(known => line.Contains(known.Part, StringComparison.Ordinal)).Finding;

    /// <summary>Why a container failed, by the known lines that it said, in their order: its last word, and one before it only where that says more.</summary>
    public static IEnumerable<Finding> Causes(IReadOnlyCollection<Finding> met)
    {
        var errors = met.Where(static f => f.Severity is Severity.Error).ToArray();
        var cause = errors.LastOrDefault(static f => !s_vague.Contains(f.Code)) ?? errors.LastOrDefault();
        return met.Where(static f => f.Severity is not Severity.Error).DistinctBy(static f => f.Code).Prepend(cause).OfType<Finding>();
    }
}
