using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// What has to stand over a generated service so that it is the one that was found: every key whose value differs, unless it became an answer.
/// </summary>
internal sealed class ServiceDifference(FoundNode.Map former, FoundNode.Map made, ReadLines lines, KeptNodes kept)
{
    private const string Override = "!override";
    private const string Reset = "!reset";

    private static readonly HashSet<string> s_lists = new(["ports", "volumes", "networks", "environment", "env_file"], StringComparer.Ordinal);

    public YamlMap Of(FoundNode.Map theirs, FoundNode.Map ours, FoundService found, string role)
    {
        var map = new YamlMap();
        foreach (var part in theirs.Entries)
        {
            if (s_lists.Contains(part.Key))
            {
                // A line that has all of it is understood where what it says is.
                lines.Mark(part.Value.At.Line == part.At.Line ? default : part.At);
            }
            else if (Part(part, ours.Find(part.Key), found, role) is { } differs)
            {
                Add(map, part.Key, differs);
            }
            else
            {
                lines.Mark(part);
            }
        }

        if (found.IsBuilt && theirs.Find("image") is null)
        {
            map.Add("image", new YamlTagged(Reset, new YamlPlain("null")));
        }

        Add(map, "env_file", EnvFiles(theirs, found));
        Add(map, "environment", Environment(theirs, found));
        Add(map, "ports", Ports(theirs, ours, role));
        Add(map, "volumes", Volumes(theirs, ours, role));
        Add(map, "networks", Networks(theirs, ours));
        return map;
    }

    private Yaml? Part(FoundEntry part, FoundEntry? own, FoundService found, string role)
    {
        switch (part.Key)
        {
            // Which release runs is an answer, and so is whose proxy it is.
            case "image" when (role is "web" && !found.IsBuilt) || found.ImageName.EndsWith("mathesar-caddy", StringComparison.Ordinal):
            case "mem_limit" or "cpus" when part.Value is FoundNode.Text text && lines.IsRead(text.At):
            // How a release is started belongs to the release.
            case "entrypoint" or "command" when role is "web" && ComposeForms.Words(part.Value) is "./run.sh":
                return null;
            case "labels" or "annotations" when ComposeLayers.Pairs(part.Value) is FoundNode.Map labels:
                var ours = own is null ? null : ComposeLayers.Pairs(own.Value) as FoundNode.Map;
                return Pairs(labels.Entries.Where(e => !e.Key.StartsWith("mathesar-setup.", StringComparison.Ordinal)
                    && !(ours?.Find(e.Key) is { } same && ComposeForms.Flat(same.Value) == ComposeForms.Flat(e.Value))));
            case var _ when !IsHere(part) || (own is not null && ComposeForms.Same(part, own)):
                return null;
            default:
                var whole = kept.Whole(part);
                // A map or a list would be joined with the generated one.
                return own?.Value is FoundNode.Map or FoundNode.List && whole is YamlMap or YamlList && part.Key is not ("command" or "entrypoint")
                    ? new YamlTagged(Override, whole) : whole;
        }
    }

    private YamlMap Pairs(IEnumerable<FoundEntry> entries)
    {
        var map = new YamlMap();
        foreach (var entry in entries.Where(IsHere))
        {
            map.Add(entry.Key, kept.Whole(entry));
        }

        return map;
    }

    private YamlMap Environment(FoundNode.Map theirs, FoundService found)
    {
        var pairs = theirs.Find("environment") is { } own && ComposeLayers.Pairs(own.Value) is FoundNode.Map map ? map.Entries : [];
        var left = Pairs(pairs.Where(e => !IsRead(found.Variables.GetValueOrDefault(e.Key)?.At ?? e.At)));
        // What is in .env stays in it, and is still handed on.
        foreach (var (name, text) in found.Variables.Where(v => v.Value.At.File == DotEnv.FileName && found.EnvFiles.Contains(DotEnv.FileName)
            && !lines.IsRead(v.Value.At)).OrderBy(static v => v.Value.At.Line))
        {
            if (pairs.All(e => e.Key != name))
            {
                left.Add(name, new YamlText(kept.Reference(name, text.At)));
            }
        }

        return left;
    }

    // A file whose variables all became answers is not read any more.
    private YamlList EnvFiles(FoundNode.Map theirs, FoundService found)
    {
        var list = new YamlList();
        foreach (var item in theirs.Find("env_file") is not { } files ? [] : files.Value is FoundNode.List many ? many.Items : [files.Value])
        {
            var path = item is FoundNode.Map map ? ComposeForms.Text(map, "path") : (item as FoundNode.Text)?.Value;
            var name = ComposeFiles.Join("", path ?? "");
            var unread = found.Variables.Values.Where(v => v.At.File == name && !lines.IsRead(v.At)).ToArray();
            if (name != DotEnv.FileName && IsHere(item.At) && (!found.EnvFiles.Contains(name) || unread is not []))
            {
                list.Add(kept.Node(item));
                Array.ForEach(unread, v => kept.Stays(v.At));
            }
            else
            {
                lines.Mark(item);
            }
        }

        return list;
    }

    private Yaml? Ports(FoundNode.Map theirs, FoundNode.Map ours, string role)
    {
        var (items, own) = (Items(theirs, "ports"), Items(ours, "ports").SelectMany(static i => ComposeForms.Ports(i)).ToArray());
        var said = items.SelectMany(static i => ComposeForms.Ports(i)).Select(static p => p.Identity).ToHashSet(StringComparer.Ordinal);
        // Every IPv6 address beside every address is one port twice.
        var isTwice = items.SelectMany(static i => ComposeForms.Ports(i)).Any(p => p.IsSix && own.Any(o => o.Machine == p.Machine));
        if (role is not "proxy" && (isTwice || own.Any(p => !said.Contains(p.Identity))))
        {
            return items is [] ? new YamlTagged(Reset, new YamlList()) : new YamlTagged(Override, List(items));
        }

        return List(Left(items,
            i => ComposeForms.Ports(i) is { IsEmpty: false } ports && ((role is "proxy" && lines.IsRead(i.At))
                || ports.All(p => own.Any(o => o.Identity == p.Identity || (role is "proxy" && (o.Address, o.Machine) == (p.Address, p.Machine)))))));
    }

    // What is generated too is understood.
    private IEnumerable<FoundNode> Left(IEnumerable<FoundNode> items, Func<FoundNode, bool> isMade)
    {
        foreach (var item in items)
        {
            if (isMade(item))
            {
                lines.Mark(item);
            }
            else if (IsHere(item.At))
            {
                yield return item;
            }
        }
    }

    private Yaml? Volumes(FoundNode.Map theirs, FoundNode.Map ours, string role)
    {
        var items = Items(theirs, "volumes").Select(static i => (Node: i, Mount: ComposeForms.Mount(i))).ToArray();
        var own = Items(ours, "volumes").Select(ComposeForms.Mount).OfType<ComposeMount>().ToArray();
        // PostgreSQL finds its data at one place alone: another mount beside it would hide or lose it.
        if (role is "database" && own.Any(o => items.All(i => i.Mount?.Target != o.Target)))
        {
            return new YamlTagged(items is [] ? Reset : Override, Mounts(items.Select(static i => i.Node)));
        }

        return Mounts(Left(items.Select(static i => i.Node), i => ComposeForms.Mount(i) is { } mount
            && (own.FirstOrDefault(o => o.Target == mount.Target) is { } same
                ? IsConfiguration(mount) || (same.Options, Engine(same, made)) == (mount.Options, Engine(mount, former))
                : lines.IsRead(i.At))));
    }

    // The files that answers are written into.
    private static bool IsConfiguration(ComposeMount mount) => mount.Target is $"{ContainerPaths.Root}/{ContainerPaths.SsoFileName}"
        or $"{ContainerPaths.Root}/{ContainerPaths.FileStorageFileName}" || mount.Target.StartsWith("/etc/caddy", StringComparison.Ordinal)
        || mount.Target.StartsWith("/etc/nginx/conf.d", StringComparison.Ordinal);

    // What the engine calls it; a definition that says more than a name is its own.
    private static string Engine(ComposeMount mount, FoundNode.Map root)
    {
        if (mount.Source is "" or ['/' or '.' or '~', ..] || root.Find("volumes")?.Value is not FoundNode.Map volumes
            || volumes.Find(mount.Source)?.Value is not FoundNode.Map definition)
        {
            return mount.Source;
        }

        return definition.Entries.Any(static e => e.Key is not ("name" or "external")) ? $"{mount.Source} as defined"
            : ComposeForms.Text(definition, "name") is { } name ? $"={name}"
            : definition.Find("external") is not null ? $"={mount.Source}" : mount.Source;
    }

    private Yaml? Networks(FoundNode.Map theirs, FoundNode.Map ours)
    {
        var (own, joined) = (theirs.Find("networks"), ours.Find("networks"));
        if (own is null)
        {
            return joined is not null && theirs.Find("network_mode") is not null ? new YamlTagged(Reset, new YamlPlain("null")) : null;
        }

        if (!IsHere(own)
            || (joined is not null && ComposeLayers.Names(own.Value) is FoundNode.Map said && ComposeLayers.Names(joined.Value) is FoundNode.Map has
                && said.Entries.All(static e => e.Value is FoundNode.Text { IsNull: true } or FoundNode.Map { Entries: [] })
                && said.Entries.Select(static e => e.Key).Select(Network).Order(StringComparer.Ordinal)
                    .SequenceEqual(has.Entries.Select(static e => e.Key).Order(StringComparer.Ordinal))))
        {
            lines.Mark(own);
            return null;
        }

        var whole = kept.Whole(own);
        return joined is null ? whole : new YamlTagged(Override, whole);
    }

    private string Network(string key) =>
        former.Find("networks")?.Value is FoundNode.Map networks && networks.Find(key)?.Value is FoundNode.Map network
            && network.Find("external") is not null ? ComposeForms.Text(network, "name") ?? key : key;

    private YamlList List(IEnumerable<FoundNode> nodes)
    {
        var list = new YamlList();
        nodes.ToList().ForEach(n => list.Add(kept.Node(n)));
        return list;
    }

    private YamlList Mounts(IEnumerable<FoundNode> nodes)
    {
        var list = new YamlList();
        nodes.ToList().ForEach(n => list.Add(kept.Mount(n)));
        return list;
    }

    private bool IsRead(Place at) => lines.IsRead(at);

    private static bool IsHere(FoundEntry entry) => IsHere(entry.At);

    private static bool IsHere(Place at) => !ComposeFiles.Overrides.Contains(at.File);

    private static ImmutableArray<FoundNode> Items(FoundNode.Map map, string key) => map.Find(key)?.Value is FoundNode.List list ? list.Items : [];

    private static void Add(YamlMap map, string key, Yaml? value)
    {
        if (value is not (null or YamlMap { IsEmpty: true } or YamlList { IsEmpty: true }))
        {
            map.Add(key, value);
        }
    }
}
