using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using YamlDotNet.Core;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// Follows anchors and merge keys of one YAML text and replaces references in its values, as Compose does. The whole is bounded, so that aliases of
/// aliases cannot fill the memory.
/// </summary>
internal sealed class ComposeResolver(string file, ComposeEnvironment environment, ReadLines lines)
{
    private const int MostNodes = 20_000;

    private readonly Dictionary<string, List<YamlNode>> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _nodes;
    private Finding? _problem;

    /// <summary>The resolved tree, or null with the reason.</summary>
    public (FoundNode? Root, Finding? Problem) Resolve(YamlNode root)
    {
        Collect(root);
        try
        {
            var node = Node(root);
            return _problem is null ? (node, null) : (null, _problem);
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
            CollectionsMarshal.GetValueRefOrAddDefault(_anchors, anchor, out _) ??= [];
            _anchors[anchor].Add(node);
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
        // An anchor may stand twice, and the last one above counts.
        if (_anchors.GetValueOrDefault(alias.Name)?.FindLast(a => a.Start.Index < alias.Start.Index) is not { } target)
        {
            _problem ??= YamlFinding.NotYaml.Say($"*{alias.Name} stands for nothing: no &{alias.Name} stands above it.") with
            {
                File = file,
                Line = alias.Line,
            };
            return new FoundNode.Text(new Place(file, alias.Line), "", [], IsNull: true);
        }

        if (!_open.Add(alias.Name))
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
        var place = At(scalar, Math.Max(scalar.Line, last));
        if (PlainScalar.Rewritten(scalar) is { } rewritten)
        {
            return new FoundNode.Text(place, rewritten, [], IsNull: false) { Raw = scalar.Value, Open = rewritten, IsPlain = true };
        }

        var (open, unset) = environment.Known(scalar.Value);
        var value = Interpolation.Read(scalar.Value, environment.Find);
        _problem ??= value.IsMalformed ? EnvFileFinding.Reference.Say("The value holds a $ that starts no reference, and Compose refuses the file "
            + "for it. Write $$ for the sign itself.") with
        { File = file, Line = scalar.Line } : null;
        return new FoundNode.Text(place, value.Text, [.. Interpolation.Names(scalar.Value)], scalar.IsNull)
        {
            Raw = scalar.Value,
            Open = open,
            Unset = unset,
            IsPlain = scalar.Style is ScalarStyle.Plain,
        };
    }

    private Place At(YamlNode node, bool isFlow) => At(node, isFlow ? (int)node.End.Line : node.Line);

    private Place At(YamlNode node, int last) => new(file, node.Line, last) { Column = (int)node.Start.Column };

    // What stands in the map itself beats what is merged into it; of several merged maps the first.
    private ImmutableArray<FoundEntry> Entries(YamlNode.Map map)
    {
        var own = map.Entries.Where(static e => !IsMerge(e.Key))
            .Select(e => new FoundEntry(e.Key.Value, At(e.Key, e.Key.Line), Node(e.Value), e.Value.Tag)).ToList();
        foreach (var (key, value) in map.Entries.Where(static e => IsMerge(e.Key)))
        {
            lines.Mark(new Place(file, key.Line));
            var merged = Node(value) is var node && node is FoundNode.List list ? list.Items : [node];
            own.AddRange(merged.OfType<FoundNode.Map>().SelectMany(static m => m.Entries).Where(e => !own.Exists(o => o.Key == e.Key))
                .DistinctBy(static e => e.Key).ToList());
        }

        if (map.Entries.GroupBy(static e => e.Key.Value, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            _problem ??= DraftFinding.DuplicateKey.Say($"{twice.Key} stands twice in one map, on line {twice.First().Key.Line} too, and Compose "
                + "refuses the file for it. Take one of them out.") with
            { File = file, Line = twice.ElementAt(1).Key.Line };
        }

        return [.. own];
    }

    private static bool IsMerge(YamlNode.Scalar key) => key is { Value: "<<", Style: ScalarStyle.Plain };

    private sealed class TooMany : Exception;
}
