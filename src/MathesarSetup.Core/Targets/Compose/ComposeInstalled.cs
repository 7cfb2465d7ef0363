using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Compose;

/// <summary>Makes the whole model of what Compose files run out of their resolved tree.</summary>
internal sealed class ComposeInstalled
{
    private static readonly HashSet<string> s_sections = new(["volumes", "networks", "secrets", "configs"], StringComparer.Ordinal);

    private readonly ImmutableSortedDictionary<InstalledPart, string>.Builder _parts =
        ImmutableSortedDictionary.CreateBuilder<InstalledPart, string>(InstalledPart.Order);

    public static Installed Of(FoundInstallation found)
    {
        var reading = new ComposeInstalled();
        reading._parts[new("", "name")] = found.Project.Value;
        found.Services.ToList().ForEach(reading.Add);
        foreach (var entry in found.Root?.Entries.Where(static e => s_sections.Contains(e.Key)) ?? [])
        {
            reading.Add("", entry.Key, entry.Value);
        }

        return new Installed(reading._parts.ToImmutable());
    }

    private void Add(FoundService service)
    {
        foreach (var (name, text) in service.Variables)
        {
            _parts[new(service.Name, InstalledPart.Environment + name)] = text.Value;
        }

        foreach (var entry in service.Entry?.Value is FoundNode.Map map ? map.Entries : [])
        {
            AddPart(service.Name, entry);
        }
    }

    private void AddPart(string service, FoundEntry entry)
    {
        switch (entry.Key, entry.Value)
        {
            case ("environment" or "env_file", _):
                break;
            case ("image", FoundNode.Text image):
                _parts[new(service, "image")] = ImageReference.Of(image.Value).Whole;
                break;
            case ("ports", FoundNode.List ports):
                AddEach(service, InstalledPart.Ports, ports, PortsOf);
                break;
            case ("volumes", FoundNode.List mounts):
                AddEach(service, InstalledPart.Mounts, mounts, MountOf);
                break;
            case ("labels" or "sysctls" or "extra_hosts" or "args", var pairs) when ComposeLayers.Pairs(pairs) is FoundNode.Map map:
                Add(service, entry.Key, map);
                break;
            case ("networks" or "depends_on", FoundNode.List names):
                names.Items.OfType<FoundNode.Text>().ToList().ForEach(name => _parts[new(service, $"{entry.Key}.{name.Value}")] = "");
                break;
            default:
                Add(service, entry.Key, entry.Value);
                break;
        }
    }

    // What each port is inside, and where it is published.
    private static IEnumerable<(string Inside, string Published)> PortsOf(FoundNode node) => ComposeForms.Ports(node).Select(static port => (
        string.Create(CultureInfo.InvariantCulture, $"{port.Inside}/{port.Protocol}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{(port.IsSix ? "::" : port.Address.Length == 0 ? "0.0.0.0" : port.Address)}:{port.Machine}{port.Published}")));

    // The place of a mount inside, and what is mounted there with its options.
    private static IEnumerable<(string Inside, string Mounted)> MountOf(FoundNode node) => ComposeForms.Mount(node) is { } mount
        ? [(mount.Target, mount.Options.Length == 0 ? mount.Source : $"{mount.Source}:{mount.Options}")]
        : [];

    // What cannot be told apart, such as a range of ports, is a part of its own text.
    private void AddEach(string service, string prefix, FoundNode.List list, Func<FoundNode, IEnumerable<(string Key, string Value)>> read)
    {
        foreach (var (key, value) in list.Items.SelectMany(item => read(item).DefaultIfEmpty((Flat(item), ""))))
        {
            var part = new InstalledPart(service, prefix + key);
            for (var count = 2; _parts.ContainsKey(part) && _parts[part] != value; count++)
            {
                part = new InstalledPart(service, $"{prefix}{key}#{count}");
            }

            _parts[part] = value;
        }
    }

    private void Add(string service, string path, FoundNode node)
    {
        switch (node)
        {
            case FoundNode.Map { Entries: [_, ..] } map:
                map.Entries.ToList().ForEach(e => Add(service, $"{path}.{e.Key}", e.Value));
                break;
            case FoundNode.Text text:
                _parts[new(service, path)] = text.IsNull ? "" : text.Value;
                break;
            default:
                _parts[new(service, path)] = Flat(node) is "{}" ? "" : Flat(node);
                break;
        }
    }

    // A node in flow style, with every text in quotes.
    private static string Flat(FoundNode node) => node switch
    {
        FoundNode.Map map => $"{{{string.Join(", ", map.Entries.Select(static e => $"{YamlQuoting.Escape(e.Key)}: {Flat(e.Value)}"))}}}",
        FoundNode.List list => $"[{string.Join(", ", list.Items.Select(Flat))}]",
        FoundNode.Text { IsNull: true } => "null",
        FoundNode.Text { IsPlain: true, Value: "true" or "false" } text => text.Value,
        FoundNode.Text text => YamlQuoting.Escape(text.Value),
        _ => throw new InvalidOperationException("A node is a text, a map or a list."),
    };
}
