using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Copies nodes of a Compose file as they stand, and remembers which, so that nothing counts as lost that goes on.</summary>
internal sealed class KeptNodes
{
    private readonly List<Place> _places = [];
    private readonly List<string> _names = [];

    public IReadOnlyCollection<Place> Places => _places;

    /// <summary>The variables that they refer to.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>The volumes and networks that they use, by section and name.</summary>
    public HashSet<(string Section, string Name)> Uses { get; } = [];

    /// <summary>An entry with all below it; of a service, what it uses is noted.</summary>
    public Yaml Whole(FoundEntry entry)
    {
        _places.Add(entry.At);
        if (entry.Key is "networks" && ComposeLayers.Names(entry.Value) is FoundNode.Map networks)
        {
            Uses.UnionWith(networks.Entries.Select(static e => ("networks", e.Key)));
        }

        if (entry.Key is "volumes" && entry.Value is FoundNode.List mounts)
        {
            Uses.UnionWith(mounts.Items.Select(ComposeForms.Mount).OfType<ComposeMount>().Select(static m => ("volumes", m.Source)));
        }

        return Node(entry.Value);
    }

    public Yaml Node(FoundNode node)
    {
        _places.Add(node.At);
        switch (node)
        {
            case FoundNode.Map map:
                var pairs = new YamlMap();
                map.Entries.ToList().ForEach(e => pairs.Add(e.Key, Whole(e)));
                return pairs;
            case FoundNode.List list:
                var items = new YamlList();
                list.Items.ToList().ForEach(i => items.Add(Node(i)));
                return items;
            default:
                var text = (FoundNode.Text)node;
                _names.AddRange(text.Names);
                return text.IsNull || text.IsPlain ? new YamlPlain(text.IsNull ? "null" : text.Raw) : new YamlText(text.Raw);
        }
    }

    /// <summary>A mount with the volume that it uses.</summary>
    public Yaml Mount(FoundNode node)
    {
        if (ComposeForms.Mount(node) is { } mount)
        {
            Uses.Add(("volumes", mount.Source));
        }

        return Node(node);
    }

    /// <summary>Notes something that stays where it stands.</summary>
    public void Stays(Place at) => _places.Add(at);

    /// <summary>Something that stays where it stands and is referred to by the name of its variable.</summary>
    public string Reference(string name, Place at)
    {
        _places.Add(at);
        _names.Add(name);
        return $"${{{name}}}";
    }
}
