using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using YamlDotNet.Core;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// Follows anchors and merge keys of one YAML text and replaces references in its values, as Compose does. The whole is bounded, so that aliases of
/// aliases cannot fill the memory.
/// </summary>
internal sealed class ComposeResolver(string file, Func<string, string?> lookup, ReadLines lines)
{
    private const int MostNodes = 20_000;

    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _nodes;

    /// <summary>The resolved tree, or null with the reason.</summary>
    public (FoundNode? Root, Finding? Problem) Resolve(YamlNode root)
    {
        Collect(root);
        try
        {
            return (Node(root), null);
        }
        catch (TooMany)
        {
            return (null,
                YamlFinding.TooDeep.Say("The aliases (*name) of this file stand for more entries than any installation has. "
                    + "Write them out, or name another file.") with
                { File = file });
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

    private FoundNode Node(YamlNode node) => ++_nodes > MostNodes ? throw new TooMany() : node switch
    {
        YamlNode.Scalar scalar => Text(scalar),
        YamlNode.Map map => new FoundNode.Map(At(map, map.IsFlow), Entries(map)),
        YamlNode.List list => new FoundNode.List(At(list, list.IsFlow), [.. list.Items.Select(Node)]),
        YamlNode.Alias alias => Follow(alias),
        _ => throw new InvalidOperationException("A node is a scalar, a map, a list or an alias."),
    };

    private FoundNode Follow(YamlNode.Alias alias)
    {
        if (!_anchors.TryGetValue(alias.Name, out var target) || !_open.Add(alias.Name))
        {
            throw new TooMany();
        }

        var node = Node(target);
        _open.Remove(alias.Name);
        lines.Mark(new Place(file, alias.Line));
        return node;
    }

    private FoundNode.Text Text(YamlNode.Scalar scalar)
    {
        // A block scalar ends where the next line starts.
        var last = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded && scalar.End.Column == 1
            ? (int)scalar.End.Line - 1
            : (int)scalar.End.Line;
        return new FoundNode.Text(new Place(file, scalar.Line, Math.Max(scalar.Line, last)), Interpolation.Expand(scalar.Value, lookup),
            [.. Interpolation.Names(scalar.Value)], scalar.IsNull)
        {
            Raw = scalar.Value,
            IsPlain = scalar.Style is ScalarStyle.Plain,
        };
    }

    private Place At(YamlNode node, bool isFlow) => new(file, node.Line, isFlow ? (int)node.End.Line : node.Line);

    // What stands in the map itself beats what is merged into it; of several merged maps the first.
    private ImmutableArray<FoundEntry> Entries(YamlNode.Map map)
    {
        var own = map.Entries.Where(static e => e.Key.Value != "<<")
            .Select(e => new FoundEntry(e.Key.Value, new Place(file, e.Key.Line), Node(e.Value), e.Value.Tag)).ToList();
        foreach (var (key, value) in map.Entries.Where(static e => e.Key.Value == "<<"))
        {
            lines.Mark(new Place(file, key.Line));
            var merged = Node(value) is var node && node is FoundNode.List list ? list.Items : [node];
            own.AddRange(merged.OfType<FoundNode.Map>().SelectMany(static m => m.Entries).Where(e => !own.Exists(o => o.Key == e.Key))
                .DistinctBy(static e => e.Key).ToList());
        }

        return [.. own.GroupBy(static e => e.Key, StringComparer.Ordinal).Select(static same => same.Last())];
    }

    private sealed class TooMany : Exception;
}
