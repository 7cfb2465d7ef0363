using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes.Kubernetes;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>A release of Helm's, and whether it is the directory's own.</summary>
internal static class HelmBelonging
{
    /// <summary>The release, and the key's Secret where Helm removes that with it.</summary>
    /// <param name="secrets">Those that the directory knows.</param>
    public static async Task<List<Belonging>> OfAsync(
        ClusterBelongings look, IReadOnlyCollection<string> secrets, CancellationToken cancellation)
    {
        var known = look.Known;
        var helm = new HelmProgram(known.Context, known.Namespace, known.Name);
        if (await helm.HistoryAsync(cancellation) is not [.., var last])
        {
            return [];
        }

        var made = RenderedChart.Read(await helm.ManifestAsync(last.Revision, cancellation), known.Namespace);
        var secret = made.Objects.FirstOrDefault(o => o.Key == look.Secret && !HelmLook.IsKept(o));
        var there = secret is null ? null : await look.Cluster.FindAsync(secret.Key, cancellation);
        var why = look.Foreign ?? (last.Status == "uninstalled" ? "it was uninstalled, and Helm keeps its history"
            : !IsOwn(known, last, made, secrets) ? $"nothing here remembers making its revision {last.Revision}"
            : there is not null && !ClusterBelongings.IsKnown(there, secrets) ? "its Secret holds a key that this directory does not know" : null);
        var release = new Belonging("release", known.Name, why is null ? Fate.Goes : Fate.Stays, why ?? "")
        {
            Command = $"helm uninstall {known.Name} --namespace {known.Namespace}{KubeAccess.OfHelm(known.Context)}",
            Thing = ClusterThings.Of(known, last),
        };
        return there is not null && why is null ? [release, ClusterBelongings.WithRelease(secret!.Key)] : [release];
    }

    // By the revision, by its objects, or by the key with which they run.
    private static bool IsOwn(ClusterMemory known, HelmRevision last, RenderedChart made, IReadOnlyCollection<string> secrets) =>
        known.Revision == last.Revision || made.Mark == known.Mark
        || made.Objects.Any(o => o.Key.Kind == "Secret" && ClusterBelongings.IsKnown(o.AsKept().Json, secrets));
}
