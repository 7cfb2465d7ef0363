using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Apply;

/// <summary>A container as it was before a run.</summary>
internal sealed record FormerContainer(string Id, string Name, bool Running);

/// <summary>A change of the bundled database's password that was begun.</summary>
/// <param name="Former">The password to put back. The file that holds it is as closed as the one with the secrets.</param>
internal sealed record PasswordChange(string User, string Database, string Former);

/// <summary>
/// What a run is about to change in the engine, written and synced before it does. What is really there decides how it is rolled back, so that it can
/// be cut off and repeated anywhere.
/// </summary>
internal sealed record ApplyJournal
{
    private static readonly StateFile<ApplyJournal> s_file = new(StateFolder.ApplyJournal, ApplyJournalJson.Default.ApplyJournal);

    public int Schema { get; init; } = 1;

    /// <summary>The mark on everything that the run makes.</summary>
    public required string Run { get; init; }

    public required Uri Endpoint { get; init; }

    /// <summary>The network that the run makes; null when it was there.</summary>
    public string? Network { get; init; }

    /// <summary>The volumes that the run makes.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>In the order in which they start.</summary>
    public IReadOnlyList<FormerContainer> Formers { get; init; } = [];

    /// <summary>The name of the database's container; null when there is none.</summary>
    public string? DatabaseContainer { get; init; }

    /// <summary>The name of Mathesar's container; null in a journal of an older program.</summary>
    public string? WebContainer { get; init; }

    /// <summary>Whether the secrets were written for good, so that they stay when all else is rolled back.</summary>
    public bool KeepsSecrets { get; init; }

    /// <summary>Whether the run has other secrets than the former ones, and may make something that keeps them.</summary>
    public bool TriesSecrets { get; init; }

    public PasswordChange? Password { get; init; }

    /// <summary>A change of what Mathesar stores that was begun.</summary>
    public StoredChange? Stored { get; init; }

    /// <summary>What a former container is called while the new one is tried: the name that <c>run.sh</c> knows too.</summary>
    public static string Aside(string name) => $"{name}-before";

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static ApplyJournal? Load(Disk disk) => s_file.Load(disk);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApplyJournal))]
internal sealed partial class ApplyJournalJson : JsonSerializerContext;
