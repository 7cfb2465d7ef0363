using System.Collections.Immutable;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Puts several Compose files over each other, as <c>-f one -f two</c>, an override file and <c>extends</c> do in Compose 2.26.</summary>
internal static class ComposeLayers
{
    // Lists and texts that a later file replaces; other lists are joined.
    private static readonly HashSet<string> s_replaced = new(["command", "entrypoint", "test"], StringComparer.Ordinal);

    // A list of NAME=value and a map are two ways to say the same.
    private static readonly HashSet<string> s_pairs =
        new(["environment", "labels", "annotations", "args", "sysctls", "additional_contexts"], StringComparer.Ordinal);

    // A list of names and a map with settings for each are two ways to say the same.
    private static readonly HashSet<string> s_named = new(["networks", "depends_on"], StringComparer.Ordinal);

    // One text and a list of one are two ways to say the same.
    private static readonly HashSet<string> s_sequences =
        new(["dns", "dns_opt", "dns_search", "env_file", "tmpfs", "label_file"], StringComparer.Ordinal);

    // Of two items that mean the same thing the later one counts.
    private static readonly HashSet<string> s_unique = new(
    [
        "ports", "volumes", "secrets", "configs", "expose", "external_links", "links", "devices", "cap_add", "cap_drop", "extra_hosts", "profiles",
        "aliases", "security_opt", "group_add", "dns", "dns_opt", "dns_search", "env_file", "tmpfs", "tags", "platforms",
    ], StringComparer.Ordinal);

    public static FoundNode.Map Over(FoundNode.Map lower, FoundNode.Map upper, ReadLines lines) => Over(lower, upper, lines, isPairs: false);

    private static FoundNode.Map Over(FoundNode.Map lower, FoundNode.Map upper, ReadLines lines, bool isPairs)
    {
        var entries = lower.Entries.ToList();
        foreach (var entry in upper.Entries)
        {
            var at = entries.FindIndex(e => e.Key == entry.Key);
            if (entry.Tag is "!reset")
            {
                lines.Mark(entry.At);
                entries.RemoveAll(e => e.Key == entry.Key);
            }
            else if (at < 0)
            {
                entries.Add(entry);
            }
            else if (!isPairs && entry is { Tag: null, Value: FoundNode.Text { IsNull: true } })
            {
                // Nothing said over something changes nothing, but for a variable, which is then handed on.
                lines.Mark(entry.At);
            }
            else
            {
                lines.Mark(entries[at].At);
                entries[at] = entry with { Value = entry.Tag is "!override" ? entry.Value : Over(entry.Key, entries[at].Value, entry.Value, lines) };
            }
        }

        return new FoundNode.Map(upper.At, [.. entries]);
    }

    /// <summary>A list of <c>NAME=value</c> as a map; a map as it is.</summary>
    public static FoundNode Pairs(FoundNode node) => node is not FoundNode.List list ? node : new FoundNode.Map(list.At,
    [
        .. list.Items.OfType<FoundNode.Text>().Select(static item => (item, Split: item.Value.IndexOf('=', StringComparison.Ordinal)))
            .Select(static i => new FoundEntry(i.Split < 0 ? i.item.Value : i.item.Value[..i.Split], i.item.At, i.item with
            {
                Value = Behind(i.item.Value),
                Raw = Behind(i.item.Raw),
                Open = Behind(i.item.Open),
                IsPlain = false,
                IsNull = i.Split < 0,
            }, null))
            .GroupBy(static e => e.Key, StringComparer.Ordinal).Select(static same => same.Last()),
    ]);

    /// <summary>A list of names as a map of names without settings; a map as it is.</summary>
    public static FoundNode Names(FoundNode node) => node is not FoundNode.List list ? node : new FoundNode.Map(list.At,
    [
        .. list.Items.OfType<FoundNode.Text>().Select(static t => new FoundEntry(t.Value, t.At, t with { Value = "", IsNull = true }, null))
            .DistinctBy(static e => e.Key),
    ]);

    private static string Behind(string pair) =>
        pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var split ? pair[(split + 1)..] : "";

    private static FoundNode Over(string key, FoundNode lower, FoundNode upper, ReadLines lines)
    {
        var (below, above) = s_pairs.Contains(key) ? (Pairs(lower), Pairs(upper))
            : s_named.Contains(key) && (lower is FoundNode.Map || upper is FoundNode.Map) ? (Names(lower), Names(upper))
            : s_sequences.Contains(key) ? (Sequence(lower), Sequence(upper))
            : (lower, upper);
        return (below, above) switch
        {
            // Other drivers have other options.
            (FoundNode.Map one, FoundNode.Map other) when key is "logging" && Driver(one) != Driver(other) && Driver(other).Length > 0 => above,
            (FoundNode.Map one, FoundNode.Map other) => Over(one, other, lines, s_pairs.Contains(key)),
            (FoundNode.List one, FoundNode.List other) when !s_replaced.Contains(key) => Joined(key, one, other),
            _ => above,
        };
    }

    private static FoundNode.List Joined(string key, FoundNode.List one, FoundNode.List other)
    {
        ImmutableArray<FoundNode> all = [.. one.Items, .. other.Items];
        if (!s_unique.Contains(key) && !s_named.Contains(key))
        {
            return new FoundNode.List(other.At, all);
        }

        var items = new List<(string Means, FoundNode Item)>();
        foreach (var item in all)
        {
            var means = ComposeForms.Identity(key, item);
            var at = items.FindIndex(i => i.Means == means);
            if (at < 0)
            {
                items.Add((means, item));
            }
            else
            {
                items[at] = (means, item);
            }
        }

        return new FoundNode.List(other.At, [.. items.Select(static i => i.Item)]);
    }

    private static FoundNode Sequence(FoundNode node) => node is FoundNode.Text { IsNull: false } ? new FoundNode.List(node.At, [node]) : node;

    private static string Driver(FoundNode.Map logging) => (logging.Find("driver")?.Value as FoundNode.Text)?.Value ?? "";
}
