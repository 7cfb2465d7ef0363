using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Reads one service of a Compose file.</summary>
internal sealed class ComposeServiceReader(FoundNode.Map volumes, FoundNode.Map networks, IReadOnlyDictionary<string, FoundFile> files)
{
    // Said by Mathesar's own files and by generated ones; a new file says them anew.
    private static readonly HashSet<string> s_usual = new(
        ["restart", "depends_on", "healthcheck", "expose", "logging", "stop_grace_period", "shm_size", "command", "entrypoint", "labels", "init",
            "extra_hosts", "profiles", "build", "links", "tty", "stdin_open"], StringComparer.Ordinal);

    private static readonly string[] s_start = ["entrypoint", "command", "healthcheck", "build"];

    public FoundService Read(FoundEntry entry)
    {
        var map = entry.Value as FoundNode.Map ?? new FoundNode.Map(entry.At, []);
        return new FoundService
        {
            Name = entry.Key,
            Entry = entry,
            Container = TextOf(map.Find("container_name")),
            Image = TextOf(map.Find("image")),
            Variables = Variables(map),
            EnvFiles = [.. EnvFiles(map).Where(static f => f.File is not null).Select(static f => f.File!.Path)],
            Ports = [.. Items(map, "ports").Select(Port).OfType<FoundPort>()],
            Mounts = [.. Items(map, "volumes").Select(Mount).OfType<FoundMount>()],
            JoinedNetworks = [.. Networks(map)],
            HasProfile = map.Find("profiles") is not null,
            StartText = string.Join(' ', s_start.Select(map.Find).OfType<FoundEntry>().SelectMany(static e => Texts(e.Value))),
            Memory = TextOf(map.Find("mem_limit")),
            Processors = TextOf(map.Find("cpus")),
            Usual = [.. map.Entries.Where(e => (s_usual.Contains(e.Key) && IsUsual(e))
                || (e.Key is "env_file" && EnvFiles(map).All(static f => f.File is not null)))],
        };
    }

    public static FoundText? TextOf(FoundEntry? entry) => entry?.Value is FoundNode.Text { IsNull: false } text ? From(text) : null;

    private static FoundText From(FoundNode.Text text) => new(text.Value, text.At, text.Names);

    private static ImmutableArray<FoundNode> Items(FoundNode.Map map, string key) => map.Find(key)?.Value is FoundNode.List list ? list.Items : [];

    private static IEnumerable<string> Texts(FoundNode node) => node switch
    {
        FoundNode.Text text => [text.Value],
        FoundNode.Map map => map.Entries.SelectMany(static e => Texts(e.Value)),
        FoundNode.List list => list.Items.SelectMany(Texts),
        _ => [],
    };

    // Labels of people's own, hosts of their own and a command of their own have to be told.
    private static bool IsUsual(FoundEntry entry) => entry.Key switch
    {
        "labels" =>
            (ComposeLayers.Pairs(entry.Value) as FoundNode.Map)?.Entries
                .All(static e => e.Key.StartsWith("mathesar-setup.", StringComparison.Ordinal)) is true,
        "extra_hosts" => Texts(entry.Value).All(static t => t.EndsWith(":host-gateway", StringComparison.Ordinal)),
        "command" =>
            string.Join(' ', Texts(entry.Value)) is var text
                && (text.Contains("mathesar.install", StringComparison.Ordinal) || text.Contains("./run.sh", StringComparison.Ordinal)
                    || text.Contains("bin/mathesar run", StringComparison.Ordinal)
                    || text.Contains("postgres -c shared_buffers", StringComparison.Ordinal)
                    || text.Contains("--providers.file", StringComparison.Ordinal) || text.Contains("before-serving", StringComparison.Ordinal)),
        "entrypoint" => string.Join(' ', Texts(entry.Value)) is "./run.sh" or "bash -c",
        // Another driver takes other options; rotation by Docker's own is what is generated.
        "logging" => (entry.Value as FoundNode.Map)?.Find("driver") is not { Value: FoundNode.Text { Value: not ("json-file" or "local") } },
        // What is generated starts again after a crash and with the machine; whoever wanted less goes on to have it.
        "restart" => entry.Value is FoundNode.Text { Value: "always" or "unless-stopped" },
        "build" => false,
        _ => true,
    };

    private ImmutableDictionary<string, FoundText> Variables(FoundNode.Map map)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, FoundText>(StringComparer.Ordinal);
        foreach (var (_, file) in EnvFiles(map))
        {
            if (file is { } found)
            {
                var entries = DotEnvReader.Read(found.Text).Entries;
                var values = DotEnvReader.Values(entries);
                entries.ToList().ForEach(e => variables[e.Name] = new FoundText(values[e.Name], new Place(found.Path, e.Line, e.Line + e.Lines - 1)));
            }
        }

        foreach (var entry in map.Find("environment") is { } environment && ComposeLayers.Pairs(environment.Value) is FoundNode.Map pairs
            ? pairs.Entries
            : [])
        {
            if (entry.Value is FoundNode.Text text)
            {
                variables[entry.Key] = new FoundText(text.IsNull ? "" : text.Value,
                    text.At with { Line = Math.Min(entry.At.Line, text.At.Line), File = text.At.File }, text.Names);
            }
        }

        return variables.ToImmutable();
    }

    private IEnumerable<(string Name, FoundFile? File)> EnvFiles(FoundNode.Map map) => map.Find("env_file") is { } file
        ? Texts(file.Value).Where(static t => t is not ("true" or "false" or "raw"))
            .Select(name => (name, files.GetValueOrDefault(name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name)))
        : [];

    /// <summary>A port in its short or its long form; null for what is none.</summary>
    public static FoundPort? Port(FoundNode node)
    {
        if (node is FoundNode.Map map)
        {
            return TextOf(map.Find("published")) is { } published && TextOf(map.Find("target")) is { } target
                ? FoundPort.Of(TextOf(map.Find("host_ip"))?.Value ?? "", published.Value, target.Value, published with { At = Whole(map) })
                : null;
        }

        return node is FoundNode.Text text ? FoundPort.Read(text.Value, From(text)) : null;
    }

    private FoundMount? Mount(FoundNode node)
    {
        if (node is FoundNode.Map map)
        {
            return TextOf(map.Find("target")) is { } target
                ? new FoundMount(TextOf(map.Find("source"))?.Value ?? "", target.Value, target with { At = Whole(map) })
                : null;
        }

        return node is FoundNode.Text text ? FoundMount.Read(text.Value, From(text)) : null;
    }

    private IEnumerable<FoundText> Networks(FoundNode.Map map)
    {
        var names = map.Find("networks")?.Value switch
        {
            FoundNode.List list => list.Items.OfType<FoundNode.Text>().Select(static t => (t.Value, t.At)),
            FoundNode.Map pairs => pairs.Entries.Select(static e => (Value: e.Key, e.At)),
            _ => [],
        };
        foreach (var (name, at) in names)
        {
            if (networks.Find(name)?.Value is FoundNode.Map network && network.Find("external")?.Value is FoundNode.Text { Value: "true" })
            {
                yield return new FoundText(TextOf(network.Find("name"))?.Value ?? name, at);
            }
        }
    }

    private static Place Whole(FoundNode.Map map) => map.At with { Last = map.Entries.Max(static e => e.Value.At.Last) };

    /// <summary>What the engine calls a volume of the file that has a name of its own there.</summary>
    public ImmutableDictionary<string, string> VolumeNames() => volumes.Entries
        .Select(static e => (e.Key, Map: e.Value as FoundNode.Map)).Where(static e => e.Map is not null)
        .Select(static e =>
            (e.Key, Name: TextOf(e.Map!.Find("name"))?.Value ?? (e.Map.Find("external")?.Value is FoundNode.Text { Value: "true" } ? e.Key : null)))
        .Where(static e => e.Name is not null).ToImmutableDictionary(static e => e.Key, static e => e.Name!, StringComparer.Ordinal);
}
