using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Planning;

/// <summary>The variables that Mathesar reads.</summary>
internal static class WebEnvironment
{
    /// <summary>Where the database's certificate authority appears inside the container.</summary>
    public const string AuthorityPath = "/etc/mathesar/database-ca.pem";

    // Written only where the answer is not what Mathesar does by itself.
    private static readonly ImmutableArray<Setting> s_optional =
    [
        DatabaseSettings.PerUser,
        TuningSettings.Debug, SsoSettings.Required, FileSettings.DataFilesOnAzure, FileSettings.DataFilesContainer, FileSettings.DataFilesAccount,
        FileSettings.DataFilesConnectionString,
        .. LoginSettings.All.Where(s => s.Variable is not null),
    ];

    public static ImmutableArray<EnvironmentEntry> Of(Answers a, HostPlace? place)
    {
        var release = a.Get(RunSettings.Version);
        return
        [
            new("DJANGO_SETTINGS_MODULE", "config.settings.production", "Mathesar's settings for real use."),
            Entry(a, SecretSettings.Key),
            new("ALLOWED_HOSTS", string.Join(',', AllowedHosts(a)),
                "Every name under which Mathesar may be opened; it answers 400 to others. localhost is for the health check.", AccessSettings.Hosts),
            .. Database(a, release, place),
            Entry(a, TuningSettings.Workers),
            .. release.NeedsLongerTimeout
                ? [new EnvironmentEntry("GUNICORN_CMD_ARGS", "--timeout=180", "Gives slow imports and queries 180 seconds instead of 30.")]
                : Array.Empty<EnvironmentEntry>(),
            .. place?.Data is null
                ? Array.Empty<EnvironmentEntry>()
                : [new EnvironmentEntry("MEDIA_ROOT", place.Media, "Where files that people upload lie.", TuningSettings.Directory)],
            .. Optional(a, release),
            .. Administrator(a),
        ];
    }

    private static EnvironmentEntry Entry(Answers a, Setting setting) => new(setting.Variable!, Revealed(a, setting), setting.Help, setting);

    private static string Revealed(Answers a, Setting setting) => setting is Setting<SecretText> secret ? a.Get(secret).Reveal() : a.Text(setting);

    private static IEnumerable<string> AllowedHosts(Answers a) => a.Get(AccessSettings.Hosts).Items.Contains("*")
        ? ["*"]
        : new[] { a.Get(AccessSettings.Url).Host }.Concat(a.Get(AccessSettings.Hosts).Items)
            .Select(host => host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out var address) ? $"[{address}]" : host)
            .Concat(["localhost", "127.0.0.1", "[::1]"])
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<EnvironmentEntry> Database(Answers a, Release release, HostPlace? place)
    {
        switch (a.Get(DatabaseSettings.Mode))
        {
            case DatabaseMode.Bundled:
            case DatabaseMode.BuiltIn when place is not null:
                yield return new("POSTGRES_HOST", place?.Socket ?? a.Get(KeptSettings.DatabaseService), "The PostgreSQL that runs beside Mathesar.",
                    DatabaseSettings.Host)
                { AddressOf = place is null ? a.Get(KeptSettings.DatabaseService) : null };
                yield return new("POSTGRES_PORT", "5432", DatabaseSettings.Port.Help, DatabaseSettings.Port);
                break;
            case DatabaseMode.Existing:
                yield return Host(a, place);
                yield return Entry(a, DatabaseSettings.Port);
                break;
            default:
                yield break;
        }

        yield return Entry(a, DatabaseSettings.Name);
        yield return Entry(a, DatabaseSettings.User);
        if (!a.Get(DatabaseSettings.Password).IsEmpty)
        {
            yield return Entry(a, DatabaseSettings.Password);
        }

        foreach (var entry in a.Get(DatabaseSettings.Mode) is DatabaseMode.Existing ? Encryption(a, release, place) : [])
        {
            yield return entry;
        }
    }

    private static IEnumerable<EnvironmentEntry> Encryption(Answers a, Release release, HostPlace? place)
    {
        if (DatabaseUrl.IsSocket(a.Get(DatabaseSettings.Host)))
        {
            yield break;
        }

        yield return new("PGSSLMODE", a.Text(DatabaseSettings.SslMode),
            "Read by PostgreSQL's own client library; POSTGRES_SSLMODE alone has no effect up to Mathesar 0.12.0.", DatabaseSettings.SslMode);
        if (release.TakesSslMode)
        {
            yield return new("POSTGRES_SSLMODE", a.Text(DatabaseSettings.SslMode), "Mathesar's own name for it, for releases that read it.",
                DatabaseSettings.SslMode);
        }

        if (a.Get(DatabaseSettings.SslRootCertificate).Length > 0)
        {
            yield return place is null
                ? new("PGSSLROOTCERT", AuthorityPath, "Where the authority's certificate is mounted.", DatabaseSettings.SslRootCertificate)
                : Entry(a, DatabaseSettings.SslRootCertificate);
        }
    }

    // What a container calls its machine is the machine itself where there is no container.
    private static EnvironmentEntry Host(Answers a, HostPlace? place) =>
        Entry(a, DatabaseSettings.Host) is var entry && place is not null && entry.Value == Service.HostGateway
            ? entry with { Value = "localhost" }
            : entry;

    private static IEnumerable<EnvironmentEntry> Optional(Answers a, Release release)
    {
        foreach (var setting in s_optional.Where(s => (s.Since is null || s.Since <= release.Version)
            && (s.Until is null || s.Until > release.Version)))
        {
            if (a.Text(setting) != a.DefaultText(setting) || (setting == FileSettings.DataFilesContainer && a.Get(FileSettings.DataFilesOnAzure)))
            {
                yield return Entry(a, setting);
            }
        }

        if (release.Version >= LoginSettings.Heading.Since && (a.Get(LoginSettings.Heading).Length > 0 || a.Get(LoginSettings.Body).Length > 0))
        {
            var text = new JsonObject();
            foreach (var (name, value) in new[] { ("heading", a.Get(LoginSettings.Heading)), ("body", a.Get(LoginSettings.Body)) }
                .Where(t => t.Item2.Length > 0))
            {
                text[name] = value;
            }

            yield return new(LoginSettings.TextVariable, text.ToJsonString(), "Heading and text of the login page, as JSON.", LoginSettings.Heading);
        }
    }

    private static IEnumerable<EnvironmentEntry> Administrator(Answers a)
    {
        yield return Entry(a, SecretSettings.AdminName);
        yield return Entry(a, SecretSettings.AdminEmail);
        yield return Entry(a, SecretSettings.AdminPassword) with
        {
            Comment = "Used once, while there is no administrator yet. You may take it out after the first start.",
            MayBeMissing = true,
        };
    }
}
