using System.Text.Json;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>An object as it was before a run.</summary>
/// <param name="Former">What to send to have it so again; null where there was none.</param>
internal sealed record FormerObject(ObjectKey Key, JsonObject? Former);

/// <summary>A release of Helm's before a run.</summary>
/// <param name="Run">The mark of the run, which stands among the arguments of its Helm and in the release's history.</param>
/// <param name="Former">The revision that was in use; 0 where there was none.</param>
/// <param name="Last">The last revision that there was, in use or not.</param>
/// <param name="FormerManifest">By what the former objects are known again; empty where there were none.</param>
/// <param name="Manifest">By what those of the run are known.</param>
internal sealed record JournaledRelease(string Run, int Former, int Last, string FormerManifest, string Manifest)
{
    /// <summary>Whether the run makes the namespace.</summary>
    public bool MakesNamespace { get; init; }

    /// <summary>What the run makes and Helm never removes, since data goes with it.</summary>
    public IReadOnlyList<ObjectKey> Keeps { get; init; } = [];
}

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

    /// <summary>The claims for volumes that there were, by their names; they are none of the run's.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>The release of Helm's that the run upgrades; null where it sends the objects itself.</summary>
    public JournaledRelease? Release { get; init; }

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
