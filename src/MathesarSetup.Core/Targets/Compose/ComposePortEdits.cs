using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>The ways to publish a port of a service elsewhere, in the form in which its author wrote it.</summary>
/// <param name="items">The ports of the service as they stand in its files.</param>
internal sealed class ComposePortEdits(EditRequest edit, ComposeScalarEdits scalars, IEnumerable<ComposeNode> items)
{
    public IEnumerable<ImmutableArray<FoundFile>> Of(
        string inside, Func<string, IReadOnlyList<string>, IEnumerable<ImmutableArray<FoundFile>>> add)
    {
        var after = edit.Change.After;
        var number = inside.Split('/')[0];
        foreach (var item in items.Where(i => InsideOf(i.Value) == number))
        {
            if (after is null)
            {
                yield return edit.With(item.File.Path, item.Removed());
            }
            else if (item.Value is YamlNode.Scalar scalar)
            {
                foreach (var files in scalars.Of(item, PortText(scalars.Resolve(scalar.Value), number, after)))
                {
                    yield return files;
                }
            }
            else if (item.Value is YamlNode.Map map)
            {
                foreach (var files in LongPort(item.File, map, after))
                {
                    yield return files;
                }
            }
        }

        if (after is { } published && edit.Change.Before is null)
        {
            foreach (var files in add("ports", [YamlQuoting.Escape(PortText("0", number, published))]))
            {
                yield return files;
            }
        }
    }

    private string? InsideOf(YamlNode node) => node switch
    {
        YamlNode.Scalar scalar => scalars.Resolve(scalar.Value).Split('/')[0].Split(':')[^1],
        YamlNode.Map map =>
            map.Entries.FirstOrDefault(static e => e.Key.Value == "target").Value is YamlNode.Scalar target ? scalars.Resolve(target.Value) : null,
        _ => null,
    };

    private static string PortText(string former, string inside, string published)
    {
        var colon = published.LastIndexOf(':');
        var (address, machine) = (published[..colon], published[(colon + 1)..]);
        var protocol = former.Contains('/', StringComparison.Ordinal) ? former[former.IndexOf('/', StringComparison.Ordinal)..] : "";
        var host = address is "0.0.0.0" && !former.StartsWith("0.0.0.0:", StringComparison.Ordinal) ? ""
            : address.Contains(':', StringComparison.Ordinal) && !address.StartsWith('[') ? $"[{address}]:" : $"{address}:";
        return $"{host}{machine}:{inside}{protocol}";
    }

    private IEnumerable<ImmutableArray<FoundFile>> LongPort(FoundFile file, YamlNode.Map map, string published)
    {
        var colon = published.LastIndexOf(':');
        foreach (var (key, value) in new[] { ("published", published[(colon + 1)..]), ("host_ip", published[..colon]) })
        {
            for (var i = 0; i < map.Entries.Length; i++)
            {
                if (map.Entries[i].Key.Value == key)
                {
                    foreach (var files in scalars.Of(new ComposeNode(file, map, i, map.IsFlow), value))
                    {
                        yield return files;
                    }
                }
            }
        }
    }
}
