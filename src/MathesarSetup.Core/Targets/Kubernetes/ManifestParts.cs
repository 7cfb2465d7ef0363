using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>All that manifests say, node by node; of containers under the names that parts have in every form.</summary>
internal sealed class ManifestParts(ClusterItem item, Func<YamlNode.Map, string> service)
{
    // What the cluster writes into every object that it hands out, and takes from nobody.
    private static readonly string[] s_written =
    [
        "status", "metadata.uid", "metadata.resourceVersion", "metadata.generation", "metadata.creationTimestamp", "metadata.managedFields",
        "metadata.selfLink", "metadata.annotations.kubectl.kubernetes.io/last-applied-configuration",
        "metadata.annotations.deployment.kubernetes.io/revision", "apiVersion", "kind",
    ];

    /// <param name="service">What a container is called.</param>
    public static IEnumerable<FoundPart> Of(ClusterItem item, Func<YamlNode.Map, string> service) =>
        new ManifestParts(item, service).Walk(item.Root, "", item.Id);

    /// <summary>The nodes of any other YAML, such as Helm's values.</summary>
    public static IEnumerable<FoundPart> Of(FoundFile file, YamlNode.Map root) =>
        new ManifestParts(new ClusterItem(file, root), static _ => "").Walk(root, "", file.Path);

    private IEnumerable<FoundPart> Walk(YamlNode node, string path, string owner) => node switch
    {
        _ when s_written.Contains(path) => [],
        YamlNode.Map { Entries: [] } => [Part(owner, path, "{}", node)],
        YamlNode.List { Items: [] } => [Part(owner, path, "[]", node)],
        YamlNode.Map map => map.Entries.SelectMany(e => Entry(e.Value, path.Length == 0 ? e.Key.Value : $"{path}.{e.Key.Value}", owner)),
        YamlNode.List list => list.Items.SelectMany((child, i) => Walk(child, $"{path}[{child.Text("name") ?? $"{i}"}]", owner)),
        YamlNode.Scalar scalar => [Part(owner, path, Value(scalar, path), node)],
        _ => [Part(owner, path, node.ToString(), node)],
    };

    private IEnumerable<FoundPart> Entry(YamlNode node, string path, string owner) => node switch
    {
        YamlNode.List list when ReferenceEquals(node, item.Pod.At("containers")) => list.Items.OfType<YamlNode.Map>()
            .SelectMany(c => Container(c, service(c), "")),
        YamlNode.List list when ReferenceEquals(node, item.Pod.At("initContainers")) => list.Items.OfType<YamlNode.Map>()
            .SelectMany(c => Container(c, owner, $"initContainers[{c.Text("name")}].")),
        _ => Walk(node, path, owner),
    };

    private IEnumerable<FoundPart> Container(YamlNode.Map container, string owner, string prefix) =>
        container.Entries.SelectMany(e => e.Key.Value switch
    {
        "name" => [],
        "env" when e.Value is YamlNode.List list => list.Items.Select(entry => Variable(entry, owner, prefix)),
        "envFrom" when e.Value is YamlNode.List list => list.Items.Select(source =>
            Part(owner, $"{prefix}envFrom[{Reference(source)}]", "", source) with
            {
                IsReference = true,
            }),
        "command" => [Part(owner, $"{prefix}entrypoint", Words(e.Value), e.Value)],
        "args" => [Part(owner, $"{prefix}command", Words(e.Value), e.Value)],
        "ports" when e.Value is YamlNode.List list => list.Items.Select(port => Part(owner,
            $"{prefix}containerPorts.{port.Text("containerPort")}/{(port.Text("protocol") ?? "TCP").ToLowerInvariant()}",
            port.Text("name") ?? "", port)),
        "volumeMounts" when e.Value is YamlNode.List list => list.Items.Select(mount => Part(owner, $"{prefix}mounts.{mount.Text("mountPath")}",
            string.Join(':', mount is YamlNode.Map map ? map.Entries.Where(static m => m.Key.Value is not "mountPath")
                .OrderBy(static m => m.Key.Value == "name" ? "" : m.Key.Value, StringComparer.Ordinal)
                .Select(static m => m.Key.Value == "name" ? m.Value.Text() : $"{m.Key.Value}={m.Value.Text()}") : []), mount)),
        "resources" => Walk(e.Value, $"{prefix}resources", owner).Select(static p => p with
        {
            Path = p.Path.Replace("resources.limits.memory", "limits.memory", StringComparison.Ordinal)
                .Replace("resources.limits.cpu", "limits.cpus", StringComparison.Ordinal),
        }),
        _ => Walk(e.Value, $"{prefix}{e.Key.Value}", owner),
    });

    private FoundPart Variable(YamlNode entry, string owner, string prefix)
    {
        var path = $"{prefix}environment.{entry.Text("name")}";
        return entry.At("value") is YamlNode.Scalar value ? Part(owner, path, value.Value, value)
            : Part(owner, path, Reference(entry.At("valueFrom")), entry) with { IsReference = true };
    }

    // A reference in one line: its kind, the object's name, and the key in it.
    private static string Reference(YamlNode? source) => source is YamlNode.Map map
        ? string.Join(' ', map.Entries.Select(static e => e.Value is YamlNode.Map inner
            ? $"{e.Key.Value} {string.Join('/', inner.Entries.Select(static i => i.Value.Text()))}"
            : $"{e.Key.Value}={e.Value.Text()}"))
        : "";

    private static string Words(YamlNode node) =>
        node is YamlNode.List list ? string.Join('\n', list.Items.Select(static i => i.Text())) : node.Text() ?? "";

    private string Value(YamlNode.Scalar scalar, string path)
    {
        var bytes = new byte[scalar.Value.Length];
        return item.Kind == "Secret" && path.StartsWith("data.", StringComparison.Ordinal)
            && Convert.TryFromBase64String(scalar.Value, bytes, out var length)
            ? System.Text.Encoding.UTF8.GetString(bytes, 0, length)
            : scalar.Value;
    }

    private FoundPart Part(string owner, string path, string value, YamlNode node) => new(owner,
        item.Kind == "Secret" && path.StartsWith("stringData.", StringComparison.Ordinal) ? $"d{path["stringD".Length..]}" : path, value,
        node.Place(item.File), $"{(owner == item.File.Path ? "" : $"{item.Id} ")}{path}: {(node is YamlNode.Scalar scalar ? scalar.Value : value)}");
}
