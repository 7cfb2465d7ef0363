using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Holds the Compose files of a directory against the generated ones.</summary>
internal sealed class ComposeAdditions(FoundNode.Map volumes, IReadOnlyDictionary<string, string> variables)
{
    // They say when and under which name a container starts, not what it is.
    private static readonly HashSet<string> s_aside = new(["depends_on", "profiles"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_portKeys = new(["target", "published", "host_ip", "protocol", "mode"], StringComparer.Ordinal);

    private readonly HashSet<string> _others = new(StringComparer.Ordinal);

    public static FileAdditions Between(ImmutableArray<FoundFile> generated, ImmutableArray<FoundFile> present)
    {
        var (reader, found) = ComposeReader.Read(present, chosen: null, "");
        if (ComposeReader.Read(generated, chosen: null, "").Found?.Root is not { } former || found?.Root is not { } root)
        {
            return new FileAdditions { Problems = reader.Findings.ToImmutable() };
        }

        var (before, now) = (Map(former, "services"), Map(root, "services"));
        var variables = present.FirstOrDefault(static f => f.Path == DotEnv.FileName) is { } env
            ? DotEnvReader.Values(env.Text)
            : ImmutableDictionary<string, string>.Empty;
        return new FileAdditions
        {
            OwnServices = [.. now.Entries.Select(static e => e.Key).Where(name => before.Find(name) is null)],
            Services = before.Entries.Where(e => Flat(e) != Flat(now.Find(e.Key)))
                .ToImmutableSortedDictionary(static e => e.Key,
                    e => new ComposeAdditions(Map(root, "volumes"), variables).Of(Map(before, e.Key), Map(now, e.Key)), StringComparer.Ordinal),
        };
    }

    private ServiceAdditions Of(FoundNode.Map former, FoundNode.Map present)
    {
        var keys = former.Entries.Concat(present.Entries).Select(static e => e.Key).Distinct(StringComparer.Ordinal)
            .Where(key => !s_aside.Contains(key) && Flat(former.Find(key)) != Flat(present.Find(key))).ToHashSet(StringComparer.Ordinal);
        _others.UnionWith(keys.Where(static key => key is not ("environment" or "labels" or "ports" or "volumes")));
        ImmutableArray<T> Only<T>(string key, FoundNode.Map one, FoundNode.Map other, Func<FoundNode, T?> read) where T : class =>
            [.. Items(one, key).Where(i => !Items(other, key).Any(o => Flat(o) == Flat(i)))
                .Select(item => read(item) is { } known ? known : Left<T>(key)).OfType<T>()];
        return new ServiceAdditions
        {
            Variables = FileAdditions.Changed(Pairs(former, "environment", variables.GetValueOrDefault),
                Pairs(present, "environment", variables.GetValueOrDefault)),
            Labels = FileAdditions.Changed(Pairs(former, "labels", static _ => ""), Pairs(present, "labels", static _ => "")),
            Ports = Only("ports", present, former, Port),
            TakenPorts = Only("ports", former, present, Port),
            Mounts = Only("volumes", present, former, Mount),
            TakenMounts = Only("volumes", former, present, Mount),
            Others = [.. _others.Order(StringComparer.Ordinal)],
        };
    }

    private T? Left<T>(string key) where T : class
    {
        _others.Add(key);
        return null;
    }

    // A name without a value gets it from .env, or is not set at all.
    private Dictionary<string, string> Pairs(FoundNode.Map service, string key, Func<string, string?> ifEmpty)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in service.Find(key) is { } found && ComposeLayers.Pairs(found.Value) is FoundNode.Map map ? map.Entries : [])
        {
            if (entry.Value is not FoundNode.Text text)
            {
                _others.Add(key);
            }
            else if ((text.IsNull ? ifEmpty(entry.Key) : text.Value) is { } value)
            {
                pairs[entry.Key] = value;
            }
        }

        return pairs;
    }

    private static WrittenPort? Port(FoundNode node) =>
        (node is not FoundNode.Map map || (map.Entries.All(static e => s_portKeys.Contains(e.Key)) && Text(map, "protocol") is null or "tcp"))
        && ComposeServiceReader.Port(node) is { } port ? new WrittenPort(port.Address, port.Machine, port.Inside) : null;

    private WrittenMount? Mount(FoundNode node) => node switch
    {
        FoundNode.Text text => text.Value.Split(':') switch
        {
            [var source, var target] => Mount(source, target, isReadOnly: false),
            [var source, var target, "ro" or "rw"] parts => Mount(source, target, parts[2] == "ro"),
            _ => null,
        },
        FoundNode.Map map when map.Entries.All(static e => e.Key is "type" or "source" or "target" or "read_only")
            && Text(map, "type") is "bind" or "volume" =>
            Mount(Text(map, "source") ?? "", Text(map, "target") ?? "", Text(map, "read_only") is "true"),
        _ => null,
    };

    // A volume that has a driver or a name of its own is Compose's affair.
    private WrittenMount? Mount(string source, string target, bool isReadOnly) =>
        target.StartsWith('/') && (source.StartsWith('/') || source is "." or ".." || source.StartsWith("./", StringComparison.Ordinal)
            || source.StartsWith("../", StringComparison.Ordinal)
            || volumes.Find(source)?.Value is FoundNode.Text { IsNull: true } or FoundNode.Map { Entries: [] })
            ? new WrittenMount(source, target, isReadOnly) : null;

    private static string? Text(FoundNode.Map map, string key) => ComposeServiceReader.TextOf(map.Find(key))?.Value;

    private static ImmutableArray<FoundNode> Items(FoundNode.Map map, string key) => map.Find(key)?.Value is FoundNode.List list ? list.Items : [];

    private static FoundNode.Map Map(FoundNode.Map map, string key) => map.Find(key)?.Value as FoundNode.Map ?? new FoundNode.Map(map.At, []);

    private static string Flat(FoundEntry? entry) => entry is null ? "" : Flat(entry.Value);

    // The same for nodes that say the same, wherever they stand.
    private static string Flat(FoundNode node) => node switch
    {
        FoundNode.Map map =>
            "{"
                + string.Concat(map.Entries.OrderBy(static e => e.Key, StringComparer.Ordinal).Select(static e => Counted(e.Key) + Flat(e.Value)))
                + "}",
        FoundNode.List list => $"[{string.Concat(list.Items.Select(Flat))}]",
        FoundNode.Text { IsNull: true } => "~",
        FoundNode.Text text => Counted(text.Value),
        _ => throw new InvalidOperationException("A node is a text, a map or a list."),
    };

    private static string Counted(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
}
