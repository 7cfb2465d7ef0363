using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>One object of a cluster, as a file has it.</summary>
internal sealed record ClusterItem(FoundFile File, YamlNode.Map Root)
{
    // Kustomize knows its file by these, and fills in what a manifest's kind would be.
    private static readonly string[] s_kustomizations = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    private static readonly string[] s_lists = ["resources", "bases", "components"];

    private static readonly string[] s_workloads = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Pod"];

    public string Kind => Root.Text("kind") ?? (IsKustomizations(File) ? "Kustomization" : "");

    /// <summary>Whether Kustomize reads it to change other manifests.</summary>
    public bool IsKustomization => Kind is "Kustomization" or "Component" && (Root.Text("apiVersion") is { } version
        ? version.StartsWith("kustomize.config", StringComparison.Ordinal)
        : IsKustomizations(File));

    public string Name => Root.Text("metadata", "name") ?? "";

    public string Id => $"{Kind}/{Name}";

    public bool IsWorkload => s_workloads.Contains(Kind);

    /// <summary>The pod that it runs; null where it runs none.</summary>
    public YamlNode? Pod => !IsWorkload ? null : Kind == "Pod" ? Root.At("spec") : Root.At("spec", "template", "spec");

    public ImmutableArray<YamlNode.Map> Containers => [.. Pod.Items("containers").OfType<YamlNode.Map>()];

    public ImmutableArray<YamlNode.Map> InitContainers => [.. Pod.Items("initContainers").OfType<YamlNode.Map>()];

    /// <summary>The labels by which its pods are found.</summary>
    public ImmutableDictionary<string, string> Labels =>
        Pairs(Kind == "Pod" ? Root.At("metadata", "labels") : Root.At("spec", "template", "metadata", "labels"));

    /// <summary>Whether a Service leads to its pods.</summary>
    public bool IsReachedBy(ClusterItem service) => Pairs(service.Root.At("spec", "selector")) is { IsEmpty: false } wanted
        && wanted.All(l => Labels.GetValueOrDefault(l.Key) == l.Value);

    /// <summary>Whether another tool encrypted it, such as SOPS.</summary>
    public bool IsEncrypted => Root.At("sops") is not null;

    /// <summary>
    /// All objects of files; those of a list one by one. Where Kustomize is told which files it reads, others beside are none of them.
    /// </summary>
    public static ImmutableArray<ClusterItem> Of(ImmutableArray<FoundFile> files)
    {
        ImmutableArray<ClusterItem> all =
            [.. files.Where(IsManifest).SelectMany(static f => ClusterTree.Documents(f).SelectMany(root => Opened(new ClusterItem(f, root))))];
        var named = all.Where(static i => i.IsKustomization).SelectMany(static k => k.Resources).Select(static r => r.Value).ToHashSet();
        return all.Any(static i => i.IsKustomization) ? [.. all.Where(i => IsKustomizations(i.File) || named.Contains(i.File.Path))] : all;
    }

    /// <summary>The files and directories that Kustomize is told to read, as paths from its own.</summary>
    public ImmutableArray<FoundText> Resources => [.. s_lists.SelectMany(key => Root.Items(key)).OfType<YamlNode.Scalar>()
        .Select(r => new FoundText(r.Value.StartsWith("./", StringComparison.Ordinal) ? r.Value[2..] : r.Value, r.Place(File)))];

    private static IEnumerable<ClusterItem> Opened(ClusterItem item) =>
        item.Kind.EndsWith("List", StringComparison.Ordinal) && item.Root.At("items") is YamlNode.List list
            ? list.Items.OfType<YamlNode.Map>().SelectMany(root => Opened(item with { Root = root }))
            : item.IsKustomization || (item.Kind.Length > 0 && item.Root.Text("apiVersion") is not null) ? [item] : [];

    // What cannot hold an object is not read as YAML at all.
    private static bool IsManifest(FoundFile file) => !file.Path.Contains('/', StringComparison.Ordinal)
        && (IsKustomizations(file) || file.Text.Contains("kind:", StringComparison.Ordinal)
            || file.Text.Contains("\"kind\"", StringComparison.Ordinal));

    private static bool IsKustomizations(FoundFile file) => s_kustomizations.Contains(file.Path);

    private static ImmutableDictionary<string, string> Pairs(YamlNode? node) => node is YamlNode.Map map
        ? map.Entries.Where(static e => e.Value is YamlNode.Scalar).GroupBy(static e => e.Key.Value, StringComparer.Ordinal)
            .ToImmutableDictionary(static e => e.Key, static e => ((YamlNode.Scalar)e.Last().Value).Value, StringComparer.Ordinal)
        : [];
}
