using System.Text.Json;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>An object as it was before a run.</summary>
/// <param name="Former">What to send to have it so again; null where there was none.</param>
internal sealed record FormerObject(ObjectKey Key, JsonObject? Former);

/// <summary>
/// What a run is about to change in a cluster, written and synced before it does: all that is needed to have it back as it was, wherever the run
/// is cut off, and however often. It holds former secrets, and is as closed as they are.
/// </summary>
internal sealed record KubeJournal
{
    private static readonly StateFile<KubeJournal> s_file = new(StateFolder.ClusterJournal, KubeJson.Default.KubeJournal);

    public int Schema { get; init; } = 1;

    /// <summary>Where the run was.</summary>
    public required ClusterMemory Place { get; init; }

    /// <summary>The program that logs in, and that somebody agreed to; null for none.</summary>
    public string? Program { get; init; }

    /// <summary>The Secret that holds the key, which is never removed.</summary>
    public required string Secret { get; init; }

    /// <summary>In the order in which they are sent.</summary>
    public required IReadOnlyList<FormerObject> Objects { get; init; }

    /// <summary>The Deployment whose pods the run starts anew by that alone; null for none.</summary>
    public ObjectKey? Restarted { get; init; }

    public bool KeepsSecrets { get; init; }

    public bool TriesSecrets { get; init; }

    /// <summary>Whether the run had succeeded, so that only what it left is to be swept.</summary>
    public bool IsAccepted { get; init; }

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static KubeJournal? Load(Disk disk) => s_file.Load(disk);
}
