using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Planning;

/// <summary>Where data that has to outlive a container lies.</summary>
internal static class Storage
{
    private static readonly Volume s_database = new("db", "PostgreSQL's data: Mathesar's records, and every database made on this server.");
    private static readonly Volume s_media = new("media", "Files that people upload for import.");
    private static readonly Volume s_configuration = new("db-config", "The configuration of the PostgreSQL inside Mathesar's container.");
    private static readonly Volume s_secrets = new("secrets", "What Mathesar keeps to itself, such as a key it made.");

    public static Mount Database(Answers a, string path) => Make(a, s_database, KeptSettings.DatabaseData, path);

    /// <summary>
    /// What Mathesar's container keeps (facts: <c>/code/.media</c>, not <c>/code/media</c>; the built-in database needs four directories).
    /// </summary>
    public static ImmutableArray<Mount> Web(Answers a) => a.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn
        ? [Make(a, s_database, KeptSettings.DatabaseData, ContainerPaths.InnerDatabase),
            Make(a, s_configuration, KeptSettings.ConfigurationData, ContainerPaths.InnerConfiguration),
            Make(a, s_secrets, KeptSettings.SecretsData, ContainerPaths.Secrets), Make(a, s_media, KeptSettings.MediaData, ContainerPaths.Media)]
        : [Make(a, s_media, KeptSettings.MediaData, ContainerPaths.Media),
            .. KeepsSecrets(a) ? [Make(a, s_secrets, KeptSettings.SecretsData, ContainerPaths.Secrets)] : ImmutableArray<Mount>.Empty];

    /// <summary>The named volumes; none where the data lies in a directory of the user's.</summary>
    public static ImmutableArray<Volume> Volumes(Answers a) => a.Get(DatabaseSettings.Mode) switch
    {
        DatabaseMode.BuiltIn => [.. Volume(a, s_database, KeptSettings.DatabaseData), .. Volume(a, s_configuration, KeptSettings.ConfigurationData),
            .. Volume(a, s_secrets, KeptSettings.SecretsData), .. Volume(a, s_media, KeptSettings.MediaData)],
        var mode => [.. mode is DatabaseMode.Bundled ? Volume(a, s_database, KeptSettings.DatabaseData) : [],
            .. Volume(a, s_media, KeptSettings.MediaData), .. KeepsSecrets(a) ? Volume(a, s_secrets, KeptSettings.SecretsData) : []],
    };

    /// <summary>The mount of a volume, where an imported installation has it, or where the answers put all data.</summary>
    public static Mount Make(Answers a, Volume volume, Setting<string> kept, string path) => Volume(a, volume, kept) is [var named]
        ? new Mount.Named(named.Name) { Path = path, Why = volume.Why }
        : new Mount.Bind(a.Get(kept) is { Length: > 0 } place ? place : $"{a.Get(TuningSettings.Directory).TrimEnd('/')}/{volume.Name}",
            ReadOnly: false)
        { Path = path, Why = volume.Why, InsteadOf = volume.Name };

    /// <summary>The volume under the name that it has; none where a directory takes its place.</summary>
    public static ImmutableArray<Volume> Volume(Answers a, Volume volume, Setting<string> kept) => a.Get(kept) switch
    {
        "" => a.Get(TuningSettings.StoreInDirectory) ? [] : [volume],
        ['/' or '.' or '~', ..] => [],
        var name when name.StartsWith(KeptSettings.External, StringComparison.Ordinal) =>
            [volume with { Name = name[KeptSettings.External.Length..], IsExternal = true }],
        var name => [volume with { Name = name }],
    };

    private static bool KeepsSecrets(Answers a) => a.Get(KeptSettings.SecretsData).Length > 0;
}
