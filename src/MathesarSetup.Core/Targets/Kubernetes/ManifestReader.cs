using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Reads Kubernetes manifests that run Mathesar: its Deployment, and what that refers to.</summary>
internal sealed class ManifestReader
{
    private readonly ImmutableArray<(FoundFile File, YamlNode.Map Root)> _objects;

    private ManifestReader(ImmutableArray<FoundFile> files) =>
        _objects = [.. files.Where(static f => IsYaml(f)).SelectMany(static f => ClusterTree.Documents(f).Select(root => (f, root)))];

    public static bool Knows(FoundFile file) => IsYaml(file) && file.Text.Contains("kind: Deployment", StringComparison.Ordinal);

    /// <summary>What runs, and what only a cluster asks; nulls when there is no Deployment.</summary>
    public static (FoundInstallation? Found, ClusterFacts? Facts) Read(ImmutableArray<FoundFile> files)
    {
        var reader = new ManifestReader(files);
        return reader.Of("Deployment")
            .OrderByDescending(static d => Container(d).Text("image")?.Contains("mathesar", StringComparison.Ordinal) ?? false)
            .FirstOrDefault() is { } web
            ? reader.Read(web)
            : (null, null);
    }

    private (FoundInstallation?, ClusterFacts?) Read(YamlNode.Map web)
    {
        var name = web.Text("metadata", "name") ?? "mathesar";
        var secret = Container(web).Items("env").Where(static e => e.Text("name") == "SECRET_KEY")
            .Select(static e => e.Text("valueFrom", "secretKeyRef", "name")).FirstOrDefault();
        var files = Of("Secret").SelectMany(s => Data(s).Where(static d => d.Key.EndsWith(".yml", StringComparison.Ordinal)))
            .ToImmutableDictionary(static d => d.Key, static d => new FoundFile(d.Key, d.Value.Value), StringComparer.Ordinal);
        ImmutableArray<FoundService> services =
        [
            Web(web, files.Keys),
            .. Of("StatefulSet").Select(s => Service(s, s.Text("metadata", "name") ?? "")),
            .. Of("Cluster").Select(Operated),
        ];
        var facts = Door() with
        {
            Namespace = web.Text("metadata", "namespace"),
            Replicas = web.Text("spec", "replicas"),
            ServicePort =
                Of("Service").Where(s => s.Text("metadata", "name") == name).Select(static s => s.Text("spec", "ports", "port")).FirstOrDefault(),
            StorageClass = Of("PersistentVolumeClaim").Select(static c => c.Text("spec", "storageClassName")).FirstOrDefault(),
            MediaSize = Of("PersistentVolumeClaim").Select(static c => c.Text("spec", "resources", "requests", "storage")).FirstOrDefault(),
            IsOperated = Of("Cluster").Any(),
            Instances = Of("Cluster").Select(static c => c.Text("spec", "instances")).FirstOrDefault(),
            DatabaseSize = Of("Cluster").Select(static c => c.Text("spec", "storage", "size"))
                .Concat(Of("StatefulSet").Select(static s => s.Text("spec", "volumeClaimTemplates", "spec", "resources", "requests", "storage")))
                .FirstOrDefault(),
            ExistingSecret = secret is not null && Named("Secret", secret) is null ? secret : null,
            PullSecret = web.Text("spec", "template", "spec", "imagePullSecrets", "name"),
            Memory = Container(web).Text("resources", "limits", "memory"),
            Processors = Container(web).Text("resources", "limits", "cpu"),
        };
        return (new FoundInstallation(new FoundText(name, Place(web)), services, [], files), facts);
    }

    private ClusterFacts Door()
    {
        if (Of("Ingress").FirstOrDefault() is { } ingress)
        {
            return new ClusterFacts
            {
                Door = "ingress",
                Host = ingress.Text("spec", "rules", "host"),
                HasTls = ingress.At("spec", "tls") is not null,
                IngressClass = ingress.Text("spec", "ingressClassName"),
                TlsSecret = ingress.Text("spec", "tls", "secretName"),
                Annotations = ingress.At("metadata", "annotations"),
            };
        }

        return Of("HTTPRoute").FirstOrDefault() is { } route
            ? new ClusterFacts
            {
                Door = "gateway",
                Host = route.At("spec").First("hostnames"),
                Gateway = $"{route.Text("spec", "parentRefs", "namespace")}/{route.Text("spec", "parentRefs", "name")}",
            }
            : new ClusterFacts();
    }

    private FoundService Web(YamlNode.Map web, IEnumerable<string> files)
    {
        var service = Service(web, "mathesar");
        // The administrator's first password is known to the set-up alone.
        var first = Variables(web.At("spec", "template", "spec", "initContainers"));
        return service with
        {
            Variables = first.SetItems(service.Variables),
            Mounts = [.. files.Select(f => new FoundMount($"./{f}", ContainerPaths.Inside(f), new FoundText("", Place(web))))],
            StartText = string.Join('\n', Container(web).Items("command").OfType<YamlNode.Scalar>().Select(static c => c.Value)),
        };
    }

    private FoundService Service(YamlNode.Map root, string name) => new()
    {
        Name = name,
        Image = Container(root).Text("image") is { } image ? new FoundText(image, Place(root)) : null,
        Variables = Variables(root.At("spec", "template", "spec", "containers")),
    };

    private FoundService Operated(YamlNode.Map cluster) => new()
    {
        Name = $"{cluster.Text("metadata", "name")}-rw",
        Image = ClusterFacts.DatabaseImage(cluster.Text("spec", "imageName") is { } image ? new FoundText(image, Place(cluster)) : null),
    };

    private ImmutableDictionary<string, FoundText> Variables(YamlNode? containers)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, FoundText>(StringComparer.Ordinal);
        foreach (var source in containers.Items("envFrom"))
        {
            variables.AddRange(Data(Named("ConfigMap", source.Text("configMapRef", "name")) ?? Named("Secret", source.Text("secretRef", "name")))
                .Where(v => !variables.ContainsKey(v.Key)));
        }

        foreach (var entry in containers.Items("env"))
        {
            if (entry.Text("name") is { } name && Value(entry) is { } value)
            {
                variables[name] = value;
            }
        }

        return variables.ToImmutable();
    }

    private FoundText? Value(YamlNode entry)
    {
        if (entry.At("value") is YamlNode.Scalar value)
        {
            return new FoundText(value.Value, new Place("", value.Line));
        }

        var (open, secret) = (entry.At("valueFrom", "configMapKeyRef"), entry.At("valueFrom", "secretKeyRef"));
        return Data(open is not null ? Named("ConfigMap", open.Text("name")) : Named("Secret", secret.Text("name")))
            .GetValueOrDefault((open ?? secret).Text("key") ?? "");
    }

    private ImmutableDictionary<string, FoundText> Data(YamlNode.Map? root)
    {
        if (root is null)
        {
            return ImmutableDictionary<string, FoundText>.Empty;
        }

        var file = _objects.First(o => ReferenceEquals(o.Root, root)).File;
        var data = root.Texts(file, "data");
        return (root.Text("kind") == "Secret"
            ? data.ToImmutableDictionary(static d => d.Key, static d => d.Value with { Value = Decoded(d.Value.Value) }, StringComparer.Ordinal)
            : data).SetItems(root.Texts(file, "stringData"));
    }

    private static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }

    private IEnumerable<YamlNode.Map> Of(string kind) => _objects.Where(o => o.Root.Text("kind") == kind).Select(static o => o.Root);

    private YamlNode.Map? Named(string kind, string? name) => Of(kind).FirstOrDefault(o => o.Text("metadata", "name") == name);

    private static YamlNode? Container(YamlNode root) => root.At("spec", "template", "spec", "containers");

    private Place Place(YamlNode.Map root) => new(_objects.First(o => ReferenceEquals(o.Root, root)).File.Path, root.Line);

    private static bool IsYaml(FoundFile file) =>
        (file.Path.EndsWith(".yaml", StringComparison.Ordinal) || file.Path.EndsWith(".yml", StringComparison.Ordinal))
            && file.Path is not (AnswersFile.Name or AnswersFile.SecretsName) && !file.Path.Contains('/', StringComparison.Ordinal);
}
