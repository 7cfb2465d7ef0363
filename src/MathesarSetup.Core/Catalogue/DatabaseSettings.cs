using System.Collections.Immutable;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue;

/// <summary>Where PostgreSQL runs.</summary>
public enum DatabaseMode
{
    /// <summary>In a container of its own, beside Mathesar.</summary>
    Bundled,

    /// <summary>On a server that the user runs.</summary>
    Existing,

    /// <summary>Inside Mathesar's own container: for trying it.</summary>
    BuiltIn,
}

/// <summary>The questions about Mathesar's own database.</summary>
public static class DatabaseSettings
{
    public static readonly Setting<DatabaseMode> Mode = new()
    {
        Key = "database.mode",
        Title = "Where should Mathesar keep its records?",
        Help = "Mathesar stores its users, connections and explorations in PostgreSQL.",
        Synonyms = ["postgres", "rds", "supabase", "neon", "external database"],
        Codec = Codecs.Choice(
            (DatabaseMode.Bundled, new Option("bundled", "Run PostgreSQL for me", "Adds a container; its data lies in a volume of its own.")),
            (DatabaseMode.Existing, new Option("existing", "Use my own server", "Adds nothing; needs a database and a role that owns it.")),
            (DatabaseMode.BuiltIn,
                new Option("builtin", "Inside Mathesar's container", "One container for everything: for trying it, not for data that matters."))),
        // A PostgreSQL that runs beside Mathesar has no host to be named.
        Default = static a => a.IsAnswered(Host!) ? DatabaseMode.Existing : DatabaseMode.Bundled,
        Example = DatabaseMode.Existing,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<SecretText> Url = new()
    {
        Key = "database.url",
        Title = "Connection URL",
        Help = "Paste a URL such as postgresql://user:password@host:5432/name; it fills the fields below and is not kept.",
        Why = "Every form that libpq knows is read: percent-encoded parts, socket directories as %2Fvar%2Frun%2Fpostgresql or "
            + "?host=/var/run/postgresql, sslmode and sslrootcert. A URL without a scheme is taken for PostgreSQL.",
        Secret = true,
        Synonyms = ["dsn", "connection string"],
        Codec = DatabaseUrl.Codec,
        Default = _ => default,
        Example = new SecretText("postgresql://tables:5ecret@db.example.com:5433/tables"),
        AskedWhen = IsExisting,
        Expand = text => DatabaseUrl.Parts(((SecretText)text).Reveal()),
    };

    public static readonly Setting<string> Host = new()
    {
        Key = "database.host",
        Variable = "POSTGRES_HOST",
        Title = "Host",
        Help = "The host name or address on which PostgreSQL listens, or the directory of its socket.",
        Synonyms = ["server", "socket"],
        Codec = Codecs.Text("db.example.com", DatabaseUrl.HostProblem),
        Default = _ => "",
        Example = "db.example.com",
        AskedWhen = IsExisting,
    };

    public static readonly Setting<int> Port = new()
    {
        Key = "database.port",
        Variable = "POSTGRES_PORT",
        Title = "Port",
        Help = "The port on which PostgreSQL listens.",
        Codec = Codecs.Port,
        Default = _ => 5432,
        Example = 5433,
        AskedWhen = IsExisting,
    };

    public static readonly Setting<string> Name = new()
    {
        Key = "database.name",
        Variable = "POSTGRES_DB",
        Title = "Database",
        Help = "The database for Mathesar's own records, apart from the databases that you open in it.",
        Codec = Codecs.Text("mathesar_django", text => text.Length is > 0 and <= 63 ? null : "A database's name has 1 to 63 characters."),
        Default = _ => "mathesar_django",
        Example = "tables",
        AskedWhen = IsServer,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<string> User = new()
    {
        Key = "database.user",
        Variable = "POSTGRES_USER",
        Title = "Role",
        Help = "The PostgreSQL role that owns the database.",
        Synonyms = ["user name", "login"],
        Codec = Codecs.Text("mathesar", static text => text.Length is 0 or > 63 ? "A role's name has 1 to 63 characters."
            : text.StartsWith("pg_", StringComparison.Ordinal) ? "PostgreSQL keeps names that start with pg_ for itself. Give the role another name."
            : text is "public" or "none" ? $"PostgreSQL knows no role called {text}: the word means something else there. Give it another name."
            : null),
        Default = _ => "mathesar",
        Example = "tables",
        AskedWhen = IsServer,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<SecretText> Password = new()
    {
        Key = "database.password",
        Variable = "POSTGRES_PASSWORD",
        Title = "Password",
        Help = "The role's password.",
        Why = "The PostgreSQL image uses it only when it creates its data for the first time. A later change has to be made in the database too.",
        Secret = true,
        Codec = Codecs.Secret,
        Default = _ => default,
        Example = new SecretText("correct horse: battery #staple"),
        AskedWhen = IsServer,
        Settle = (machine, a) => a.Get(Mode) is DatabaseMode.Bundled ? machine.Alphanumeric(32) : null,
    };

    public static readonly Setting<EncryptionMode> SslMode = new()
    {
        Key = "database.sslmode",
        Variable = "PGSSLMODE",
        Title = "Encryption",
        Help = "Whether the connection to PostgreSQL is encrypted, and how the server proves who it is.",
        Why = "`POSTGRES_SSLMODE` has no effect on Mathesar's own database up to 0.12.0, so `PGSSLMODE` is set too, which PostgreSQL's client "
            + "library reads by itself. Databases that you connect in Mathesar have a mode of their own there.",
        Synonyms = ["tls", "ssl", "https"],
        Codec = Codecs.Choice(
            (EncryptionMode.Disable, new Option("disable", "Never", "Password and data cross the network in the clear.")),
            (EncryptionMode.Allow, new Option("allow", "Only if the server insists", "Tries without encryption first.")),
            (EncryptionMode.Prefer, new Option("prefer", "When the server offers it", "Falls back to an open connection.")),
            (EncryptionMode.Require, new Option("require", "Always", "Encrypted, without asking who answers.")),
            (EncryptionMode.VerifyCa, new Option("verify-ca", "Always, known authority", "Checks the server's certificate.")),
            (EncryptionMode.VerifyFull, new Option("verify-full", "Always, known server", "Checks the certificate and the host name in it."))),
        Default = _ => EncryptionMode.Prefer,
        Example = EncryptionMode.VerifyFull,
        AskedWhen = a => IsExisting(a) && !DatabaseUrl.IsSocket(a.Get(Host)),
    };

    public static readonly Setting<string> SslRootCertificate = new()
    {
        Key = "database.sslrootcert",
        Variable = "PGSSLROOTCERT",
        Title = "Certificate authority",
        Help = "The file on this machine with the certificate of the authority that signed the server's, mounted read-only.",
        Synonyms = ["ca", "tls", "ssl", "certificate"],
        Codec = Codecs.Text("/etc/ssl/certs/ca.pem", static text => text is "system"
            ? "Name a file: the authorities of this system stand in /etc/ssl/certs/ca-certificates.crt on Debian, Ubuntu and Alpine, and in "
                + "/etc/pki/tls/certs/ca-bundle.crt on Fedora and Red Hat. The word system itself is not understood everywhere."
            : Codecs.AbsolutePath.TryParse(text, out _, out var problem) ? null : problem),
        Default = _ => "",
        Example = "/etc/ssl/certs/company-ca.pem",
        AskedWhen = a => IsExisting(a) && !DatabaseUrl.IsSocket(a.Get(Host)) && a.Get(SslMode).IsRequired(),
    };

    public static readonly Setting<int> Version = new()
    {
        Key = "database.version",
        Title = "PostgreSQL version",
        Help = "The major version of the PostgreSQL that runs beside Mathesar.",
        Why = "Data of one major version cannot be read by another without an upgrade, so it is written down once and stays.",
        Codec = Codecs.Choice(Major(18), Major(17), Major(16), Major(15), Major(14), Major(13)),
        Default = _ => 17,
        Example = 16,
        AskedWhen = IsBundled,
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
        Settle = (_, answers) => answers.DefaultText(Version!),
    };

    public static readonly Setting<string> Image = new()
    {
        Key = "database.image",
        Title = "PostgreSQL's image",
        Help = "The container image; its major version has to be the one above.",
        Codec = Images.Codec,
        Default = a => OfficialImages.Postgres(a.Get(Version)).Text,
        Example = "registry.example.com/library/postgres:17-bookworm",
        AskedWhen = IsBundled,
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<bool> PerUser = new()
    {
        Key = "database.per-user",
        Variable = "PER_USER_DATABASES_ENABLED",
        Title = "A database for every user",
        Help = "Give each new user a role and a database of their own on the server of Mathesar's records.",
        Why = "The role needs CREATEDB and CREATEROLE. Mathesar calls this experimental.",
        Since = new(0, 11, 0),
        Codec = Codecs.Flag,
        Default = _ => false,
        Example = true,
        Rare = true,
    };

    public static readonly ImmutableArray<Setting> All =
    [
        Mode, Url, Host, Port, Name, User, Password, SslMode, SslRootCertificate, Version, Image, PerUser,
    ];

    private static bool IsExisting(Answers a) => a.Get(Mode) is DatabaseMode.Existing;

    private static bool IsBundled(Answers a) => a.Get(Mode) is DatabaseMode.Bundled;

    private static (int, Option) Major(int version) => (version, new Option($"{version}", $"PostgreSQL {version}"));

    private static bool IsServer(Answers a) => a.Get(Mode) is not DatabaseMode.BuiltIn;
}
