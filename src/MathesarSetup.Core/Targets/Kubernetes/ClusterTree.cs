using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>Reads YAML as Kubernetes and Helm have it: several documents in a file, looked into by paths.</summary>
internal static class ClusterTree
{
    /// <summary>The documents that are maps; what is no YAML is left out.</summary>
    public static IEnumerable<YamlNode.Map> Documents(FoundFile file)
    {
        var lines = file.Text.ReplaceLineEndings("\n").Split('\n');
        for (var (i, from) = (0, 0); i <= lines.Length; i++)
        {
            if (i == lines.Length || lines[i].TrimEnd() == "---" || lines[i].StartsWith("--- ", StringComparison.Ordinal))
            {
                // Empty lines in front, so that places are those of the file.
                if (YamlTree.Read(new string('\n', from) + string.Join('\n', lines[from..i])).Root is YamlNode.Map map)
                {
                    yield return map;
                }

                from = i + 1;
            }
        }
    }

    /// <summary>What lies at a path of keys; null when nothing does.</summary>
    public static YamlNode? At(this YamlNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            node = (node as YamlNode.Map)?.Entries.FirstOrDefault(e => e.Key.Value == key).Value;
        }

        return node;
    }

    /// <summary>The text at a path; null for none and for an empty one.</summary>
    public static string? Text(this YamlNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is YamlNode.Scalar { IsNull: false, Value.Length: > 0 } scalar ? scalar.Value : null;

    /// <summary>The same with its place.</summary>
    public static FoundText? Found(this YamlNode? node, FoundFile file, params ReadOnlySpan<string> path) =>
        node.At(path) is YamlNode.Scalar { IsNull: false, Value.Length: > 0 } scalar ? new FoundText(scalar.Value, scalar.Place(file)) : null;

    /// <summary>The items of the list at a path.</summary>
    public static ImmutableArray<YamlNode> Items(this YamlNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is YamlNode.List list ? list.Items : [];

    /// <summary>The texts of the map at a path, with their places.</summary>
    public static ImmutableDictionary<string, FoundText> Texts(
        this YamlNode? node, FoundFile file, params ReadOnlySpan<string> path) => node.At(path) is YamlNode.Map map
        ? map.Entries.Select(static e => (e.Key, Value: e.Value as YamlNode.Scalar)).Where(static e => e.Value is not null)
            .GroupBy(static e => e.Key.Value, StringComparer.Ordinal)
            .ToImmutableDictionary(static e => e.Key,
                e => new FoundText(e.Last().Value!.Value, e.Last().Value!.Place(file)) { HasPlainDollars = true },
                StringComparer.Ordinal)
        : ImmutableDictionary.Create<string, FoundText>(StringComparer.Ordinal);

    /// <summary>The first text of a list at a path.</summary>
    public static FoundText? First(this YamlNode? node, FoundFile file, params ReadOnlySpan<string> path) =>
        node.Items(path).FirstOrDefault() is YamlNode.Scalar { Value.Length: > 0 } scalar ? new FoundText(scalar.Value, scalar.Place(file)) : null;

    /// <summary>Where a node stands, apart from others in its line.</summary>
    public static Place Place(this YamlNode node, FoundFile file) =>
        new(file.Path, node.Line, node is YamlNode.Scalar ? Math.Max(node.Line, (int)node.End.Line) : node.Line) { Column = (int)node.Start.Column };
}
