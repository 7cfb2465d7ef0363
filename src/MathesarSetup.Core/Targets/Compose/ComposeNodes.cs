using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Compose;

/// <summary>A node of a person's Compose file and what holds it.</summary>
/// <param name="Holder">The map or list in which it stands at <paramref name="Index"/>.</param>
internal sealed record ComposeNode(FoundFile File, YamlNode Holder, int Index, bool InFlow)
{
    public YamlNode Value => Holder switch
    {
        YamlNode.Map map => map.Entries[Index].Value,
        YamlNode.List list => list.Items[Index],
        _ => throw new InvalidOperationException("A map or a list holds a node."),
    };

    public string Removed() =>
        Holder is YamlNode.Map map ? new YamlEdit(File.Text).Remove(map, Index) : new YamlEdit(File.Text).Remove((YamlNode.List)Holder, Index);
}

/// <summary>Finds the nodes of one YAML file that say something of a service, behind aliases and merge keys too.</summary>
internal sealed class ComposeNodes
{
    private readonly FoundFile _file;
    private readonly YamlNode.Map? _root;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    public ComposeNodes(FoundFile file)
    {
        _file = file;
        _root = YamlTree.Read(file.Text).Root as YamlNode.Map;
        if (_root is not null)
        {
            Collect(_root);
        }
    }

    /// <summary>The map of a service; without a name, the whole document. Null when this file does not have it.</summary>
    public YamlNode.Map? Service(string name) =>
        name.Length == 0 ? _root : _root is { } root && Find(root, "services", false).FirstOrDefault() is { } services
            && Follow(services.Value) is YamlNode.Map map && Find(map, name, false).FirstOrDefault() is { } service
            ? Follow(service.Value) as YamlNode.Map
            : null;

    /// <summary>The entries at a path of keys, those that count before others first.</summary>
    public IEnumerable<ComposeNode> At(YamlNode.Map map, ReadOnlySpan<string> path)
    {
        var found = Find(map, path[0], false).ToArray();
        for (var depth = 1; depth < path.Length; depth++)
        {
            var key = path[depth];
            found = [.. found.SelectMany(f => Follow(f.Value) is YamlNode.Map inner ? Find(inner, key, f.InFlow) : [])];
        }

        return found;
    }

    /// <summary>The map or list behind a node, its alias followed.</summary>
    public YamlNode Follow(YamlNode node)
    {
        for (var most = 20; most > 0 && node is YamlNode.Alias alias && _anchors.TryGetValue(alias.Name, out var target); most--)
        {
            node = target;
        }

        return node;
    }

    /// <summary>All items of the lists behind an entry.</summary>
    public IEnumerable<ComposeNode> Items(ComposeNode entry) => Follow(entry.Value) is YamlNode.List list
        ? Enumerable.Range(0, list.Items.Length).Select(i => new ComposeNode(_file, list, i, list.IsFlow || entry.InFlow))
        : [];

    /// <summary>What stands now where a node of an earlier text stood; null for nothing.</summary>
    public ComposeNode? Same(ComposeNode node) => _root is null ? null
        : Held(_root, node.InFlow).FirstOrDefault(n => n.Value.Start.Index == node.Value.Start.Index && n.Value.GetType() == node.Value.GetType());

    private IEnumerable<ComposeNode> Held(YamlNode holder, bool inFlow)
    {
        var all = holder switch { YamlNode.Map map => map.Entries.Length, YamlNode.List list => list.Items.Length, _ => 0 };
        for (var i = 0; i < all; i++)
        {
            var held = new ComposeNode(_file, holder, i, inFlow);
            yield return held;
            foreach (var inner in Held(held.Value, inFlow))
            {
                yield return inner;
            }
        }
    }

    private IEnumerable<ComposeNode> Find(YamlNode.Map map, string key, bool inFlow)
    {
        for (var i = map.Entries.Length - 1; i >= 0; i--)
        {
            if (map.Entries[i].Key.Value == key)
            {
                yield return new ComposeNode(_file, map, i, inFlow || map.IsFlow);
            }
        }

        foreach (var (_, value) in map.Entries.Where(static e => e.Key.Value == "<<"))
        {
            var merged = Follow(value) is YamlNode.List list ? [.. list.Items.Select(Follow)] : new[] { Follow(value) };
            foreach (var found in merged.OfType<YamlNode.Map>().Where(m => m != map).SelectMany(m => Find(m, key, inFlow)))
            {
                yield return found;
            }
        }
    }

    private void Collect(YamlNode node)
    {
        if (node.Anchor is { } anchor)
        {
            _anchors[anchor] = node;
        }

        foreach (var inner in node switch { YamlNode.Map map => map.Entries.Select(static e => e.Value), YamlNode.List list => list.Items, _ => [] })
        {
            Collect(inner);
        }
    }
}
