using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Planning;

/// <summary>Where data that has to outlive a container lies.</summary>
internal static class Storage
{
    private static readonly Volume s_database = new("db", "PostgreSQL's data: Mathesar's records, and every database made on this server.");
    private static readonly Volume s_media = new("media", "Files that people upload for import.");
    private static readonly Volume s_configuration = new("db-config", "The configuration of the PostgreSQL inside Mathesar's container.");
    private static readonly Volume s_secrets = new("secrets", "What Mathesar keeps to itself, such as a key it made.");

    public static Mount Database(Answers a, string path) => Make(a, s_database, path);

    /// <summary>What Mathesar's container keeps (facts: <c>/code/.media</c>, not <c>/code/media</c>; the built-in database needs four directories).</summary>
    public static ImmutableArray<Mount> Web(Answers a) => a.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn
        ? [Make(a, s_database, "/var/lib/postgresql"), Make(a, s_configuration, "/etc/postgresql"), Make(a, s_secrets, "/code/.secrets"), Make(a, s_media, "/code/.media")]
        : [Make(a, s_media, "/code/.media")];

    /// <summary>The named volumes; none where the data lies in a directory of the user's.</summary>
    public static ImmutableArray<Volume> Volumes(Answers a) => (a.Get(TuningSettings.StoreInDirectory), a.Get(DatabaseSettings.Mode)) switch
    {
        (true, _) => [],
        (_, DatabaseMode.BuiltIn) => [s_database, s_configuration, s_secrets, s_media],
        (_, DatabaseMode.Bundled) => [s_database, s_media],
        _ => [s_media],
    };

    public static Mount Make(Answers a, Volume volume, string path) => a.Get(TuningSettings.StoreInDirectory)
        ? new Mount.Bind($"{a.Get(TuningSettings.Directory).TrimEnd('/')}/{volume.Name}", ReadOnly: false) { Path = path, Why = volume.Why, InsteadOf = volume.Name }
        : new Mount.Named(volume.Name) { Path = path, Why = volume.Why };
}
