using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Reads one service of a Compose file.</summary>
internal sealed class ComposeServiceReader(
    FoundNode.Map root, IReadOnlyDictionary<string, FoundFile> files, ComposeEnvironment environment, Dictionary<string, FoundText> missing)
{
    private static readonly string[] s_start = ["entrypoint", "command", "healthcheck", "build"];

    private readonly FoundNode.Map _volumes = Section(root, "volumes");
    private readonly FoundNode.Map _networks = Section(root, "networks");
    private readonly ComposeVariables _variables = new(files, environment, missing);
    private readonly ComposeSecrets _secrets = new(Section(root, "secrets"), files, missing);

    public FoundService Read(FoundEntry entry)
    {
        var map = entry.Value as FoundNode.Map ?? new FoundNode.Map(entry.At, []);
        var envFiles = _variables.Files(map);
        var mounts = Items(map, "volumes").Select(Mount).OfType<FoundMount>().ToImmutableArray();
        return new FoundService
        {
            Name = entry.Key,
            Entry = entry,
            Container = TextOf(map.Find("container_name")),
            Image = TextOf(map.Find("image")) ?? Built(map),
            IsBuilt = map.Find("build") is not null,
            Variables = _secrets.Into(_variables.Of(map), map, mounts),
            EnvFiles = [.. envFiles.Where(static f => f.File is not null).Select(static f => f.File!.Path)],
            UnreadFiles = [.. envFiles.Where(static f => f.File is null && f.IsRequired).Select(static f => f.At with { Value = f.Path })],
            Ports = [.. Items(map, "ports").SelectMany(Ports)],
            Mounts = mounts,
            JoinedNetworks = [.. Networks(map)],
            Names = [.. OtherNames(map)],
            Networks = [.. Joined(map).Select(static n => n.Key)],
            NamesIn = [.. Joined(map).SelectMany(static n => Aliases(n).Select(alias => (n.Key, alias)))],
            Links = [.. Items(map, "links").Concat(Items(map, "external_links")).OfType<FoundNode.Text>().Select(static l => l.Value.Split(':'))
                .Select(static l => (l[0], l[^1]))],
            NetworkMode = TextOf(map.Find("network_mode")),
            Labels = Labels(map),
            HasProfile = map.Find("profiles")?.Value is FoundNode.List { Items: not [] },
            StartText = string.Join(' ', s_start.Select(map.Find).OfType<FoundEntry>().SelectMany(static e => Texts(e.Value))),
            Memory = TextOf(map.Find("mem_limit")),
            Processors = TextOf(map.Find("cpus")),
        };
    }

    public static FoundText? TextOf(FoundEntry? entry) => entry?.Value is FoundNode.Text { IsNull: false } text ? From(text) : null;

    public static FoundText From(FoundNode.Text text) => new(text.IsNull ? "" : text.Open, text.At, text.Names)
    {
        HasPlainDollars = text.Unset is [],
        FilledInBy = null,
        Unset = text.Unset,
        Written = text.Raw,
    };

    /// <summary>The one port of an item in its short or its long form; null for none, for several, and for what is not TCP.</summary>
    public static FoundPort? Port(FoundNode node) =>
        ComposeForms.Ports(node) is [{ Machine: { } machine, Protocol: "tcp" } port]
            ? new FoundPort(port.Address, machine, port.Inside, At(node))
            : null;

    private static IEnumerable<FoundPort> Ports(FoundNode node) => ComposeForms.Ports(node)
        .Where(static p => p is { Machine: not null, Protocol: "tcp" })
        .Select(p => new FoundPort(p.Address, p.Machine!.Value, p.Inside, At(node)));

    private static FoundText At(FoundNode node) => node is FoundNode.Text text ? From(text)
        : new FoundText("", Whole(node), node is FoundNode.Map map ? [.. map.Entries.Select(static e => e.Value).OfType<FoundNode.Text>()
            .SelectMany(static t => t.Names)] : [])
        { HasPlainDollars = true };

    private static FoundNode.Map Section(FoundNode.Map root, string key) => root.Find(key)?.Value as FoundNode.Map ?? new FoundNode.Map(root.At, []);

    private static ImmutableArray<FoundNode> Items(FoundNode.Map map, string key) => map.Find(key)?.Value is FoundNode.List list ? list.Items : [];

    private static IEnumerable<string> Texts(FoundNode node) => node switch
    {
        FoundNode.Text text => [text.Value],
        FoundNode.Map map => map.Entries.SelectMany(static e => Texts(e.Value)),
        FoundNode.List list => list.Items.SelectMany(Texts),
        _ => [],
    };

    // What a service is built from is known where its Dockerfile is here: the last stage's image.
    private FoundText? Built(FoundNode.Map map)
    {
        if (map.Find("build") is not { } build)
        {
            return null;
        }

        var inline = build.Value is FoundNode.Map parts ? ComposeForms.Text(parts, "dockerfile_inline") : null;
        var context =
            (build.Value as FoundNode.Text)?.Value ?? (build.Value is FoundNode.Map long_ ? ComposeForms.Text(long_, "context") : null) ?? ".";
        var name = build.Value is FoundNode.Map named ? ComposeForms.Text(named, "dockerfile") : null;
        var path = ComposeFiles.Join(context, name ?? "Dockerfile");
        if (inline is null && !files.ContainsKey(path) && !context.Contains("://", StringComparison.Ordinal))
        {
            missing.TryAdd(path, At(build.Value) with { IsOptional = true });
        }

        return Dockerfiles.Base(inline ?? files.GetValueOrDefault(path)?.Text ?? "") is { } image
            ? new FoundText(image, build.At) { HasPlainDollars = true } : null;
    }

    private static FoundMount? Mount(FoundNode node)
    {
        if (node is FoundNode.Map map)
        {
            return TextOf(map.Find("target")) is { } target
                ? new FoundMount(TextOf(map.Find("source"))?.Value ?? "", target.Value, At(map) with
                {
                    Unset = TextOf(map.Find("source"))?.Unset ?? [],
                    HasPlainDollars = TextOf(map.Find("source"))?.HasPlainDollars is not false,
                })
                : null;
        }

        return node is FoundNode.Text { IsNull: false } text ? FoundMount.Read(text.Open, From(text)) : null;
    }

    private IEnumerable<FoundText> Networks(FoundNode.Map map)
    {
        foreach (var entry in map.Find("networks") is { } own && ComposeLayers.Names(own.Value) is FoundNode.Map pairs ? pairs.Entries : [])
        {
            if (_networks.Find(entry.Key)?.Value is FoundNode.Map network && network.Find("external")?.Value
                is FoundNode.Text { Value: "true" } or FoundNode.Map)
            {
                yield return new FoundText(TextOf(network.Find("name"))?.Value
                    ?? (network.Find("external")?.Value is FoundNode.Map old ? ComposeForms.Text(old, "name") : null) ?? entry.Key, entry.At)
                { HasPlainDollars = true };
            }
        }
    }

    private static IEnumerable<string> OtherNames(FoundNode.Map map)
    {
        foreach (var name in new[] { TextOf(map.Find("hostname"))?.Value, TextOf(map.Find("container_name"))?.Value }.OfType<string>())
        {
            yield return name;
        }
    }

    private static ImmutableArray<FoundEntry> Joined(FoundNode.Map map) =>
        map.Find("networks") is { } own ? ComposeLayers.Names(own.Value) is FoundNode.Map named ? named.Entries : []
        : map.Find("network_mode") is null ? [new FoundEntry("default", map.At, new FoundNode.Map(map.At, []), null)] : [];

    private static IEnumerable<string> Aliases(FoundEntry network) =>
        network.Value is FoundNode.Map settings ? Items(settings, "aliases").OfType<FoundNode.Text>().Select(static a => a.Value) : [];

    // Swarm's own lie below deploy.
    private static ImmutableDictionary<string, string> Labels(FoundNode.Map map)
    {
        var labels = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in new[] { (map.Find("deploy")?.Value as FoundNode.Map)?.Find("labels"), map.Find("labels") }.OfType<FoundEntry>()
            .Select(static e => ComposeLayers.Pairs(e.Value)).OfType<FoundNode.Map>().SelectMany(static m => m.Entries))
        {
            labels[entry.Key] = entry.Value is FoundNode.Text text ? text.Open : "";
        }

        return labels.ToImmutable();
    }

    private static Place Whole(FoundNode node) =>
        node is FoundNode.Map { Entries: not [] } map ? map.At with { Last = map.Entries.Max(static e => e.Value.At.Last) } : node.At;

    /// <summary>What the engine calls a volume of the file that has a name of its own there.</summary>
    public ImmutableDictionary<string, string> VolumeNames() => _volumes.Entries
        .Select(static e => (e.Key, Map: e.Value as FoundNode.Map)).Where(static e => e.Map is not null)
        .Select(static e =>
            (e.Key, Name: TextOf(e.Map!.Find("name"))?.Value ?? (e.Map.Find("external")?.Value is FoundNode.Text { Value: "true" } ? e.Key : null)))
        .Where(static e => e.Name is not null).ToImmutableDictionary(static e => e.Key, static e => e.Name!, StringComparer.Ordinal);
}
