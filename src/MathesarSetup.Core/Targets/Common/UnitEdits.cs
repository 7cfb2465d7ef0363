using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Common;

/// <summary>
/// The ways to bring one change into somebody's units and their files of variables, the least invasive first. Whether one does it, reading the files
/// again says.
/// </summary>
internal sealed class UnitEdits(EditRequest edit, UnitFiles files)
{
    private const string Assignment = "Environment";

    private static readonly string[] s_documents = [".yml", ".yaml", ".json", ".sh", ".service", ".container"];

    private InstalledPart Part => edit.Change.Part;

    private string? After => edit.Change.After;

    public static IEnumerable<ImmutableArray<FoundFile>> Of(EditRequest request, UnitFiles files) => new UnitEdits(request, files).All();

    private IEnumerable<ImmutableArray<FoundFile>> All()
    {
        // Of what stands several times, the last counts.
        var said = files.Parts.Reverse().Where(p => p.Path == Part.Path || p.Path.StartsWith($"{Part.Path}[", StringComparison.Ordinal)
            || (Part.Path == "image" && p.Path == "Image.Image"));
        var changed = said.SelectMany(part => Changed(part).OfType<string>().Select(text => edit.With(part.At.File, text)));
        return changed.Concat(Part.After(InstalledPart.Environment) is { } variable ? InVariables(variable) : [])
            .Concat(new UnitCommandEdits(edit, files).All())
            .Concat(edit.Change.Before is null && After is not null ? Added() : []);
    }

    private UnitEdit? Editor(string path) => edit.Text(path) is { } text ? new UnitEdit(text, files.IsQuadlet) : null;

    private IEnumerable<string?> Changed(FoundPart part)
    {
        if (Editor(part.At.File) is not { } editor)
        {
            return [];
        }

        var key = editor.Key(part.At);
        var name = Part.After(InstalledPart.Environment) ?? Part.After(InstalledPart.Labels);
        return (name, After) switch
        {
            ({ }, null) when key is Assignment or "Label" => [editor.RemoveWord(part.At, part.At.Column - 1)],
            ({ }, { } value) when key is Assignment or "Label" =>
                [editor.ReplaceWord(part.At, part.At.Column - 1, $"{name}={value}", files.IsQuadlet)],
            (_, null) => part.At.Column > 0 ? [] : [editor.Remove(part.At)],
            (_, { } value) => Valued(editor, part, value),
        };
    }

    private IEnumerable<string?> Valued(UnitEdit editor, FoundPart part, string value)
    {
        var pieces = Part.Path == "image" ? Image(editor.Raw(part.At), value)
            : Part.After(InstalledPart.Ports) is { } port ? UnitCommandEdits.Published(editor, part, edit.Change, port)
            : Own(editor.Key(part.At)) is { } own ? [editor.Replace(part.At, own.Raw)]
            : [];
        foreach (var text in part.At.Column > 0 && Part.Path == "image" ? [] : pieces)
        {
            yield return Part.Path == "image" ? editor.Replace(part.At, text) : text;
        }

        if (edit.Change.Before is { Length: > 0 } before && IsSimple(value))
        {
            foreach (var text in editor.ReplaceEach(part.At, before, value))
            {
                yield return text;
            }
        }

        if (part.At.Column == 0 && SystemdUnit.CanCarryPlain(value))
        {
            yield return editor.Replace(part.At, ((SystemdWord)value).Plain(files.IsQuadlet));
        }
    }

    // The registry and the name stay as the person wrote them where only the tag is another.
    private static IEnumerable<string> Image(string raw, string value) => ImageReference.Of(raw) is var present
        && ImageReference.Of(value) is { Digest: null, Tag: { } tag } wanted && present.IsSameRepository(wanted) ? [present.WithTag(tag).Text] : [];

    private (string Section, string Key, string Raw)? Own(string? key = null)
    {
        foreach (var part in files.Own.Where(p => p.Path == Part.Path).OrderBy(p => p.Value == After ? 0 : 1))
        {
            if (edit.Own.FirstOrDefault(f => f.Path == part.At.File) is { } file && new UnitEdit(file.Text, files.IsQuadlet) is var editor
                && (key is null || editor.Key(part.At) == key))
            {
                return (editor.Section(part.At), editor.Key(part.At), editor.Raw(part.At));
            }
        }

        return null;
    }

    private IEnumerable<ImmutableArray<FoundFile>> InVariables(string name)
    {
        foreach (var file in edit.Files.Files.Where(IsOfVariables))
        {
            foreach (var variables in files.Read.Select(read => read(file.Text).ToArray()).Where(all => all.Any(v => v.Name == name)))
            {
                if ((After is null ? EnvLineEdit.Remove(file.Text, variables, name)
                    : EnvLineEdit.Set(file.Text, variables, name, After, files.IsQuadlet)) is { } text)
                {
                    yield return edit.With(file.Path, text);
                }
            }
        }
    }

    private bool IsOfVariables(FoundFile file) => files.Parts.All(p => p.At.File != file.Path
        || p.Path.StartsWith("environment", StringComparison.Ordinal))
        && files.Units.All(u => u.Path != file.Path) && !UnitDropIns.Is(file) && !IsDocument(file.Path);

    private static bool IsDocument(string path) => s_documents.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));

    private IEnumerable<ImmutableArray<FoundFile>> Added() => files.Units.SelectMany(unit =>
        Part.After(InstalledPart.Environment) is { } variable ? NewVariable(unit, variable)
        : unit.Path is null || Own() is not { } own ? []
        : Part.After(InstalledPart.Mounts) is not null ? [Beside(unit.Path, own with { Raw = files.Mount(own.Raw, unit.Path) })]
        : Part.After(InstalledPart.Ports) is not null && unit.Pod is { } pod ? [Joined(pod, (Section: "Pod", own.Key, own.Raw))]
        : [Joined(unit.Path, own)]);

    private ImmutableArray<FoundFile> Joined(string path, (string Section, string Key, string Raw) entry) =>
        edit.With(path, Editor(path)!.Add(entry.Section, $"{entry.Key}={entry.Raw}"));

    // A file of its own, which its author takes away as easily as he sees it.
    private ImmutableArray<FoundFile> Beside(string unit, (string Section, string Key, string Raw) entry)
    {
        var path = $"{unit}.d/50-mathesar-setup.conf";
        return edit.With(path, new UnitEdit(edit.Text(path) ?? "", files.IsQuadlet).Add(entry.Section, $"{entry.Key}={entry.Raw}"));
    }

    // It joins the file in which most of the others are; a secret rather one that holds nothing but variables.
    private IEnumerable<ImmutableArray<FoundFile>> NewVariable(UnitPlace unit, string name)
    {
        var isSecret = Settings.All.Any(s => s.Variable == name && s.Secret);
        var line = SystemdUnit.CanCarry(After!) ? $"{Assignment}={UnitEdit.Quoted($"{name}={After}", null, files.IsQuadlet)}" : null;
        foreach (var path in unit.Variables.GroupBy(static p => p.File).OrderByDescending(static g => g.Count())
            .ThenBy(g => edit.Files.Files.TakeWhile(f => f.Path != g.Key).Count()).Select(static g => g.Key)
            .OrderBy(p => isSecret && edit.Files.Files.Any(f => f.Path == p && !IsOfVariables(f)) ? 1 : 0))
        {
            var places = files.Parts.Where(p => p.At.File == path && p.At.Line > 0).Select(static p => p.At)
                .Where(at => Editor(path)?.Key(at) == Assignment).ToArray();
            var text = places is [] ? edit.Text(path) is { } present
                    ? EnvLineEdit.Set(present, files.Read[0](present), name, After!, files.IsQuadlet) : null
                : line is null ? null : Editor(path)!.AddAfter(places.MaxBy(static p => p.Last), line);
            if (text is not null)
            {
                yield return edit.With(path, text);
            }
        }

        if (unit.Path is { } main && line is not null)
        {
            yield return edit.With(main, Editor(main)!.Add(unit.Section, line));
        }
    }

    private static bool IsSimple(string value) =>
        value.All(static c => char.IsAsciiLetterOrDigit(c) || "_-./:@+,=".Contains(c, StringComparison.Ordinal));
}
