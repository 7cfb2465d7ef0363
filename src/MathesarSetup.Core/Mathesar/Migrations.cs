using System.Collections.Immutable;
using System.Globalization;

namespace MathesarSetup.Mathesar;

/// <summary>Mathesar's migrations, which its database records: the last one tells the release that wrote the data.</summary>
public static class Migrations
{
    /// <summary>For psql: prints the last migration of Mathesar, and nothing where its records are not there.</summary>
    public const string AskLast = """
        SELECT to_regclass('public.django_migrations') IS NOT NULL AS known \gset
        \if :known
        SELECT name FROM public.django_migrations WHERE app = 'mathesar' ORDER BY id DESC LIMIT 1;
        \endif

        """;

    // Migrations of Mathesar's public tags. The releases up to 0.1.7 had others under the same numbers.
    private static readonly ImmutableDictionary<string, ReleaseRange> s_last = new (string Name, string Oldest, string Newest)[]
    {
        ("0004_shares", "0.1.3", "0.1.3"),
        ("0006_mathesar_databases_to_model", "0.1.4", "0.1.7"),
        ("0002_custom_db_server_integrity_constraints", "0.2.0", "0.2.0"),
        ("0003_v021", "0.2.1", "0.2.1"),
        ("0004_tablemetadata_mathesar_added_pkey_attnum", "0.2.2", "0.2.3"),
        ("0005_make_server_port_nullable", "0.2.4", "0.3.0"),
        ("0006_analyticsreport_sso_connected_user_count", "0.4.0", "0.4.0"),
        ("0007_form_formfield", "0.5.0", "0.5.0"),
        ("0009_columnmetadata_file_backend", "0.6.0", "0.7.1"),
        ("0010_server_sslmode", "0.8.0", "0.9.0"),
        ("0011_columnmetadata_user_type", "0.10.0", "0.10.1"),
        ("0012_alter_user_username", "0.11.0", "0.11.0"),
    }.ToImmutableDictionary(static m => m.Name, static m => new ReleaseRange(Version.Parse(m.Oldest), Version.Parse(m.Newest)),
        StringComparer.Ordinal);

    private const int LastKnown = 12;

    private static readonly ReleaseRange s_later = new(new Version(0, 12, 0), null);

    /// <summary>The releases whose last migration this is; null for one that no release ended with.</summary>
    public static ReleaseRange? Releases(string migration) =>
        s_last.GetValueOrDefault(migration)
        ?? (int.TryParse(migration.Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > LastKnown
            ? s_later
            : null);
}
