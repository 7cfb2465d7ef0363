using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>The single things of an installation in a cluster, and what becomes of each.</summary>
internal sealed class ClusterBelongings(KubeConnection cluster, ClusterSet set, ClusterMemory known, PlaceProof proof, RemovalDepth depth)
{
    private const string Object = "object";

    public KubeConnection Cluster => cluster;

    public ClusterMemory Known => known;

    /// <summary>The Secret that holds the key.</summary>
    public ObjectKey Secret { get; } = new("v1", "Secret", set.Namespace, set.Secret);

    /// <summary>What goes with its release. The directory has its key still.</summary>
    public static Belonging WithRelease(ObjectKey key) => new(Object, key.Shown, Fate.Goes);

    /// <summary>Why nothing that runs goes; null where it does. A directory without a mark was installed from before there were any.</summary>
    public string? Foreign => proof is { Mark: not null, IsBound: false } ? proof.Unbound : null;

    /// <summary>The objects that carry the mark of the set, what rests on others first, and what stands for all of them last.</summary>
    public async Task<List<Belonging>> MembersAsync(CancellationToken cancellation)
    {
        var (mark, found) = (new ApplySet(set.Namespace, set.Name), new List<KubeObject>());
        if (await cluster.FindAsync(mark.Parent, cancellation) is not { } parent)
        {
            return [];
        }

        foreach (var kind in ApplySet.KindsOf(parent).Select(KubeGuards.Version).OfType<ObjectKey>())
        {
            found.AddRange((await cluster.ListAsync(kind with { Namespace = set.Namespace }, $"{ApplySet.Member}={mark.Id}", cancellation))
                .Select(json => KubeObject.Of(json, set.Namespace))
                .Where(o => ApplySet.MayMark(o.Key, set.Secret) && o.Key != mark.Parent && o.Json["metadata"]?["ownerReferences"] is null));
        }

        return
        [
            .. found.OrderByDescending(static o => o.Rank).Append(new KubeObject(mark.Parent, parent)).Select(o => Judged(o.Key, o.Json, Foreign)),
        ];
    }

    /// <summary>A database that an operator looks after: its volumes go with it.</summary>
    public async Task<List<Belonging>> DatabaseAsync(CancellationToken cancellation)
    {
        var things = new List<Belonging>();
        foreach (var workload in set.Workloads.Where(static w => w.Kind == "Cluster"))
        {
            var key = new ObjectKey(workload.ApiVersion, workload.Kind, set.Namespace, workload.Name);
            if (await cluster.FindAsync(key, cancellation) is { } found)
            {
                things.Add(Data(key, found, !proof.IsBound ? proof.Unbound : IsSent(found) ? null : "nothing here remembers making it"));
            }
        }

        return things;
    }

    /// <summary>The claims for volumes, those apart that an operator's object takes with it.</summary>
    public async Task<List<Belonging>> ClaimsAsync(CancellationToken cancellation) =>
    [
        .. (await cluster.ListAsync(VolumeClaims.Key(known, ""), $"app.kubernetes.io/instance={known.Name}", cancellation))
            .Where(static claim => claim["metadata"]?["ownerReferences"] is null)
            .OrderBy(static claim => KubeObject.Text(claim["metadata"]!["name"]), StringComparer.Ordinal)
            .Select(claim => Data(VolumeClaims.Key(known, KubeObject.Text(claim["metadata"]!["name"])), claim,
                proof.Doubt(VolumeClaims.Remembered(claim)))),
    ];

    /// <summary>The Secret with the key, which goes when no data is left that it opens.</summary>
    /// <param name="secrets">Those that the directory knows.</param>
    public async Task<Belonging?> SecretAsync(IReadOnlyCollection<string> secrets, string? left, CancellationToken cancellation)
    {
        if (await cluster.FindAsync(Secret, cancellation) is not { } found)
        {
            return null;
        }

        var doubt = Foreign ?? (IsKnown(found, secrets) ? null : "it holds a key that this directory does not know");
        var why = doubt ?? (depth < RemovalDepth.Everything ? "it holds the key that opens the data, which goes only with --everything"
            : left is null ? null : $"it holds the key that opens the data, and {left}");
        var thing = Judged(Secret, found, why);
        return thing with { IsData = why is not null, Command = doubt is null && depth < RemovalDepth.Everything ? "" : thing.Command };
    }

    /// <summary>The namespace, where this program made it and nothing else is in it; null for one of somebody else's.</summary>
    public async Task<Belonging?> NamespaceAsync(IReadOnlyCollection<Belonging> things, CancellationToken cancellation)
    {
        var key = new ObjectKey("v1", "Namespace", "", set.Namespace);
        if (await cluster.FindAsync(key, cancellation) is not { } found || !IsSent(found))
        {
            return null;
        }

        var others = await NamespaceContent.OthersAsync(cluster, set.Namespace,
            things.Where(static t => t.Fate is Fate.Goes).Select(static t => t.Thing?.Id).OfType<string>().ToImmutableHashSet(StringComparer.Ordinal),
            cancellation);
        return Judged(key, found, Foreign ?? (others is [] ? null
            : $"{string.Join(", ", others.Take(5))} {(others.Length == 1 ? "is" : "are")} in it"));
    }

    /// <summary>Whether the key in a Secret is one that the directory knows.</summary>
    public static bool IsKnown(JsonObject secret, IReadOnlyCollection<string> secrets) =>
        KubeObject.Text(secret["data"]?["SECRET_KEY"]) is { Length: > 0 } key && secrets.Select(static s =>
            Convert.ToBase64String(Encoding.UTF8.GetBytes(s))).Contains(key);

    private Belonging Data(ObjectKey key, JsonObject found, string? doubt)
    {
        var thing = Judged(key, found, doubt ?? (depth < RemovalDepth.Data ? "it holds data, which goes only with --with-data" : null));
        return thing with { IsData = true, Command = doubt is null ? "" : thing.Command };
    }

    private Belonging Judged(ObjectKey key, JsonObject found, string? why) =>
        new(Object, key.Shown, why is null ? Fate.Goes : Fate.Stays, why ?? "")
        {
            Command = key.Deletion(known.Context),
            Thing = ClusterThings.Of(key, found),
        };

    // Whoever sends the objects: this program, or Helm in its name.
    private bool IsSent(JsonObject found) => OwnedFields.Of(found).Count > 0
        || KubeObject.Text(found["metadata"]?["annotations"]?["meta.helm.sh/release-name"]) == set.Name;
}
