using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// Writes what was not understood of a Compose file as an override file, so that it goes on: services of people's own, and what they added to
/// Mathesar's.
/// </summary>
internal sealed class OverrideWriter(ReadLines lines)
{
    // Written anew in every generated file; an old line beside the new one would contradict it.
    private static readonly HashSet<string> s_replaced =
        new(["image", "container_name", "healthcheck", "depends_on", "env_file", "build", "profiles"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_parts = new(["environment", "ports", "volumes"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_sections = new(["volumes", "networks", "secrets", "configs"], StringComparer.Ordinal);

    private readonly List<string> _names = [];

    /// <summary>The text, or null when there is nothing to keep; the lines that it keeps, and the variables that they refer to.</summary>
    public static (string? Text, IReadOnlyCollection<Place> Kept, IReadOnlyCollection<string> Names) Write(
        FoundNode.Map root, IEnumerable<FoundService> taken, ReadLines lines)
    {
        var writer = new OverrideWriter(lines);
        var document = writer.Document(root, taken.ToDictionary(static s => s.Name, StringComparer.Ordinal));
        return document.IsEmpty
            ? (null, [], [])
            : (document.Write("What Mathesar Setup did not understand of the installation that it took over.\nIt is yours from now on: "
                + "Compose reads it beside compose.yaml, and nothing changes it."),
                writer.Kept, writer._names);
    }

    /// <summary>Whether a line only opens a part: what is below it says whether anything was lost.</summary>
    public static bool IsHeading(string line) => line is "volumes:" or "networks:" or "environment:" or "ports:" or "secrets:" or "configs:";

    private List<Place> Kept { get; } = [];

    private YamlMap Document(FoundNode.Map root, Dictionary<string, FoundService> taken)
    {
        var services = new YamlMap();
        foreach (var service in Entries(root.Find("services")))
        {
            if (!taken.ContainsKey(service.Key) && IsLeft(service.At))
            {
                Add(services, service.Key, Whole(service));
            }
            else if (taken.TryGetValue(service.Key, out var found) && Additions(service, found) is { IsEmpty: false } additions)
            {
                Add(services, service.Key, additions);
            }
        }

        var document = new YamlMap();
        Add(document, "services", services);
        foreach (var section in root.Entries.Where(static e => s_sections.Contains(e.Key)))
        {
            var kept = new YamlMap();
            Entries(section).Where(e => IsLeft(e.At)).ToList().ForEach(e => kept.Add(e.Key, Whole(e)));
            Add(document, section.Key, kept);
        }

        return document;
    }

    private YamlMap Additions(FoundEntry service, FoundService found)
    {
        var map = new YamlMap();
        var others = FromEnvFiles(found).ToArray();
        foreach (var part in Entries(service).Where(static e => !s_replaced.Contains(e.Key)))
        {
            switch (part.Value)
            {
                case FoundNode.Map pairs when s_parts.Contains(part.Key):
                    var left = new YamlMap();
                    pairs.Entries.Where(e => IsLeft(e.At)).ToList().ForEach(e => Add(left, e.Key, Whole(e)));
                    Array.ForEach(part.Key is "environment" ? others : [], o => left.Add(o.Name, new YamlText(o.Value)));
                    Add(map, part.Key, left);
                    break;
                case FoundNode.List list when s_parts.Contains(part.Key):
                    var items = new YamlList();
                    list.Items.Where(i => IsLeft(i.At)).ToList().ForEach(i => items.Add(Node(i)));
                    Array.ForEach(part.Key is "environment" ? others : [], o => items.Add(new YamlText($"{o.Name}={o.Value}")));
                    Add(map, part.Key, items);
                    break;
                case var _ when IsLeft(part.At) || (part.Value is FoundNode.Text && IsLeft(part.Value.At)):
                    Add(map, part.Key, Whole(part));
                    break;
            }
        }

        if (others is not [] && service.Value is FoundNode.Map all && all.Find("environment") is null)
        {
            var environment = new YamlMap();
            Array.ForEach(others, o => environment.Add(o.Name, new YamlText(o.Value)));
            map.Add("environment", environment);
        }

        return map;
    }

    // An env file is not read any more; what it said beside the answers goes on as variables. Compose would take a $ for a reference.
    private IEnumerable<(string Name, string Value)> FromEnvFiles(FoundService service)
    {
        foreach (var (name, text) in service.Variables.Where(v => service.EnvFiles.Contains(v.Value.At.File) && !lines.IsRead(v.Value.At))
            .OrderBy(static v => v.Value.At.Line))
        {
            Kept.Add(text.At);
            yield return (name, text.Value.Replace("$", "$$", StringComparison.Ordinal));
        }
    }

    // What stands in an override already goes on there.
    private bool IsLeft(Place at) => !lines.IsRead(at) && !ComposeReader.Overrides.Contains(at.File);

    private static void Add(YamlMap map, string key, Yaml value)
    {
        if (value is not (YamlMap { IsEmpty: true } or YamlList { IsEmpty: true }))
        {
            map.Add(key, value);
        }
    }

    private Yaml Whole(FoundEntry entry)
    {
        Kept.Add(entry.At);
        return Node(entry.Value);
    }

    private Yaml Node(FoundNode node)
    {
        Kept.Add(node.At);
        switch (node)
        {
            case FoundNode.Map map:
                var pairs = new YamlMap();
                map.Entries.ToList().ForEach(e => pairs.Add(e.Key, Whole(e)));
                return pairs;
            case FoundNode.List list:
                var items = new YamlList();
                list.Items.ToList().ForEach(i => items.Add(Node(i)));
                return items;
            default:
                var text = (FoundNode.Text)node;
                _names.AddRange(text.Names);
                return text.IsNull || text.IsPlain ? new YamlPlain(text.IsNull ? "null" : text.Raw) : new YamlText(text.Raw);
        }
    }

    private static ImmutableArray<FoundEntry> Entries(FoundEntry? entry) => entry?.Value is FoundNode.Map map ? map.Entries : [];
}
