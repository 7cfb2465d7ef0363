using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>
/// The ways to bring one change into somebody's manifests, the least invasive first. Whether one does it, reading the files again says. JSON is made
/// by tools and left to them.
/// </summary>
internal sealed class ManifestEdits
{
    private readonly EditRequest _edit;
    private readonly ImmutableArray<ClusterItem> _items;
    private readonly ManifestReading _reading;

    private ManifestEdits(EditRequest edit)
    {
        _edit = edit;
        _reading = ManifestReader.Read(edit.Files.Files);
        _items = [.. ClusterItem.Of(edit.Files.Files).Where(static i => i.File.Text.TrimStart('\uFEFF').TrimStart() is not ['{' or '[', ..])];
    }

    private InstalledPart Part => _edit.Change.Part;

    private string? After => _edit.Change.After;

    public static IEnumerable<ImmutableArray<FoundFile>> Of(EditRequest request)
    {
        var edits = new ManifestEdits(request);
        return edits.Places().Distinct().SelectMany(edits.At).Concat(request.Change is { Before: null, After: { } after } ? edits.Added(after) : []);
    }

    // Of what is changed, every place where such a thing stands.
    private IEnumerable<Place> Places()
    {
        var services = _reading.Found?.Services ?? [];
        var variable = Part.After(InstalledPart.Environment);
        return (variable is null ? [] : services.Select(s => s.Variables.GetValueOrDefault(variable)).OfType<FoundText>().Select(static v => v.At))
            .Concat(Part.Path == "image" ? services.Select(static s => s.Image).OfType<FoundText>().Select(static i => i.At) : [])
            .Concat(Part.After(InstalledPart.Ports) is not null && _reading.Facts?.ServicePort is { } port ? [port.At] : [])
            .Concat(_reading.Parts.Where(p => p.Path == Part.Path).Select(static p => p.At));
    }

    private IEnumerable<ImmutableArray<FoundFile>> At(Place place)
    {
        foreach (var node in _items.Where(i => i.File.Path == place.File).SelectMany(static i => ManifestNode.All(i))
            .Where(n => n.Scalar.Place(n.Item.File) == place))
        {
            if (After is null)
            {
                yield return _edit.With(place.File, node.Removed());
                continue;
            }

            if (node.Item.Kind == "Service")
            {
                yield return WithDoors(node, After);
            }

            yield return _edit.With(place.File, node.Replaced(node.Item.File.Text, Written(node, After)));
        }
    }

    // What leads to a Service from outside names its port.
    private ImmutableArray<FoundFile> WithDoors(ManifestNode port, string after)
    {
        var files = _edit.Files.Files;
        var doors = _items.SelectMany(static i => ManifestNode.All(i))
            .Where(n => n.IsPortOf(port.Item.Name) && n.Scalar.Value == port.Scalar.Value);
        foreach (var node in doors.Append(port).OrderByDescending(static n => n.Scalar.Line).ThenByDescending(static n => n.Scalar.Start.Column))
        {
            var path = node.Item.File.Path;
            files = EditRequest.With(files, path, node.Replaced(files.First(f => f.Path == path).Text, Written(port, after)));
        }

        return files;
    }

    private string Written(ManifestNode node, string value)
    {
        if (Part.Path == "image" && ImageReference.Of(node.Scalar.Value) is var present
            && ImageReference.Of(value) is { Digest: null, Tag: { } tag } wanted
            && present.IsSameRepository(wanted))
        {
            return present.WithTag(tag).Text;
        }

        var text = Part.After(InstalledPart.Ports) is not null ? value[(value.LastIndexOf(':') + 1)..] : value;
        return node.IsEncoded ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : node.IsExpanded ? Doubled(text) : text;
    }

    // What would stand for another variable.
    private static string Doubled(string text) =>
        text.Contains("$(", StringComparison.Ordinal) || text.Contains("$$", StringComparison.Ordinal)
            ? text.Replace("$", "$$", StringComparison.Ordinal)
            : text;

    private IEnumerable<ImmutableArray<FoundFile>> Added(string value) =>
        Part.After(InstalledPart.Environment) is { } variable ? NewVariable(variable, value)
        : Part.Path is "limits.memory" or "limits.cpus" ? NewLimit(Part.Path == "limits.memory" ? "memory" : "cpu", value)
        : [];

    // It joins the others: in the list of the container, or in the object that the container takes whole.
    private IEnumerable<ImmutableArray<FoundFile>> NewVariable(string name, string value)
    {
        if (new ClusterItems(_items).Web() is not var (web, container))
        {
            return [];
        }

        var isSecret = Settings.All.Any(s => s.Variable == name && s.Secret);
        var objects = container.Items("envFrom").Select(source => source.Text("configMapRef", "name") is { } map
                ? _items.FirstOrDefault(i => i.Kind == "ConfigMap" && i.Name == map)
                : _items.FirstOrDefault(i => i.Kind == "Secret" && i.Name == source.Text("secretRef", "name"))).OfType<ClusterItem>()
            .Select(item =>
                (Count: Data(item)?.Entries.Length ?? 0, IsSecret: item.Kind == "Secret", Text: Joined(item, name, value), item.File.Path));
        var listed = (Count: container.Items("env").Length, IsSecret: false, Text: Listed(web, container, name, value), web.File.Path);
        return objects.Append(listed).OrderBy(o => o.IsSecret == isSecret ? 0 : 1).ThenByDescending(static o => o.Count)
            .Where(static o => o.Text is not null).Select(o => _edit.With(o.Path, o.Text!));
    }

    private static YamlNode.Map? Data(ClusterItem item) => (item.Root.At("stringData") ?? item.Root.At("data")) as YamlNode.Map;

    private static string? Joined(ClusterItem item, string name, string value)
    {
        if (item.IsEncrypted || Data(item) is not { } data)
        {
            return null;
        }

        var text = item.Kind == "Secret" && item.Root.At("stringData") is null ? Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) : value;
        return new YamlEdit(item.File.Text).Add(data, [$"{name}: {YamlQuoting.Escape(text)}"], $"{name}: {YamlQuoting.Escape(text)}");
    }

    private static string? Listed(ClusterItem web, YamlNode.Map container, string name, string value)
    {
        var (editor, quoted) = (new YamlEdit(web.File.Text), YamlQuoting.Escape(Doubled(value)));
        return container.At("env") switch
        {
            YamlNode.List list => editor.Add(list, [$"name: {name}", $"value: {quoted}"], $"{{name: {name}, value: {quoted}}}"),
            null => editor.Add(container, ["env:", $"  - name: {name}", $"    value: {quoted}"], $"env: [{{name: {name}, value: {quoted}}}]"),
            _ => null,
        };
    }

    private IEnumerable<ImmutableArray<FoundFile>> NewLimit(string key, string value)
    {
        foreach (var (item, container) in _items.Where(static i => i.IsWorkload).SelectMany(static i => i.Containers.Select(c => (i, c))))
        {
            var (editor, entry) = (new YamlEdit(item.File.Text), $"{key}: {YamlQuoting.Escape(value)}");
            yield return _edit.With(item.File.Path, (container.At("resources"), container.At("resources", "limits")) switch
            {
                (_, YamlNode.Map { Entries: not [] } limits) => editor.Add(limits, [entry], entry),
                (YamlNode.Map { Entries: not [] } resources, null) => editor.Add(resources, ["limits:", $"  {entry}"], $"limits: {{{entry}}}"),
                _ => editor.Add(container, ["resources:", "  limits:", $"    {entry}"], $"resources: {{limits: {{{entry}}}}}"),
            });
        }
    }
}
