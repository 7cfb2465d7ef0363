using System.Text.RegularExpressions;
using FluentValidation;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Mathesar's own database.</summary>
internal sealed partial class DatabaseValidator : AbstractValidator<Answers>
{
    public DatabaseValidator()
    {
        When(static a => Mode(a) is DatabaseMode.Bundled, Bundled);
        When(static a => Mode(a) is DatabaseMode.Existing, () =>
        {
            Place();
            Login();
            Encryption();
        });
        When(static a => Mode(a) is DatabaseMode.Bundled or DatabaseMode.Existing, KnownPasswords);

        RuleFor(a => a).Must(static a => Mode(a) is not DatabaseMode.BuiltIn)
            .Unless(RunSettings.OnHost)
            .Says(DatabaseFinding.ForTrying, DatabaseSettings.Mode,
                fix: static _ => Fix.To("Run PostgreSQL beside it", DatabaseSettings.Mode, DatabaseMode.Bundled));
    }

    private void Bundled()
    {
        RuleFor(a => a).Must(static a => Nearest(a) == Version(a))
            .Says(DatabaseFinding.VersionRange, DatabaseSettings.Version,
                static a => a.Get(RunSettings.Version) is var release
                    ? $"Mathesar {release} works with PostgreSQL {release.OldestPostgres} to {release.NewestPostgres}, not with {Version(a)}." : "",
                static a => Fix.To($"Use PostgreSQL {Nearest(a)}", DatabaseSettings.Version, Nearest(a)));

        RuleFor(a => a).Must(static a => Named(a) is not { } named || named == Version(a))
            .Unless(RunSettings.OnHost)
            .Says(DatabaseFinding.ImageDiffers, DatabaseSettings.Image,
                static a => $"The image says PostgreSQL {Named(a)} and the version says {Version(a)}. The data directory is mounted as "
                    + $"{Version(a)} wants it.",
                static a => DatabaseSettings.Version.Codec.TryParse($"{Named(a)}", out var version, out _)
                    ? Fix.To($"Set the version to {version}", DatabaseSettings.Version, version) : null);

        RuleFor(a => a).Must(static a => !Password(a).IsEmpty).Says(DatabaseFinding.NoPassword, DatabaseSettings.Password);

        RuleFor(a => a).Must(static a => !Hashed().IsMatch(Password(a).Reveal())).Says(DatabaseFinding.HashedPassword, DatabaseSettings.Password);
    }

    private void Place() =>
        RuleFor(a => a).Must(static a => Host(a).Length > 0)
            .Says(DatabaseFinding.NoHost, DatabaseSettings.Host)
            .DependentRules(() =>
            {
                RuleFor(a => a).Must(static a => RunSettings.OnHost(a) || !IsContainerItself(a))
                    .Says(DatabaseFinding.Localhost, DatabaseSettings.Host,
                        static a => $"Inside a container {Host(a)} is the container itself, not this machine. This machine is called "
                            + "host.docker.internal there"
                            + $"{(TargetKinds.Of(a) is { HostGateway: { } name } kind ? $", for which {kind.Title}'s files say {name}" : "")}.",
                        static _ => Fix.To("Use host.docker.internal", DatabaseSettings.Host, "host.docker.internal"));

                RuleFor(a => a).Must(static a => !DatabaseUrl.IsSocket(Host(a)) || a.Get(RunSettings.Version).TakesSocket)
                    .Says(DatabaseFinding.SocketTooEarly, DatabaseSettings.Host, fix: static _ => ReleaseValidator.Newest());
            });

    private void Login()
    {
        RuleFor(a => a).Must(static a => !Password(a).IsEmpty || Host(a).Length == 0 || DatabaseUrl.IsSocket(Host(a)))
            .Says(DatabaseFinding.EmptyPassword, DatabaseSettings.Password);

        RuleFor(a => a).Must(static a => !a.Get(DatabaseSettings.PerUser)).Says(DatabaseFinding.PerUserRights, DatabaseSettings.PerUser);
    }

    private void Encryption() => Unless(IsNear, () =>
    {
        RuleFor(a => a).Must(static a => a.Get(DatabaseSettings.SslMode) >= EncryptionMode.Prefer)
            .Says(DatabaseFinding.PlainText, DatabaseSettings.SslMode,
                fix: static _ => Fix.To("Always encrypt", DatabaseSettings.SslMode, EncryptionMode.Require));

        RuleFor(a => a).Must(static a => a.Get(DatabaseSettings.SslRootCertificate).Length > 0)
            .When(static a => a.Get(DatabaseSettings.SslMode).IsVerified())
            .Says(DatabaseFinding.NoAuthority, DatabaseSettings.SslRootCertificate,
                static a => $"{a.Text(DatabaseSettings.SslMode)} compares the server's certificate with an authority that you trust. Name its "
                    + "certificate file, or choose require.",
                static _ => Fix.To("Encrypt without checking", DatabaseSettings.SslMode, EncryptionMode.Require));
    });

    private void KnownPasswords()
    {
        RuleFor(a => a).Must(static a => !Password(a).Reveal().Contains('%', StringComparison.Ordinal))
            .Says(DatabaseFinding.PercentInPassword, DatabaseSettings.Password);

        RuleFor(a => a).Must(static a => !IsPublic(a))
            .When(KeptSettings.IsImported)
            .Says(DatabaseFinding.DefaultPasswordKept, DatabaseSettings.Password,
                static _ => "This password stands in public documentation. It is kept, because the database has it. To change it, run ALTER ROLE ... "
                    + "PASSWORD in PostgreSQL first, then give the new one here.");

        RuleFor(a => a).Must(static a => !IsPublic(a))
            .Unless(KeptSettings.IsImported)
            .Says(DatabaseFinding.DefaultPassword, DatabaseSettings.Password);
    }

    private static DatabaseMode Mode(Answers a) => a.Get(DatabaseSettings.Mode);

    private static string Host(Answers a) => a.Get(DatabaseSettings.Host);

    private static int Version(Answers a) => a.Get(DatabaseSettings.Version);

    private static SecretText Password(Answers a) => a.Get(DatabaseSettings.Password);

    private static int Nearest(Answers a) =>
        a.Get(RunSettings.Version) is var release ? Math.Clamp(Version(a), release.OldestPostgres, release.NewestPostgres) : 0;

    private static int? Named(Answers a) =>
        ImageReference.Of(a.Get(DatabaseSettings.Image)).LeadingNumber is >= 9 and < 100 and var named ? named : null;

    private static bool IsContainerItself(Answers a) => HostName.IsLoopback(Host(a)) || Host(a) is "0.0.0.0";

    private static bool IsNear(Answers a) => Host(a) is var host
        && (host.Length == 0 || DatabaseUrl.IsSocket(host) || host is "host.docker.internal" or "host.containers.internal"
            || HostName.IsLoopback(host));

    private static bool IsPublic(Answers a) => PublishedSecrets.IsPassword(Password(a).Reveal());

    // The two forms that CREATE ROLE stores as they are (PostgreSQL documentation, CREATE ROLE, PASSWORD).
    [GeneratedRegex(@"^(md5[0-9a-f]{32}|SCRAM-SHA-256\$[0-9]+:[^$]+\$[^:]+:.+)$")]
    private static partial Regex Hashed();
}
