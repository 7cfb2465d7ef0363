using System.Globalization;
using System.Text.RegularExpressions;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about Mathesar's own database.</summary>
internal static partial class DatabaseRules
{
    public static IEnumerable<Finding> Check(Answers a) => a.Get(DatabaseSettings.Mode) switch
    {
        DatabaseMode.Bundled => Bundled(a).Concat(Password(a)),
        DatabaseMode.BuiltIn when RunSettings.OnHost(a) => [],
        DatabaseMode.Existing => Existing(a).Concat(Encryption(a)).Concat(Password(a)),
        _ =>
        [
            Finding.Warning("database.for-trying", "PostgreSQL inside Mathesar's container is for trying it: it cannot be backed up while it runs, and its version follows the image. For data that matters run PostgreSQL beside it.",
                DatabaseSettings.Mode.Key, Fix.To("Run PostgreSQL beside it", DatabaseSettings.Mode.Key, "bundled")),
        ],
    };

    private static IEnumerable<Finding> Bundled(Answers a)
    {
        var release = a.Get(RunSettings.Version);
        var version = a.Get(DatabaseSettings.Version);
        if (version < release.OldestPostgres || version > release.NewestPostgres)
        {
            var nearest = Math.Clamp(version, release.OldestPostgres, release.NewestPostgres).ToString(CultureInfo.InvariantCulture);
            yield return Finding.Error("database.version-range", $"Mathesar {release} works with PostgreSQL {release.OldestPostgres} to {release.NewestPostgres}, not with {version}.", DatabaseSettings.Version.Key,
                Fix.To($"Use PostgreSQL {nearest}", DatabaseSettings.Version.Key, nearest));
        }

        if (!RunSettings.OnHost(a) && Tag().Match(a.Get(DatabaseSettings.Image)) is { Success: true } match && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var named && named != version && named is >= 9 and < 100)
        {
            yield return Finding.Warning("database.image-differs", $"The image says PostgreSQL {named} and the version says {version}. The data directory is mounted as {version} wants it.", DatabaseSettings.Image.Key,
                Fix.To($"Set the version to {named}", DatabaseSettings.Version.Key, match.Groups[1].Value));
        }

        var password = a.Get(DatabaseSettings.Password);
        if (password.IsEmpty)
        {
            yield return Finding.Error("database.no-password", "PostgreSQL does not start without a password. Type one, or let one be generated.", DatabaseSettings.Password.Key);
        }
        else if (Hashed().IsMatch(password.Reveal()))
        {
            yield return Finding.Error("database.hashed-password", "PostgreSQL takes a password of this form for one that is hashed already, and then nobody can log in with it. Choose another.", DatabaseSettings.Password.Key);
        }
    }

    private static IEnumerable<Finding> Existing(Answers a)
    {
        var host = a.Get(DatabaseSettings.Host);
        if (host.Length == 0)
        {
            yield return Finding.Error("database.no-host", "Say where your PostgreSQL server is: paste a connection URL, or type its host name.", DatabaseSettings.Host.Key);
        }
        else if (!RunSettings.OnHost(a) && (HostName.IsLoopback(host) || host is "0.0.0.0"))
        {
            yield return Finding.Error("database.localhost", $"Inside a container {host} is the container itself, not this machine. This machine is called host.docker.internal there{(TargetKinds.Of(a) is { HostGateway: { } name } kind ? $", for which {kind.Title}'s files say {name}" : "")}.", DatabaseSettings.Host.Key,
                Fix.To("Use host.docker.internal", DatabaseSettings.Host.Key, "host.docker.internal"));
        }
        else if (DatabaseUrl.IsSocket(host) && !a.Get(RunSettings.Version).TakesSocket)
        {
            yield return Finding.Error("database.socket-too-early", "Mathesar reaches PostgreSQL over a Unix socket from 0.3.0 on. Choose a newer release, or connect over TCP.", DatabaseSettings.Host.Key,
                Fix.To($"Use Mathesar {Releases.Newest}", RunSettings.Version.Key, Releases.Newest.ToString()));
        }

        if (a.Get(DatabaseSettings.Password).IsEmpty && host.Length > 0 && !DatabaseUrl.IsSocket(host))
        {
            yield return Finding.Warning("database.empty-password", "There is no password. That works only if the server trusts this machine, or asks for a certificate.", DatabaseSettings.Password.Key);
        }

        if (a.Get(DatabaseSettings.PerUser))
        {
            yield return Finding.Note("database.per-user-rights", "The role has to be allowed to create databases and roles: ALTER ROLE ... CREATEDB CREATEROLE.", DatabaseSettings.PerUser.Key);
        }
    }

    private static IEnumerable<Finding> Encryption(Answers a)
    {
        var host = a.Get(DatabaseSettings.Host);
        var mode = a.Get(DatabaseSettings.SslMode);
        var near = host.Length == 0 || DatabaseUrl.IsSocket(host) || host is "host.docker.internal" or "host.containers.internal" || HostName.IsLoopback(host);
        if (mode < EncryptionMode.Prefer && !near)
        {
            yield return Finding.Warning("database.plain-text", "The password and the data cross the network in the clear. Ask for encryption, unless the network is yours alone.", DatabaseSettings.SslMode.Key,
                Fix.To("Always encrypt", DatabaseSettings.SslMode.Key, "require"));
        }

        if (mode.IsVerified() && !near && a.Get(DatabaseSettings.SslRootCertificate).Length == 0)
        {
            yield return Finding.Error("database.no-authority", $"{a.Text(DatabaseSettings.SslMode)} compares the server's certificate with an authority that you trust. Name its certificate file, or choose require.", DatabaseSettings.SslRootCertificate.Key,
                Fix.To("Encrypt without checking", DatabaseSettings.SslMode.Key, "require"));
        }
    }

    private static IEnumerable<Finding> Password(Answers a)
    {
        var password = a.Get(DatabaseSettings.Password).Reveal();
        if (password.Contains('%', StringComparison.Ordinal))
        {
            yield return Finding.Warning("database.percent-in-password", "A password with % breaks Explorations in Mathesar (mathesar-foundation/mathesar#4501). Choose one without.", DatabaseSettings.Password.Key);
        }

        if (password is "mathesar" or "postgres" or "password")
        {
            yield return KeptSettings.IsImported(a)
                ? Finding.Warning("database.default-password-kept", "This password stands in public documentation. It is kept, because the database has it. To change it, run ALTER ROLE ... PASSWORD in PostgreSQL first, then give the new one here.", DatabaseSettings.Password.Key)
                : Finding.Error("database.default-password", "This password stands in public documentation. Choose another, or let one be generated.", DatabaseSettings.Password.Key);
        }
    }

    [GeneratedRegex(":([0-9]+)(?:[.-][^/]*)?$")]
    private static partial Regex Tag();

    // The two forms that CREATE ROLE stores as they are (PostgreSQL documentation, CREATE ROLE, PASSWORD).
    [GeneratedRegex(@"^(md5[0-9a-f]{32}|SCRAM-SHA-256\$[0-9]+:[^$]+\$[^:]+:.+)$")]
    private static partial Regex Hashed();
}
