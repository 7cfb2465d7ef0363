using System.Collections.Immutable;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// Calls the paths of a Compose file from another directory, as Compose does for one that is included or extended: its relative paths start where it
/// lies.
/// </summary>
internal static class ComposePaths
{
    /// <summary>The same file with its relative paths as they are called from the project's directory.</summary>
    /// <param name="directory">Where its own relative paths start; empty for the project's directory.</param>
    public static FoundNode.Map Rebase(FoundNode.Map root, string directory) => directory.Length == 0 ? root : Each(root, (key, value) => key switch
    {
        "services" => value is FoundNode.Map services ? Each(services, (_, service) => Service(service, directory)) : value,
        "secrets" or "configs" => value is FoundNode.Map files ? Each(files, (_, file) => Under(file, "file", f => Text(f, directory))) : value,
        _ => value,
    });

    /// <summary>The same for one service.</summary>
    public static FoundNode Service(FoundNode node, string directory) => directory.Length == 0 || node is not FoundNode.Map service
        ? node
        : Each(service, (key, value) => key switch
        {
            "env_file" or "label_file" => Files(value, directory),
            "volumes" => value is FoundNode.List list ? list with { Items = [.. list.Items.Select(i => Mount(i, directory))] } : value,
            "build" => value is FoundNode.Text text ? Text(text, directory) : Under(value, "context", c => Text(c, directory)),
            "extends" => Under(value, "file", f => Text(f, directory)),
            _ => value,
        });

    private static FoundNode Files(FoundNode node, string directory) => node switch
    {
        FoundNode.List list => list with { Items = [.. list.Items.Select(i => Files(i, directory))] },
        FoundNode.Map map => Under(map, "path", p => Text(p, directory)),
        _ => Text(node, directory),
    };

    // The source of a mount is a path only where it starts like one.
    private static FoundNode Mount(FoundNode node, string directory) => node switch
    {
        FoundNode.Text text when text.Value is ['.', ..] && text.Value.Split(':') is [var source, ..] => text with
        {
            Value = Dotted(directory, source) + text.Value[source.Length..],
            Open = text.Open.StartsWith(source, StringComparison.Ordinal) ? Dotted(directory, source) + text.Open[source.Length..] : text.Open,
            Raw = text.Raw.StartsWith(source, StringComparison.Ordinal) ? Dotted(directory, source) + text.Raw[source.Length..] : text.Raw,
        },
        FoundNode.Map map => Under(map, "source", s => s is FoundNode.Text { Value: ['.', ..] } ? Text(s, directory) : s),
        _ => node,
    };

    private static FoundNode Text(FoundNode node, string directory) => node is not FoundNode.Text { Value: [not ('/' or '~'), ..] } text
        || text.Value.Contains("://", StringComparison.Ordinal) ? node : text with
        {
            Value = Dotted(directory, text.Value),
            Open = Dotted(directory, text.Open),
            Raw = Dotted(directory, text.Raw),
        };

    private static string Dotted(string directory, string path) =>
        ComposeFiles.Join(directory, path) is var joined && joined is ['/' or '~' or '.', ..] ? joined : $"./{joined}";

    private static FoundNode Under(FoundNode node, string key, Func<FoundNode, FoundNode> change) =>
        node is FoundNode.Map map ? Each(map, (k, value) => k == key ? change(value) : value) : node;

    private static FoundNode.Map Each(FoundNode.Map map, Func<string, FoundNode, FoundNode> change) =>
        map with { Entries = map.Entries.Select(e => e with { Value = change(e.Key, e.Value) }).ToImmutableArray() };
}
