using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Reads Compose files into what an engine would be told of each service.</summary>
internal sealed class ComposeWritten
{
    // They say when and under which name a container starts, not what it is.
    private static readonly HashSet<string> s_aside = new(["depends_on", "profiles", "container_name"], StringComparer.Ordinal);

    // Read by themselves; what of them is not read counts as the rest.
    private static readonly HashSet<string> s_told =
        new(["image", "environment", "env_file", "labels", "ports", "volumes"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_portKeys = new(["target", "published", "host_ip", "protocol", "mode"], StringComparer.Ordinal);

    // With these a service has what stands in another place.
    private static readonly string[] s_elsewhere = ["extends", "label_file"];

    private readonly FoundNode.Map _volumes;
    private readonly ImmutableDictionary<string, string> _names;
    private readonly ImmutableDictionary<string, string> _env;
    private readonly ImmutableDictionary<string, FoundFile> _files;

    private ComposeWritten(FoundInstallation found)
    {
        _volumes = Map(found.Root!, "volumes");
        _names = found.Volumes;
        _files = found.Files;
        _env = found.Files.TryGetValue(DotEnv.FileName, out var env)
            ? DotEnvReader.Values(env.Text)
            : ImmutableDictionary<string, string>.Empty;
    }

    public static WrittenProject Read(ImmutableArray<FoundFile> files, ImmutableArray<string>? chosen)
    {
        var paths = files.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<string>? names = chosen is { } all ? [.. all.Where(paths.Contains)] : null;
        var (reader, found) = ComposeReader.Read(files, names, "");
        return found is not { Root: { } root } ? WrittenProject.None with { Problems = reader.Findings.ToImmutable() }
            : new WrittenProject(found.Services.Where(static s => s.Entry?.Value is FoundNode.Map)
                .ToImmutableSortedDictionary(static s => s.Name, new ComposeWritten(found).Of, StringComparer.Ordinal), []);
    }

    /// <summary>The files that a Compose file names for variables, labels and parts of itself.</summary>
    public static ImmutableArray<string> NamesIn(FoundFile file) =>
        YamlTree.Read(file.Text).Root is { } root
        && new ComposeResolver(file.Path, ComposeEnvironment.Empty, new ReadLines()).Resolve(root).Root is FoundNode.Map map
            ? [.. Files(map.Find("include")).Concat(Map(map, "services").Entries.Select(static e => e.Value).OfType<FoundNode.Map>()
                .SelectMany(static s => Files(s.Find("env_file")).Concat(Files(s.Find("label_file"))).Concat(Files(s.Find("extends")))))]
            : [];

    private WrittenService Of(FoundService service)
    {
        var map = (FoundNode.Map)service.Entry!.Value;
        var rest = map.Entries.Where(static e => !s_aside.Contains(e.Key) && !s_told.Contains(e.Key))
            .ToDictionary(static e => e.Key, static e => ComposeForms.Flat(e.Value), StringComparer.Ordinal);
        var isFileOpen = !Files(map.Find("env_file")).All(IsThere);
        if (isFileOpen)
        {
            rest["env_file"] = ComposeForms.Flat(map.Find("env_file")!.Value);
        }

        var (variables, open) = Variables(map, service);
        return new WrittenService
        {
            Image = service.Image?.Value,
            Variables = variables,
            OpenVariables = open,
            HasOpenFile = isFileOpen || s_elsewhere.Any(key => map.Find(key) is not null),
            Labels = Labels(map, rest),
            Ports = Items(map, "ports", Port, rest),
            Mounts = Items(map, "volumes", Mount, rest),
            NetworkOf = Text(map, "network_mode")?.Split(':') is ["service", var other] ? other : null,
            Rest = rest.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private (ImmutableSortedDictionary<string, string> Known, ImmutableSortedSet<string> Open) Variables(FoundNode.Map map, FoundService service)
    {
        var open = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var known = service.Variables.ToImmutableSortedDictionary(static v => v.Key, static v => v.Value.Value, StringComparer.Ordinal).ToBuilder();
        foreach (var entry in map.Find("environment") is { } found && ComposeLayers.Pairs(found.Value) is FoundNode.Map pairs ? pairs.Entries : [])
        {
            // A name without a value gets it from .env or from a shell.
            var value = entry.Value is FoundNode.Text text && !IsOpen(text) ? text.IsNull ? _env.GetValueOrDefault(entry.Key) : text.Value : null;
            known.Remove(entry.Key);
            if (value is null)
            {
                open.Add(entry.Key);
            }
            else
            {
                known[entry.Key] = value;
            }
        }

        return (known.ToImmutable(), open.ToImmutable());
    }

    // What no file sets, a shell may have set when the container was made.
    private bool IsOpen(FoundNode.Text text) => text.Names.Any(name => !_env.ContainsKey(name)
        && !new[] { $"{{{name}:-", $"{{{name}-" }.Any(start => text.Raw.Contains(start, StringComparison.Ordinal)));

    private ImmutableSortedDictionary<string, string> Labels(FoundNode.Map map, Dictionary<string, string> rest)
    {
        if (map.Find("labels") is not { } found || ComposeLayers.Pairs(found.Value) is not FoundNode.Map pairs)
        {
            return ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        }

        var unread = pairs.Entries.Where(e => e.Value is not FoundNode.Text text || IsOpen(text)).ToArray();
        if (unread is not [])
        {
            rest["labels"] = string.Concat(unread.Select(static e => ComposeForms.Counted(e.Key) + ComposeForms.Flat(e.Value)));
        }

        return pairs.Entries.Except(unread)
            .ToImmutableSortedDictionary(static e => e.Key, static e => ((FoundNode.Text)e.Value) is { IsNull: false } text ? text.Value : "",
                StringComparer.Ordinal);
    }

    private static ImmutableArray<T> Items<T>(FoundNode.Map map, string key, Func<FoundNode, T?> read, Dictionary<string, string> rest)
        where T : class
    {
        if (map.Find(key) is not { } found)
        {
            return [];
        }

        var items = found.Value is FoundNode.List list ? list.Items.Select(item => (Item: item, Read: read(item))).ToArray() : [];
        var unread = items.Where(static i => i.Read is null).Select(static i => ComposeForms.Flat(i.Item)).ToArray();
        if (unread is not [] || found.Value is not (FoundNode.List or FoundNode.Text { IsNull: true }))
        {
            rest[key] = unread is [] ? ComposeForms.Flat(found.Value) : string.Concat(unread);
        }

        return [.. items.Select(static i => i.Read).OfType<T>()];
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

    private WrittenMount? Mount(string source, string target, bool isReadOnly)
    {
        if (!target.StartsWith('/') || source.Length == 0)
        {
            return null;
        }

        if (source.StartsWith('/') || source is "." or ".." || source.StartsWith("./", StringComparison.Ordinal)
            || source.StartsWith("../", StringComparison.Ordinal))
        {
            return new WrittenMount(source, target, isReadOnly);
        }

        return _volumes.Find(source) is { Value: FoundNode.Map or FoundNode.Text { IsNull: true } } volume
            ? new WrittenMount(source, target, isReadOnly)
            {
                VolumeName = _names.GetValueOrDefault(source),
                IsMadeElsewhere = volume.Value is FoundNode.Map said && said.Entries.Any(static e => e.Key is not "name"),
            }
            : null;
    }

    private bool IsThere(string name) => _files.ContainsKey(Plain(name));

    private static string Plain(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    // A name, a list of them, or maps that have them beside other words.
    private static IEnumerable<string> Files(FoundEntry? entry) => entry is null ? [] : Files(entry.Value).Select(Plain);

    private static IEnumerable<string> Files(FoundNode node) => node switch
    {
        FoundNode.Text { IsNull: false } text => [text.Value],
        FoundNode.List list => list.Items.SelectMany(Files),
        FoundNode.Map map => map.Entries.Where(static e => e.Key is "path" or "file" or "env_file").SelectMany(static e => Files(e.Value)),
        _ => [],
    };

    private static string? Text(FoundNode.Map map, string key) => ComposeServiceReader.TextOf(map.Find(key))?.Value;

    private static FoundNode.Map Map(FoundNode.Map map, string key) => map.Find(key)?.Value as FoundNode.Map ?? new FoundNode.Map(map.At, []);
}
