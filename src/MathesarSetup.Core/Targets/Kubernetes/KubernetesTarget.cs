using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Catalogue.Validators;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Plain manifests and a <c>kustomization.yaml</c>, for <c>kubectl apply -k</c>.</summary>
public sealed class KubernetesTarget : ITarget
{
    private const string Overlay =
        "Changes of your own are safest in an overlay: a kustomization.yaml of yours that names this directory as a resource.";

    public TargetKind Kind => TargetKinds.Kubernetes;

    public FileSet Render(Plan plan)
    {
        var cluster = new ClusterPlan(plan);
        var files = ClusterObjects.Files(cluster);
        return new([Kustomization(cluster, files), .. files.Select(Written)], [.. ClusterFindings.Of(cluster), .. KeptValidator.Check(plan.Answers)]);
    }

    public Instructions Instructions(Plan plan)
    {
        var cluster = new ClusterPlan(plan);
        const string Apply = "kubectl apply --kustomize .";
        return new(
            Start: ClusterCommands.Start(cluster, "kubectl apply --filename namespace.yaml", Apply),
            Stop: ClusterCommands.Stop(cluster),
            Logs: ClusterCommands.Logs(cluster),
            Update: $"{Apply} && {ClusterCommands.Restart(cluster)}",
            Backup: ClusterCommands.Backup(cluster),
            Remove: ClusterCommands.Remove(cluster))
        {
            Restore = ClusterCommands.Restore(cluster, Apply),
        };
    }

    public Recognition Knows(ImportRequest request) => KubernetesImport.Knows(request);

    public ImportReading Read(ImportRequest request) => KubernetesImport.Read(this, request);

    public Installed? Observe(ImportRequest request) => KubernetesImport.Observe(request);

    public Instructions InPlace(Plan plan, ImmutableArray<string> files)
    {
        var apply = $"kubectl apply{string.Concat(files.Order(StringComparer.Ordinal).Select(static f => $" -f {Sh.Quote(f)}"))}";
        return Instructions(plan) with { Start = apply, Update = $"{apply} && {ClusterCommands.Restart(new ClusterPlan(plan))}" };
    }

    public IEnumerable<ImmutableArray<FoundFile>> Edits(EditRequest request) => ManifestEdits.Of(request);

    public ClusterSet Cluster(Plan plan)
    {
        var cluster = new ClusterPlan(plan);
        return ClusterSets.Of(cluster, [.. ClusterObjects.Files(cluster).Select(static f => f.Path)]);
    }

    private static GeneratedFile Kustomization(ClusterPlan cluster, ImmutableArray<ObjectFile> files)
    {
        var document = new YamlMap { { "apiVersion", "kustomize.config.k8s.io/v1beta1" }, { "kind", "Kustomization" } };
        document.Add("resources", Yaml.List(files.Select(f => f.Path)), "In the order in which they are read; kubectl sorts them by kind.");
        return new("kustomization.yaml", document.Write(Header(cluster)), "Names the other manifests, so that one command applies all of them.");
    }

    private static GeneratedFile Written(ObjectFile file)
    {
        var stream = new YamlDocuments(file.About);
        foreach (var (document, about) in file.Documents)
        {
            stream.Add(document, about);
        }

        return new GeneratedFile(file.Path, stream.Write(), file.About) { Mode = file.IsSecret ? GeneratedFile.Private : GeneratedFile.Readable };
    }

    private static string Header(ClusterPlan cluster) =>
        $"""
        Mathesar {cluster.Plan.Release}, to be opened at {cluster.Plan.Url}

         Start:  kubectl apply --kustomize .
         Stop:   {ClusterCommands.Stop(cluster)}
         Logs:   {ClusterCommands.Logs(cluster)}{Open(cluster)}

        kubectl delete --kustomize . would delete the data too. {Overlay}
        """;

    // Where no door leads in from outside.
    private static string Open(ClusterPlan cluster) =>
        cluster.Answers.Get(KubernetesSettings.Door) is ClusterDoor.None ? $"\n Open:   {ClusterCommands.OpenDoor(cluster)}" : "";
}
