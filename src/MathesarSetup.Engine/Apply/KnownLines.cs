using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>Lines of logs that are known to mean trouble, with the way out: codes <c>log.*</c>.</summary>
internal static class KnownLines
{
    private static readonly Finding s_unfinished = LogFinding.DataUnfinished.Say(
        "PostgreSQL finds no whole database where its data should be: making it was cut off, or something else lies there.");
    private static readonly Finding s_variable =
        LogFinding.VariableMissing.Say("Mathesar misses a variable that it needs. Generate the files anew; a hand edit may have taken it out.");

    // They say that something failed, and not what.
    private static readonly FindingKind[] s_vague = [LogFinding.MigrationFailed, LogFinding.CommandFailed];

    private static readonly ImmutableArray<(string Part, Finding Finding)> s_lines =
    [
        ("could not translate host name",
            LogFinding.HostUnknown.Say("Mathesar does not find the database server by its name. Check database.host; "
                + "this machine is host.docker.internal from inside a container.",
                DatabaseSettings.Host.Key)),
        ("password authentication failed",
            LogFinding.PasswordRefused.Say("PostgreSQL refuses the password. Check database.user and database.password; "
                + "the bundled server keeps the password of its first start.",
                DatabaseSettings.Password.Key)),
        ("no pg_hba.conf entry",
            LogFinding.HostRefused.Say(
                "PostgreSQL does not admit this user from here. Add a line for it to pg_hba.conf on the server, and reload it.",
                DatabaseSettings.User.Key)),
        ("Connection refused",
            LogFinding.ConnectionRefused.Say("Nothing listens where the database should be. Check database.host and database.port, and that "
                + "PostgreSQL listens on more than localhost.", DatabaseSettings.Host.Key)),
        ("permission denied for schema public",
            LogFinding.NotOwner.Say("The role may not make tables in its database. Make it the owner: ALTER DATABASE ... OWNER TO ...;",
                DatabaseSettings.User.Key)),
        ("No space left on device", LogFinding.DiskFull.Say("The disk is full. Free some space and try again.")),
        ("exists but is not empty", s_unfinished),
        ("could not find the database system", s_unfinished),
        ("could not access the server configuration file", s_unfinished),
        ("is not a valid data directory", s_unfinished),
        ("global/pg_control\": No such file", s_unfinished),
        // Debian's, around the PostgreSQL inside Mathesar's image.
        ("specified cluster '", s_unfinished),
        ("cluster configuration already exists", s_unfinished),
        ("move_conffile: required configuration file", s_unfinished),
        ("database files are incompatible with server",
            LogFinding.OtherPostgres.Say("The data was made by another major version of PostgreSQL. Set database.version back to that one.",
                DatabaseSettings.Version.Key)),
        ("There is no administrator yet, and no password for one",
            LogFinding.NoAdministrator.Say("There is no administrator yet, and no password for one. Give admin.password.",
                SecretSettings.AdminPassword.Key)),
        // Of the database's variables the launcher names each that is missing, also where it then starts its own database. Only this ends it.
        ("Required environment variables are not set", s_variable),
        ("Required environment variable SECRET_KEY", s_variable),
        ("Invalid PORT value",
            LogFinding.BadPort.Say(
                "Mathesar does not understand its port. A variable named PORT or POSTGRES_PORT holds something else than a number.",
                DatabaseSettings.Port.Key)),
        ("no library called \"cairo-2\"",
            LogFinding.NoCairo.Say("The library cairo is missing in the image. Use Mathesar's own image, or add libcairo2 to yours.",
                RunSettings.Image.Key)),
        ("unmatched double quote",
            LogFinding.UnmatchedQuote.Say("A value in an .env file has a quotation mark without its partner. Generate the files anew.")),
        ("InconsistentMigrationHistory",
            LogFinding.MigrationsDiffer.Say("Another release of Mathesar than this one changed the database. "
                + "Set mathesar.version to the release that ran last, or restore a backup.", RunSettings.Version.Key)),
        ("django.db.utils.",
            LogFinding.MigrationFailed.Say("Mathesar could not prepare its database. The line with django.db.utils says why; "
                + "the data is as it was where PostgreSQL undid the step.")),
        ("failed with status", LogFinding.CommandFailed.Say("A command of Mathesar's set-up failed. The lines before say why.")),
        ("WORKER TIMEOUT",
            LogFinding.WorkerTimeout.Say("A request took longer than Mathesar's workers may work on one. More workers, or a smaller import, help.",
                TuningSettings.Workers.Key)),
        ("Failed to parse SSO config",
            LogFinding.SsoUnread.Say("Mathesar cannot read sso.yml, and runs without single sign-on. Generate the files anew.")),
        ("REQUIRE_SSO_LOGIN is set but no SSO provider",
            LogFinding.SsoWithoutProvider.Say(
                "Logging in by password is off, and there is no provider to log in with. Add one, or set sso.required to false.",
                SsoSettings.Required.Key)),
    ];

    /// <summary>What a line means; null for a line that is not known.</summary>
    public static Finding? Meaning(string line) => s_lines.FirstOrDefault(known => line.Contains(known.Part, StringComparison.Ordinal)).Finding;

    /// <summary>
    /// Why a container failed, by the known lines that it said, in their order: its last word, and one before it only where that says more.
    /// </summary>
    public static IEnumerable<Finding> Causes(IReadOnlyCollection<Finding> met)
    {
        var errors = met.Where(static f => f.Severity is Severity.Error).ToArray();
        var cause = errors.LastOrDefault(static f => !s_vague.Contains(f.Kind)) ?? errors.LastOrDefault();
        return met.Where(static f => f.Severity is not Severity.Error).DistinctBy(static f => f.Kind).Prepend(cause).OfType<Finding>();
    }
}
