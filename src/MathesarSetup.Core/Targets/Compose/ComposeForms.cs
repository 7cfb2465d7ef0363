using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>What the short and the long form of a Compose file's items mean alike, so that two of them can be compared.</summary>
internal static class ComposeForms
{
    private const int MostPorts = 200;

    private const string Six = "::";

    /// <summary>What tells an item of a list from others: of two with the same identity, one counts.</summary>
    public static string Identity(string key, FoundNode item) => key switch
    {
        "ports" => string.Join(',', Ports(item).Select(static p => p.Identity)),
        "volumes" => Mount(item)?.Target ?? Flat(item),
        "secrets" or "configs" => item is FoundNode.Map map ? Text(map, "target") ?? Text(map, "source") ?? Flat(item) : Flat(item),
        "devices" => item is FoundNode.Text text && text.Value.Split(':') is [_, var inside, ..] ? inside : Flat(item),
        "extra_hosts" => item is FoundNode.Text host ? host.Value.Split('=', ':')[0] + Flat(item) : Flat(item),
        _ => Flat(item),
    };

    /// <summary>The ports that an item publishes; none where it is no port.</summary>
    public static ImmutableArray<ComposePort> Ports(FoundNode node)
    {
        if (node is FoundNode.Map map)
        {
            var inside = Text(map, "target") ?? "";
            return Range(Text(map, "published")) is var outer && int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var target)
                ? [new ComposePort(Host(Text(map, "host_ip") ?? ""), outer is [var first] ? first : null, target, Text(map, "protocol") ?? "tcp")
                    {
                        Mode = Text(map, "mode") ?? "ingress",
                        Published = outer.Length > 1 ? Text(map, "published") : null,
                        IsSix = Text(map, "host_ip") is Six,
                    }]
                : [];
        }

        return node is FoundNode.Text { IsNull: false } text ? Ports(text.Value) : [];
    }

    /// <summary>The mount that an item makes; null where it is none.</summary>
    public static ComposeMount? Mount(FoundNode node)
    {
        if (node is FoundNode.Map map)
        {
            var rest = map.Entries.Where(static e => e.Key is not ("type" or "source" or "target" or "read_only" or "bind"
                or "volume") || (e.Key is "bind" or "volume" && !IsUsual(e))).Select(static e => e.Key + Flat(e.Value))
                .Concat(Text(map, "read_only") is "true" ? ["ro"] : []);
            return Text(map, "target") is { } target
                ? new ComposeMount(Source(Text(map, "source") ?? ""), Trimmed(target), string.Join(',', rest.Order(StringComparer.Ordinal)))
                : null;
        }

        return node is not FoundNode.Text { IsNull: false } text ? null : text.Value.Split(':') switch
        {
            [var target] => new ComposeMount("", Trimmed(target), ""),
            [var source, var target] => new ComposeMount(Source(source), Trimmed(target), ""),
            [var source, var target, var options, ..] => new ComposeMount(Source(source), Trimmed(target),
                string.Join(',', options.Split(',').Where(static o => o is not ("rw" or "")).Order(StringComparer.Ordinal))),
            _ => null,
        };
    }

    /// <summary>The same for nodes that say the same, wherever they stand and in whatever order their keys are.</summary>
    public static string Flat(FoundNode node) => node switch
    {
        FoundNode.Map map =>
            $"{{{string.Concat(map.Entries.OrderBy(static e => e.Key, StringComparer.Ordinal).Select(static e => Counted(e.Key) + Flat(e.Value)))}}}",
        FoundNode.List list => $"[{string.Concat(list.Items.Select(Flat))}]",
        FoundNode.Text { IsNull: true } => "~",
        FoundNode.Text text => Counted(text.Open),
        _ => throw new InvalidOperationException("A node is a text, a map or a list."),
    };

    /// <summary>Whether two parts of a service say the same, in whichever of their forms.</summary>
    public static bool Same(FoundEntry one, FoundEntry other) => Flat(Form(one)) == Flat(Form(other));

    // A list of services that start first, and their conditions; a text that is a list of one.
    private static FoundNode Form(FoundEntry entry) => (entry.Key, entry.Value) switch
    {
        ("depends_on", var node) => ComposeLayers.Names(node) is FoundNode.Map map
            ? map with { Entries = [.. map.Entries.Select(static e => e with { Value = Condition(e) })] } : node,
        ("extra_hosts", FoundNode.List list) => list with
        {
            Items = [.. list.Items.Select(static i => i is FoundNode.Text text ? text with { Open = text.Open.Replace('=', ':') } : i)],
        },
        _ => entry.Value,
    };

    private static FoundNode.Map Condition(FoundEntry entry) => entry.Value is FoundNode.Map settings
        ? settings with { Entries = [.. settings.Entries.Where(static e => !(e.Key is "required" && e.Value is FoundNode.Text { Value: "true" }))] }
        : new FoundNode.Map(entry.At, [new FoundEntry("condition", entry.At, new FoundNode.Text(entry.At, "service_started", [], false), null)]);

    /// <summary>The words of a text or a list.</summary>
    public static string Words(FoundNode node) => node switch
    {
        FoundNode.Text text => text.Value,
        FoundNode.List list => string.Join(' ', list.Items.OfType<FoundNode.Text>().Select(static t => t.Value)),
        _ => "",
    };

    public static string? Text(FoundNode.Map map, string key) => map.Find(key)?.Value is FoundNode.Text { IsNull: false } text ? text.Value : null;

    private static ImmutableArray<ComposePort> Ports(string text)
    {
        var slash = text.LastIndexOf('/');
        var protocol = slash > 0 ? text[(slash + 1)..].ToLowerInvariant() : "tcp";
        var parts = slash > 0 ? text[..slash] : text;
        var last = parts.LastIndexOf(':');
        var inner = Range(parts[(last + 1)..]);
        var before = last <= 0 ? -1 : parts.LastIndexOf(':', last - 1);
        var outer = last < 0 ? [] : Range(parts[(before + 1)..last]);
        var written = before > 0 ? parts[..before].Trim('[', ']') : "";
        var host = Host(written);
        if (inner is [] || (last >= 0 && outer is [] && parts[(before + 1)..last].Length > 0))
        {
            return [];
        }

        // A range outside for one port inside is a choice that the engine makes.
        return inner.Length == 1 && outer.Length > 1
            ? [new ComposePort(host, null, inner[0], protocol) { Published = parts[(before + 1)..last], IsSix = written is Six }]
            : outer is not [] && outer.Length != inner.Length ? []
            : [.. inner.Select((target, i) => new ComposePort(host, outer is [] ? null : outer[i], target, protocol)
                {
                    IsSix = written is Six,
                })];
    }

    private static ImmutableArray<int> Range(string? text)
    {
        var bounds = (text ?? "").Split('-');
        return bounds.Length <= 2 && int.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(bounds[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last >= first && last - first < MostPorts
            ? [.. Enumerable.Range(first, last - first + 1)] : [];
    }

    private static bool IsUsual(FoundEntry entry) =>
        entry.Value is FoundNode.Text { IsNull: true } or FoundNode.Map { Entries: [] }
            || (entry.Key is "bind" && entry.Value is FoundNode.Map { Entries: [{ Key: "create_host_path" }] });

    private static string Host(string address) => address is "0.0.0.0" or Six ? "" : address;

    private static string Source(string source) =>
        source is ['.', ..] ? ComposeFiles.Join("", source) is var path && path.StartsWith("..", StringComparison.Ordinal) ? path : $"./{path}"
            : source.Length > 1 ? source.TrimEnd('/') : source;

    private static string Trimmed(string target) => target.Length > 1 ? target.TrimEnd('/') : target;

    /// <summary>A text that cannot run into the next one.</summary>
    public static string Counted(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
}

/// <summary>One port that a service publishes.</summary>
/// <param name="Address">The machine's address; empty for all.</param>
/// <param name="Machine">The machine's port; null where the engine chooses it.</param>
internal sealed record ComposePort(string Address, int? Machine, int Inside, string Protocol)
{
    /// <summary>The ports among which the engine chooses; null where it has no choice, or every one.</summary>
    public string? Published { get; init; }

    public string Mode { get; init; } = "ingress";

    /// <summary>Whether it is every IPv6 address alone, beside which another item may have every IPv4 address.</summary>
    public bool IsSix { get; init; }

    public string Identity => string.Create(CultureInfo.InvariantCulture,
        $"{(IsSix ? "::" : Address)}:{Machine}{Published}:{Inside}/{Protocol}/{Mode}");
}

/// <summary>One mount of a service.</summary>
/// <param name="Options">All that is said of it besides, in one order.</param>
internal sealed record ComposeMount(string Source, string Target, string Options);
