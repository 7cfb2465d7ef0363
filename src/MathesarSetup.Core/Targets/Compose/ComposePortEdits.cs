using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>The ways to publish a port of a service elsewhere, in the form in which its author wrote it.</summary>
/// <param name="items">The ports of the service as they stand in its files.</param>
internal sealed class ComposePortEdits(EditRequest edit, ComposeScalarEdits scalars, IEnumerable<ComposeNode> items)
{
    private const string Everywhere = "0.0.0.0";

    public IEnumerable<ImmutableArray<FoundFile>> Of(
        string inside, Func<string, IReadOnlyList<string>, IEnumerable<ImmutableArray<FoundFile>>> add)
    {
        var after = edit.Change.After;
        var number = inside.Split('/')[0];
        foreach (var item in items.Where(i => InsideOf(i.Value) == number))
        {
            // The number first and then the address, each where it stands: one may be a variable and the other not.
            foreach (var files in after is null ? [edit.With(item.File.Path, item.Removed())]
                : Numbered(item, Published(after).Machine).SelectMany(half => Addressed(half, item, Published(after).Address)))
            {
                yield return files;
            }
        }

        if (after is not null && edit.Change.Before is null)
        {
            var (address, machine) = Published(after);
            foreach (var files in add("ports", [YamlQuoting.Escape($"{Host(address, "")}{machine}:{number}")]))
            {
                yield return files;
            }
        }
    }

    private string? InsideOf(YamlNode node) => node switch
    {
        YamlNode.Scalar scalar => scalars.Resolve(scalar.Value).Split('/')[0].Split(':')[^1],
        YamlNode.Map map => Entry(map, "target") is { } at && map.Entries[at].Value is YamlNode.Scalar target ? scalars.Resolve(target.Value) : null,
        _ => null,
    };

    private static (string Address, string Machine) Published(string text) => (text[..text.LastIndexOf(':')], text[(text.LastIndexOf(':') + 1)..]);

    // Another number at the same address.
    private IEnumerable<ImmutableArray<FoundFile>> Numbered(ComposeNode item, string machine)
    {
        if (item.Value is YamlNode.Map map)
        {
            return Entry(map, "published") is not { } at ? []
                : map.Entries[at].Value is YamlNode.Scalar former && scalars.Resolve(former.Value) == machine ? [edit.Files.Files]
                : scalars.Of(new ComposeNode(item.File, map, at, map.IsFlow), machine);
        }

        var parts = item.Value is YamlNode.Scalar scalar ? Parts(scalars.Resolve(scalar.Value)) : null;
        return parts is not { } p ? []
            : p.Machine == machine ? [edit.Files.Files]
            : scalars.Of(item, $"{p.Address}{machine}:{p.Inside}");
    }

    // Another address for the number that stands there now.
    private static IEnumerable<ImmutableArray<FoundFile>> Addressed(EditRequest half, ComposeNode item, string address)
    {
        var node = half.Files.Files.Where(f => f.Path == item.File.Path).Select(f => new ComposeNodes(f).Same(item)).FirstOrDefault();
        var texts = new ComposeScalarEdits(half);
        return node?.Value switch
        {
            YamlNode.Map map => AddressedMap(half, texts, node, map, address),
            YamlNode.Scalar scalar => AddressedText(half, texts, node, scalar, address),
            _ => [],
        };
    }

    private IEnumerable<ImmutableArray<FoundFile>> Addressed(ImmutableArray<FoundFile> half, ComposeNode item, string address) =>
        Addressed(edit with { Files = edit.Files with { Files = half } }, item, address);

    private static IEnumerable<ImmutableArray<FoundFile>> AddressedMap(
        EditRequest half, ComposeScalarEdits texts, ComposeNode node, YamlNode.Map map, string address)
    {
        const string key = "host_ip";
        if (Entry(map, key) is not { } at)
        {
            return address == Everywhere ? [half.Files.Files]
                : [half.With(node.File.Path, new YamlEdit(node.File.Text).Add(map, [$"{key}: {YamlQuoting.Value(address, "")}"],
                    $"{key}: {YamlQuoting.Escape(address)}"))];
        }

        return map.Entries[at].Value is YamlNode.Scalar former && IsSame(texts.Resolve(former.Value), address) ? [half.Files.Files]
            : texts.Of(new ComposeNode(node.File, map, at, map.IsFlow), address);
    }

    private static IEnumerable<ImmutableArray<FoundFile>> AddressedText(
        EditRequest half, ComposeScalarEdits texts, ComposeNode node, YamlNode.Scalar scalar, string address)
    {
        if (Parts(texts.Resolve(scalar.Value)) is not { } parts)
        {
            yield break;
        }

        if (IsSame(parts.Address.TrimEnd(':').Trim('[', ']'), address))
        {
            yield return half.Files.Files;
            yield break;
        }

        var host = Host(address, parts.Address);
        // What fills in the number stays where the address is written out.
        if (Parts(scalar.Value) is { } raw && !raw.Address.Contains('$', StringComparison.Ordinal)
            && !texts.Resolve(raw.Machine).Contains(':', StringComparison.Ordinal))
        {
            yield return half.With(node.File.Path,
                new YamlEdit(node.File.Text).Replace(scalar, $"{host}{raw.Machine}:{raw.Inside}", node.InFlow));
        }

        foreach (var files in texts.Of(node, $"{host}{parts.Machine}:{parts.Inside}"))
        {
            yield return files;
        }
    }

    private static bool IsSame(string former, string address) => former == address || (former.Length == 0 && address == Everywhere);

    // Nothing stands for every address, unless its author wrote it out.
    private static string Host(string address, string former) =>
        address == Everywhere && former != $"{Everywhere}:" ? ""
            : address.Contains(':', StringComparison.Ordinal) && !address.StartsWith('[') ? $"[{address}]:" : $"{address}:";

    // A port in its short form, cut at the colons that stand in no reference; the address ends in one. Null where it names no port of the machine.
    private static (string Address, string Machine, string Inside)? Parts(string text)
    {
        var (depth, colons) = (0, new List<int>());
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (text[i] == ':' && depth == 0)
            {
                colons.Add(i);
            }
        }

        if (colons is not [.., var last])
        {
            return null;
        }

        var machine = colons.Count > 1 ? colons[^2] + 1 : 0;
        return (text[..machine], text[machine..last], text[(last + 1)..]);
    }

    private static int? Entry(YamlNode.Map map, string key)
    {
        var at = map.Entries.ToList().FindIndex(e => e.Key.Value == key);
        return at < 0 ? null : at;
    }
}
