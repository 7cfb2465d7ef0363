using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Backups;

/// <summary>
/// What a restore is about to do, written and synced before it does. While it is there the next run takes all of it back, or
/// finishes it where people may work with it already.
/// </summary>
internal sealed record RestoreJournal
{
    private static readonly StateFile<RestoreJournal> s_file = new(StateFolder.RestoreJournal, RestoreJson.Default.RestoreJournal);

    public int Schema { get; init; } = 1;

    /// <summary>Whether Mathesar is stopped, or about to be.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Whether all of it is in its place and Mathesar is started, or about to be: people may work with it.</summary>
    public bool IsStarting { get; init; }

    /// <summary>Whether what was loaded is kept when it is taken back, because people may have worked with it.</summary>
    public bool IsKeeping { get; init; }

    public required ImmutableArray<RestoredDatabase> Databases { get; init; }

    /// <summary>What of the databases of before is kept, for who restored.</summary>
    [JsonIgnore]
    public ImmutableArray<Finding> Kept => [.. Databases.Where(static d => d.Before is not null).Select(static d => RestoreFinding.Kept.Say(
        $"The database {DatabaseNames.Said(d.Name)} as it was before is kept as {DatabaseNames.Said(d.Before!)}, and nobody can connect to it."))];

    /// <summary>What was made without one to be like.</summary>
    [JsonIgnore]
    public IEnumerable<Finding> LikeOwn => Databases.Where(static d => d.Before is null).Select(static d => RestoreFinding.LikeOwn.Say(
        $"The database {DatabaseNames.Said(d.Name)} was not there, so it was made with the owner, encoding, locale, rights and settings of "
        + "Mathesar's own database. What is in it is whole. Where those were others, give them to it again."));

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static RestoreJournal? Load(Disk disk) => s_file.Load(disk);
}

/// <summary>A database that is brought back.</summary>
/// <param name="Loaded">The name under which it is loaded beside the one that is there.</param>
/// <param name="Before">The name under which the one that is there is kept; null where there is none.</param>
internal sealed record RestoredDatabase(string Name, string Loaded, string? Before);

[JsonSerializable(typeof(RestoreJournal))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
internal sealed partial class RestoreJson : JsonSerializerContext;
