using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// Writes what is in a Compose file, and neither became an answer nor is generated with the same value, as an override file, so that it goes on:
/// services of people's own, and whatever of Mathesar's they have otherwise.
/// </summary>
/// <param name="former">The file as it was found.</param>
/// <param name="made">What is generated in its place.</param>
internal sealed class OverrideWriter(FoundNode.Map former, FoundNode.Map made, ReadLines lines)
{
    private const string Header = "What Mathesar Setup did not understand of the installation that it took over, or would have made otherwise.\n"
        + "It is yours from now on: Compose reads it beside compose.yaml, and nothing changes it.\n"
        + "!override and !reset need Docker Compose 2.24.4 or newer.";

    private static readonly HashSet<string> s_aside = new(["name", "version", "services", "include"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_referred = new(["volumes", "networks"], StringComparer.Ordinal);

    private readonly KeptNodes _kept = new();

    /// <summary>The text, or null when there is nothing to keep; the places that it keeps, and the variables that they refer to.</summary>
    public static (string? Text, IReadOnlyCollection<Place> Kept, IReadOnlyCollection<string> Names) Write(
        FoundNode.Map former, FoundNode.Map made, IReadOnlyDictionary<string, FoundService> taken, ReadLines lines)
    {
        var writer = new OverrideWriter(former, made, lines);
        var document = writer.Document(taken.ToDictionary(static t => t.Value.Name, static t => (t.Key, t.Value), StringComparer.Ordinal));
        return document.IsEmpty ? (null, [], []) : (document.Write(Header), writer._kept.Places, writer._kept.Names);
    }

    /// <summary>Whether a line only opens a part: what is below it says whether anything was lost.</summary>
    public static bool IsHeading(string line) =>
        line is "volumes:" or "networks:" or "environment:" or "ports:" or "secrets:" or "configs:" or "services:";

    private YamlMap Document(Dictionary<string, (string Role, FoundService Found)> taken)
    {
        var services = new YamlMap();
        foreach (var service in Entries(former, "services"))
        {
            if (!taken.TryGetValue(service.Key, out var known))
            {
                Add(services, service.Key, IsHere(service.At) ? _kept.Whole(service) : new YamlMap());
            }
            else if (service.Value is FoundNode.Map map)
            {
                lines.Mark(service.At);
                var ours = Entries(made, "services").FirstOrDefault(e => e.Key == service.Key)?.Value as FoundNode.Map
                    ?? new FoundNode.Map(service.At, []);
                Add(services, service.Key, new ServiceDifference(former, made, lines, _kept).Of(map, ours, known.Found, known.Role));
            }
        }

        var document = new YamlMap();
        Add(document, "services", services);
        foreach (var section in former.Entries.Where(static e => !s_aside.Contains(e.Key) && !e.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            lines.Mark(section.Value is FoundNode.Map ? section.At : default);
            if (section.Value is not FoundNode.Map map)
            {
                Add(document, section.Key, IsHere(section.At) && !lines.IsRead(section.At) ? _kept.Whole(section) : new YamlMap());
                continue;
            }

            var kept = new YamlMap();
            foreach (var entry in map.Entries)
            {
                if (!IsKept(section.Key, entry))
                {
                    lines.Mark(entry);
                }
                else if (IsHere(entry.At))
                {
                    kept.Add(entry.Key, _kept.Whole(entry));
                }
            }

            Add(document, section.Key, kept);
        }

        return document;
    }

    // A definition goes on where it says something that the generated one does not, or where something that goes on uses it.
    private bool IsKept(string section, FoundEntry entry) =>
        _kept.Uses.Contains((section, entry.Key))
            || (Entries(made, section).FirstOrDefault(e => e.Key == entry.Key) is { } ours ? IsSaying(entry.Value) && Flat(ours) != Flat(entry)
                : !(s_referred.Contains(section) && lines.IsRead(entry.At)) && !lines.IsRead(entry.At));

    private static bool IsSaying(FoundNode node) => node is not (FoundNode.Text { IsNull: true } or FoundNode.Map { Entries: [] });

    // What stands in an override already goes on there.
    private static bool IsHere(Place at) => !ComposeFiles.Overrides.Contains(at.File);

    private static string Flat(FoundEntry entry) => ComposeForms.Flat(entry.Value);

    private static void Add(YamlMap map, string key, Yaml value)
    {
        if (value is not (YamlMap { IsEmpty: true } or YamlList { IsEmpty: true }))
        {
            map.Add(key, value);
        }
    }

    private static ImmutableArray<FoundEntry> Entries(FoundNode.Map root, string key) =>
        root.Find(key)?.Value is FoundNode.Map map ? map.Entries : [];
}
