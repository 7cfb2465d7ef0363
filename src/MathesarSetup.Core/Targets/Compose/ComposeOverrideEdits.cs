using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Merging;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// Brings what somebody's Compose files lack into an override file, as it is generated with its comments: a service, a part of one, a volume. Where
/// Compose does not read an override file by itself, into the file that it does read.
/// </summary>
internal sealed class ComposeOverrideEdits(EditRequest edit, OwnCompose own)
{
    private InstalledPart Part => edit.Change.Part;

    public IEnumerable<ImmutableArray<FoundFile>> All()
    {
        foreach (var (path, lines) in Parts())
        {
            var text = string.Concat(Nested(path, lines).Select(static line => line + "\n"));
            var present = edit.Files.Files.FirstOrDefault(static f => ComposeFiles.Overrides.Contains(f.Path));
            var name = present?.Path ?? Beside();
            yield return own.WithVariables(
                edit.With(name, present is null ? Header + text : FileMerge.Add(name, present.Text, text)), text);
            foreach (var file in edit.Files.Files.Where(f => f != present && new ComposeNodes(f).Service("") is { } root
                && root.Entries.Any(static e => e.Key.Value == "services")))
            {
                yield return own.WithVariables(edit.With(file.Path, FileMerge.Add(file.Path, file.Text, text)), text);
            }
        }
    }

    private const string Header = """
        # Added by Mathesar Setup beside your own Compose file, which Compose reads first.
        # It is yours like the other one: change what you like.


        """;

    // The whole service where it is not there at all, else the part alone.
    private IEnumerable<(string[] Path, ImmutableArray<string> Lines)> Parts()
    {
        var keys = Part.Path.Split('.');
        var path = Part.After(InstalledPart.Mounts) is not null ? ["volumes"] : Part.After(InstalledPart.Ports) is not null ? ["ports"] : keys;
        if (Part.Service.Length == 0)
        {
            yield return ([keys[0]], own.Lines("", [.. keys.Take(2)]));
            yield break;
        }

        var isThere = edit.Files.Files.Any(f => new ComposeNodes(f).Service(Part.Service) is not null);
        if (!isThere)
        {
            yield return (["services"], own.Lines("", "services", Part.Service));
            yield break;
        }

        if (path is ["volumes"])
        {
            var inside = Part.After(InstalledPart.Mounts)!;
            var item = own.ItemLines(Part.Service, "volumes", node => node switch
            {
                YamlNode.Scalar s => s.Value.Split(':').Skip(1).FirstOrDefault() == inside,
                YamlNode.Map m => m.Entries.Any(e => e.Key.Value == "target" && e.Value is YamlNode.Scalar s && s.Value == inside),
                _ => false,
            });
            yield return (["services", Part.Service, "volumes"], [.. item.Select(static (line, i) => (i == 0 ? "- " : "  ") + line)]);
            yield break;
        }

        for (var depth = path.Length; depth > 0; depth--)
        {
            if (own.Lines(Part.Service, [.. path.Take(depth)]) is { IsEmpty: false } lines)
            {
                yield return (["services", Part.Service, .. path.Take(depth - 1)], lines);
            }
        }
    }

    // The name that goes with the first file's.
    private string Beside() => edit.Files.Files.Any(static f => f.Path is "docker-compose.yml") ? "docker-compose.override.yml"
        : edit.Files.Files.Any(static f => f.Path is "docker-compose.yaml") ? "docker-compose.override.yaml"
        : edit.Files.Files.Any(static f => f.Path is "compose.yml") ? "compose.override.yml"
        : ComposeFiles.Overrides[0];

    private static IEnumerable<string> Nested(string[] path, ImmutableArray<string> lines)
    {
        var indent = "";
        foreach (var key in path)
        {
            yield return $"{indent}{YamlQuoting.Key(key)}:";
            indent += "  ";
        }

        foreach (var line in lines)
        {
            yield return line.Length == 0 ? "" : indent + line;
        }
    }
}
