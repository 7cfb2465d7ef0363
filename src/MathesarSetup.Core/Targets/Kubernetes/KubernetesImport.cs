using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Takes over what manifests run, and tells those that another tool turns into manifests first.</summary>
internal static class KubernetesImport
{
    // What says nothing that changes other manifests.
    private static readonly string[] s_plain =
        ["apiVersion", "kind", "metadata", "resources", "namespace", "labels", "commonLabels", "commonAnnotations", "sortOptions"];

    private static readonly string[] s_doors = ["Ingress", "HTTPRoute"];

    public static Recognition Knows(ImportRequest request) => ClusterItem.Of(request.Files) is var items && items.Any(static i => i.IsWorkload)
        ? Recognition.Sure
        : Others(items).Any() || items.Any(static i => i.IsKustomization) || KubeUnit.Of(request.Files).Any() ? Recognition.Possible
        : Recognition.None;

    public static ImportReading Read(ITarget target, ImportRequest request)
    {
        var items = ClusterItem.Of(request.Files);
        if (items.Where(static i => i.IsKustomization).Select(k => Changes(k, items)).FirstOrDefault(static f => f is not null) is { } changes)
        {
            return ImportReading.Failed(changes);
        }

        if (Missing(items, request.Files).ToArray() is { Length: > 0 } missing)
        {
            return ImportReading.Failed([.. missing]);
        }

        var (found, facts, parts) = ManifestReader.Read(request.Files);
        var kube = KubeUnit.Of(request.Files).ToArray();
        if (found is null && (Others(items).FirstOrDefault() ?? kube.Select(k => k.Finding(request.Files)).FirstOrDefault()) is { } other)
        {
            return ImportReading.Failed(other);
        }

        return WrittenServices.Read(target, found, new WrittenParts([.. parts, .. kube.SelectMany(static k => k.Parts())], [],
            static files => ManifestReader.Read(files).Parts)
        { Sources = [.. items.Select(static i => i.File).Distinct()] }, request, answers =>
            {
                facts?.Say(answers);
                ForgetOwnName(answers);
                Mark(found!, parts, items, answers);
                answers.Findings.AddRange(kube.Select(k => k.Finding(request.Files)));
            });
    }

    /// <summary>All that the manifests run; null where another tool changes them first.</summary>
    public static Installed? Observe(ImportRequest request)
    {
        var items = ClusterItem.Of(request.Files);
        if (items.Where(static i => i.IsKustomization).Any(k => Changes(k, items) is not null))
        {
            return null;
        }

        var (found, facts, parts) = ManifestReader.Read(request.Files);
        return WrittenModel.Of(found, [.. Named(parts, found, facts, request.Files)], Port(facts));
    }

    // A value behind a reference is the variable's, and what there is one of is called by its kind.
    private static IEnumerable<FoundPart> Named(
        ImmutableArray<FoundPart> parts, FoundInstallation? found, ClusterFacts? facts, ImmutableArray<FoundFile> files)
    {
        var items = new ClusterItems(ClusterItem.Of(files));
        var said = (found?.Services ?? []).SelectMany(static s => s.Variables.Values).Append(facts?.ServicePort).OfType<FoundText>()
            .Select(static v => v.At).ToHashSet();
        var names = s_doors.Select(kind => items.Of(kind).ToArray()).Where(static all => all.Length == 1)
            .Select(static all => all[0]).Append(items.Web()?.Item).OfType<ClusterItem>()
            .ToDictionary(static i => i.Id, static i => i.IsWorkload ? "workload" : i.Kind, StringComparer.Ordinal);
        return parts.Where(p => !said.Contains(p.At) || !p.Service.Contains('/', StringComparison.Ordinal))
            .Select(p => p with { Service = names.GetValueOrDefault(p.Service, p.Service) });
    }

    /// <summary>The port at which the cluster reaches Mathesar.</summary>
    public static IEnumerable<(InstalledPart Part, string Value)> Port(ClusterFacts? facts) => facts?.ServicePort is { } port
        ? [(new InstalledPart(WrittenModel.NameOf("web"), $"{InstalledPart.Ports}{WebPages.Port}/tcp"), port.Value)]
        : [];

    // What these manifests call PostgreSQL by themselves is no name that somebody else gave it.
    private static void ForgetOwnName(Answering answers)
    {
        var texts = answers.Draft.Texts;
        var name = texts.GetValueOrDefault(RunSettings.Name.Key) ?? Answers.None.DefaultText(RunSettings.Name);
        if (texts.GetValueOrDefault(KeptSettings.DatabaseService.Key) == $"{name}-db")
        {
            answers.Forget(KeptSettings.DatabaseService.Key);
        }
    }

    // What only leads to a value is understood with it.
    private static void Mark(FoundInstallation found, ImmutableArray<FoundPart> parts, ImmutableArray<ClusterItem> items, Answering answers)
    {
        foreach (var part in parts.Where(static p => p.IsReference))
        {
            var service = found.Services.FirstOrDefault(s => s.Name == part.Service);
            var variable = part.Path.Split("environment.", 2) is [_, var name] ? service?.Variables.GetValueOrDefault(name) : null;
            if ((variable is not null && answers.Lines.IsMarked(variable.At))
                || (part.Path.Contains("envFrom[", StringComparison.Ordinal)
                    && items.Any(i => part.Path.Contains($" {i.Name}]", StringComparison.Ordinal))))
            {
                answers.Lines.Mark(part.At);
            }
        }
    }

    private static Finding? Changes(ClusterItem kustomization, IReadOnlyList<ClusterItem> items)
    {
        // A namespace changes nothing where every workload says the same one.
        var elsewhere = kustomization.Root.Text("namespace") is { } name
            && items.Any(i => i.IsWorkload && i.Root.Text("metadata", "namespace") != name);
        var keys = kustomization.Root.Entries.Select(static e => e.Key.Value).Where(k => !s_plain.Contains(k) || (elsewhere && k == "namespace"))
            .Concat(kustomization.Resources.Select(static r => r.Value).Where(static r => !IsFileBeside(r))).ToArray();
        return keys is [] ? null : ImportFindings.RunByAnother($"{kustomization.File.Path} lets Kustomize change the manifests before they run "
            + $"({string.Join(", ", keys)})", "kubectl kustomize . > whole.yaml");
    }

    // Without one of its files Kustomize makes nothing at all.
    private static IEnumerable<Finding> Missing(ImmutableArray<ClusterItem> items, ImmutableArray<FoundFile> files) =>
        items.Where(static i => i.IsKustomization).SelectMany(static k => k.Resources)
            .Where(r => files.All(f => f.Path != r.Value)).Select(static r => ImportFindings.FileUnread(r.Value, r.At, isNeeded: true));

    private static bool IsFileBeside(string name) =>
        !name.Contains('/', StringComparison.Ordinal) && name.Contains('.', StringComparison.Ordinal);

    private static IEnumerable<Finding> Others(ImmutableArray<ClusterItem> items) => items.Select(static i =>
        (i.Kind, i.Root.Text("apiVersion") ?? "") switch
    {
        ("HelmRelease", _) => ImportFindings.RunByAnother($"{i.File.Path} is a HelmRelease: Flux makes the objects from a Helm chart",
            $"helm get manifest {i.Root.Text("spec", "releaseName") ?? i.Name} > running.yaml"),
        ("HelmChart", _) => ImportFindings.RunByAnother($"{i.File.Path} is a HelmChart: the cluster makes the objects from it",
            $"helm get manifest {i.Name} > running.yaml"),
        ("Application" or "ApplicationSet", var version) when version.StartsWith("argoproj.io", StringComparison.Ordinal) =>
            ImportFindings.RunByAnother($"{i.File.Path} is an Application: Argo CD makes the objects from a repository",
                $"argocd app manifests {i.Name} > running.yaml"),
        ("Kustomization", var version) when version.StartsWith("kustomize.toolkit", StringComparison.Ordinal) =>
            ImportFindings.RunByAnother($"{i.File.Path} is a Kustomization of Flux, which makes the objects from a repository",
                "kubectl get deployment,statefulset,service,ingress,configmap,secret,persistentvolumeclaim --output yaml > running.yaml"),
        _ => null,
    }).OfType<Finding>();
}
