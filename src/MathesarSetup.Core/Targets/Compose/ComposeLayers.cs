using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Puts several Compose files over each other, as <c>-f one -f two</c> and an override file do.</summary>
internal static class ComposeLayers
{
    // Lists that a later file replaces; all others are joined.
    private static readonly HashSet<string> s_replaced = new(["command", "entrypoint", "test"], StringComparer.Ordinal);

    // A list of NAME=value and a map are two ways to say the same.
    private static readonly HashSet<string> s_pairs = new(["environment", "labels"], StringComparer.Ordinal);

    public static FoundNode.Map Over(FoundNode.Map lower, FoundNode.Map upper, ReadLines lines)
    {
        var entries = lower.Entries.ToList();
        foreach (var entry in upper.Entries)
        {
            var at = entries.FindIndex(e => e.Key == entry.Key);
            if (entry.Tag is "!reset")
            {
                entries.RemoveAll(e => e.Key == entry.Key);
            }
            else if (at < 0)
            {
                entries.Add(entry);
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
            .Select(static i => new FoundEntry(i.Split < 0
                ? i.item.Value
                : i.item.Value[..i.Split], i.item.At, i.item with { Value = i.Split < 0 ? "" : i.item.Value[(i.Split + 1)..], Raw =
                    i.item.Raw[(i.item.Raw.IndexOf('=', StringComparison.Ordinal) + 1)..], IsPlain = false, IsNull = i.Split < 0 }, null))
            .GroupBy(static e => e.Key, StringComparer.Ordinal).Select(static same => same.Last()),
    ]);

    private static FoundNode Over(string key, FoundNode lower, FoundNode upper, ReadLines lines)
    {
        var (below, above) = s_pairs.Contains(key) ? (Pairs(lower), Pairs(upper)) : (lower, upper);
        return (below, above) switch
        {
            (FoundNode.Map one, FoundNode.Map other) => Over(one, other, lines),
            (FoundNode.List one, FoundNode.List other) when !s_replaced.Contains(key) => new FoundNode.List(other.At, [.. one.Items, .. other.Items]),
            _ => above,
        };
    }
}
