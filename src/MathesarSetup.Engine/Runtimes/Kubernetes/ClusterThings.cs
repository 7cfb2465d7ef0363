using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes.Helm;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Takes objects away from a cluster, each by its uid, and a release by Helm.</summary>
/// <param name="directory">The install directory, which remembers the cluster.</param>
internal sealed class ClusterThings(string context, string directory) : IThingRemoval
{
    private const string Scheme = "cluster";
    private const string Release = "release";

    /// <summary>How such a place is written down.</summary>
    public static Uri Address(string context) => new($"{Scheme}:{Uri.EscapeDataString(context)}");

    /// <summary>Null where the address is none of such a place.</summary>
    public static ClusterThings? At(Uri place, string directory) =>
        place.Scheme == Scheme ? new ClusterThings(Uri.UnescapeDataString(place.AbsolutePath), directory) : null;

    /// <summary>What tells a cluster, and the place in it, from others.</summary>
    public static string Identity(ClusterMemory known) => $"{known.Cluster ?? known.Server} {known.Namespace}";

    /// <summary>How an object is written down.</summary>
    public static RemovedThing Of(ObjectKey key, JsonObject found) =>
        new(key.Kind, key.Name, KubeObject.Text(found["metadata"]?["uid"]), $"{key.ApiVersion} {key.Namespace}");

    /// <summary>How a release is written down.</summary>
    public static RemovedThing Of(ClusterMemory known, HelmRevision last) =>
        new(Release, known.Name, last.Revision.ToString(CultureInfo.InvariantCulture), known.Namespace);

    public async Task<ImmutableArray<Finding>> RemoveAsync(
        string identity, IReadOnlyList<RemovedThing> things, Action<string> tell, CancellationToken cancellation)
    {
        var known = ClusterMemory.Load(new Disk(Path.TrimEndingDirectorySeparator(directory)));
        var (access, problem) = KubeAccess.Read(context);
        if (access is null)
        {
            throw new StepFailure(problem!);
        }

        if (known is null || Identity(known) != identity || access.Server != known.Server || access.Program is not null)
        {
            throw new StepFailure(RemovalFinding.OtherPlace($"objects of the cluster to which the context {context} led"));
        }

        using var cluster = await KubeGuards.OpenAsync(access, known, cancellation);
        var left = ImmutableArray.CreateBuilder<Finding>();
        foreach (var thing in things)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await (thing.Kind == Release ? ReleaseAsync(thing, tell, cancellation) : ObjectAsync(cluster, thing, tell, cancellation)))
            {
                left.Add(RemovalFinding.Stays(thing));
            }
        }

        return left.ToImmutable();
    }

    private static async Task<bool> ObjectAsync(KubeConnection cluster, RemovedThing thing, Action<string> tell, CancellationToken cancellation)
    {
        var words = thing.Detail.Split(' ', 2);
        var key = new ObjectKey(words[0], thing.Kind, words[1], thing.Name);
        if (await cluster.FindAsync(key, cancellation) is not { } found)
        {
            return true;
        }

        if (KubeObject.Text(found["metadata"]?["uid"]) != thing.Id)
        {
            return false;
        }

        if (found["metadata"]?["deletionTimestamp"] is not null)
        {
            // It goes as soon as nobody uses it any more.
            return true;
        }

        if (thing.Kind == "Namespace"
            && await NamespaceContent.OthersAsync(cluster, thing.Name, ImmutableHashSet<string>.Empty, cancellation) is not [])
        {
            return false;
        }

        tell($"Removing {key.Shown}.");
        await cluster.DeleteAsync(key, cancellation, thing.Id);
        return true;
    }

    private async Task<bool> ReleaseAsync(RemovedThing thing, Action<string> tell, CancellationToken cancellation)
    {
        var helm = new HelmProgram(context, thing.Detail, thing.Name);
        if (await helm.HistoryAsync(cancellation) is not [.., var last])
        {
            return true;
        }

        // One that Helm was removing when it was cut off has the same number still.
        if (last.Revision.ToString(CultureInfo.InvariantCulture) != thing.Id)
        {
            return false;
        }

        tell($"Removing the release {thing.Name}, by Helm.");
        await helm.UninstallAsync(cancellation);
        return true;
    }
}
