using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What manifests run, with all that they say.</summary>
/// <param name="Found">What runs; null when nothing in them is Mathesar.</param>
internal sealed record ManifestReading(FoundInstallation? Found, ClusterFacts? Facts, ImmutableArray<FoundPart> Parts);

/// <summary>Reads Kubernetes manifests that run Mathesar: the workload that has its container, and what leads to it and from it.</summary>
internal sealed class ManifestReader
{
    private const string WebName = "mathesar";

    private readonly ClusterItems _items;
    private readonly ClusterVariables _variables;
    private readonly ClusterItem _web;
    private readonly YamlNode.Map _container;

    private ManifestReader(ClusterItems items, ClusterItem web, YamlNode.Map container)
    {
        (_items, _web, _container) = (items, web, container);
        _variables = new ClusterVariables(items);
    }

    /// <summary>What runs, what only a cluster asks, and every node of it.</summary>
    public static ManifestReading Read(ImmutableArray<FoundFile> files)
    {
        var items = new ClusterItems(ClusterItem.Of(files));
        return items.Web() is var (web, container)
            ? new ManifestReader(items, web, container).Read()
            : new ManifestReading(null, null, [.. items.All.SelectMany(static i => ManifestParts.Of(i, c => $"{i.Id}/{c.Text("name")}"))]);
    }

    private ManifestReading Read()
    {
        var secrets = _items.Of("Secret").Concat(_items.Of("ConfigMap")).SelectMany(i => _items.Data(i.Kind, i.Name)!)
            .Where(static d => d.Key is ContainerPaths.SsoFileName or ContainerPaths.FileStorageFileName).DistinctBy(static d => d.Key)
            .ToImmutableDictionary(StringComparer.Ordinal);
        var files = secrets.ToImmutableDictionary(static d => d.Key, static d => new FoundFile(d.Key, d.Value.Value), StringComparer.Ordinal);
        var others = _items.All.Where(static i => i.IsWorkload).SelectMany(i => i.Containers.Select(c => (Item: i, Container: c)))
            .Where(c => !ReferenceEquals(c.Container, _container))
            .Select(c => (c.Item, c.Container, Service: Service(c.Item, c.Container, NameOf(c.Item, c.Container))))
            .ToImmutableArray();
        ImmutableArray<FoundService> services =
        [
            Reached(Web(secrets), others), .. others.Select(static o => o.Service), .. _items.Of("Cluster").Select(Operated),
        ];
        return new ManifestReading(
            new FoundInstallation(
                new FoundText(_web.Name, _web.Root.At("metadata", "name") is { } name ? name.Place(_web.File) : default), services, [], files),
            Facts(), [.. _items.All.SelectMany(i => ManifestParts.Of(i, c => ReferenceEquals(c, _container) ? WebName : NameOf(i, c)))]);
    }

    private ClusterFacts Facts()
    {
        var door = new DoorReader(_items, _web, _container);
        var media = Claim(_web, _container, ContainerPaths.Media, ContainerPaths.MistakenMedia);
        var (cluster, database) = (_items.Of("Cluster").FirstOrDefault(), DatabaseClaim());
        return door.Door() with
        {
            Namespace = _web.Root.Found(_web.File, "metadata", "namespace"),
            Replicas = _web.Root.Found(_web.File, "spec", "replicas"),
            ServicePort = door.Port(),
            StorageClass = media?.Root.Found(media.File, "spec", "storageClassName"),
            MediaSize = media?.Root.Found(media.File, "spec", "resources", "requests", "storage"),
            IsOperated = cluster is not null,
            Instances = cluster?.Root.Found(cluster.File, "spec", "instances"),
            DatabaseSize = cluster?.Root.Found(cluster.File, "spec", "storage", "size") ?? database,
            ExistingSecret = ExistingSecret(),
            PullSecret = _web.Pod.Items("imagePullSecrets") is [var login, ..] ? login.Found(_web.File, "name") : null,
            Memory = _container.Found(_web.File, "resources", "limits", "memory"),
            Processors = _container.Found(_web.File, "resources", "limits", "cpu"),
        };
    }

    // A Secret that none of the files has can stay, where it calls its values as the variables are called.
    private FoundText? ExistingSecret()
    {
        var references = _container.Items("env").Where(static e => e.At("valueFrom", "secretKeyRef") is not null)
            .Where(static e => e.Text("name") is "SECRET_KEY" or "POSTGRES_PASSWORD").ToArray();
        return references is [var first, ..] && first.Found(_web.File, "valueFrom", "secretKeyRef", "name") is { } secret
            && _items.Named("Secret", secret.Value) is not { IsEncrypted: false }
            && references.All(e => e.Text("valueFrom", "secretKeyRef", "key") == e.Text("name")
                && e.Text("valueFrom", "secretKeyRef", "name") == secret.Value)
            ? secret
            : null;
    }

    private FoundText? DatabaseClaim() => _items.Of("StatefulSet").SelectMany(s => s.Root.Items("spec", "volumeClaimTemplates")
        .Where(t => s.Containers.Any(c => c.Items("volumeMounts").Any(m => m.Text("name") == t.Text("metadata", "name")
            && m.Text("mountPath")?.StartsWith(ContainerPaths.InnerDatabase, StringComparison.Ordinal) is true)))
        .Select(t => t.Found(s.File, "spec", "resources", "requests", "storage"))).FirstOrDefault();

    // The claim behind what is mounted at a place inside.
    private ClusterItem? Claim(ClusterItem item, YamlNode container, params string[] places)
    {
        var volume = container.Items("volumeMounts").FirstOrDefault(m => places.Contains(m.Text("mountPath")?.TrimEnd('/'))).Text("name");
        var claim = item.Pod.Items("volumes").FirstOrDefault(v => volume is not null && v.Text("name") == volume)
            .Text("persistentVolumeClaim", "claimName");
        return _items.Named("PersistentVolumeClaim", claim);
    }

    private FoundService Web(ImmutableDictionary<string, FoundText> files)
    {
        var service = Service(_web, _container, WebName);
        // The administrator's first password is known to the set-up alone.
        var first = _web.InitContainers.Where(c => c.Text("image") == _container.Text("image")).SelectMany(c => _variables.Of(_web.File, c))
            .Where(v => !service.Variables.ContainsKey(v.Key)).DistinctBy(static v => v.Key);
        return service with
        {
            Variables = service.Variables.AddRange(first),
            Mounts = [.. files.Select(static f => new FoundMount($"./{f.Key}", ContainerPaths.Inside(f.Key), f.Value))],
            StartText = string.Join('\n', _container.Items("command").OfType<YamlNode.Scalar>().Select(static c => c.Value)),
        };
    }

    private FoundService Service(ClusterItem item, YamlNode container, string name) => new()
    {
        Name = name,
        Image = container.Found(item.File, "image"),
        Variables = _variables.Of(item.File, container),
    };

    // Where a database beside is found by the name of a Service, of a pod, or as localhost within the same pod.
    private FoundService Reached(FoundService web, ImmutableArray<(ClusterItem Item, YamlNode.Map Container, FoundService Service)> others)
    {
        if (web.Variables.GetValueOrDefault("POSTGRES_HOST") is not { FilledInBy: null, Value.Length: > 0 } host)
        {
            return web;
        }

        var reached = HostName.IsLoopback(host.Value)
            ? others.Where(o => ReferenceEquals(o.Item, _web) && IsPostgres(o.Service)).ToArray()
            : _items.Behind(host.Value) is { } item
                ? others.Where(o => ReferenceEquals(o.Item, item) && (item.Containers.Length == 1 || IsPostgres(o.Service))).ToArray()
            : [];
        var name = reached is [var one] ? one.Service.Name
            : _items.Of("Cluster").Select(static c => $"{c.Name}-rw").FirstOrDefault(n => n == host.Value.Split('.')[0]);
        return name is null ? web : web with { Variables = web.Variables.SetItem("POSTGRES_HOST", host with { Value = name }) };
    }

    private static bool IsPostgres(FoundService service) => service.ImageName.Contains("postgres", StringComparison.Ordinal)
        || service.ImageName.Contains("pgautoupgrade", StringComparison.Ordinal);

    private string NameOf(ClusterItem item, YamlNode container) =>
        item.Containers.Length == 1 && _items.All.Count(i => i.IsWorkload && i.Name == item.Name) == 1 && item != _web
            ? item.Name
            : $"{item.Name}-{container.Text("name")}";

    private FoundService Operated(ClusterItem cluster) => new()
    {
        Name = $"{cluster.Name}-rw",
        Image = ClusterFacts.DatabaseImage(cluster.Root.Found(cluster.File, "spec", "imageName")),
    };
}
