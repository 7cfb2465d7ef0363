using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Compose;

/// <summary>
/// The ways to bring one change into somebody's Compose files, the least invasive first. Whether one does it, reading the files again says.
/// </summary>
internal sealed class ComposeEdits
{
    private readonly EditRequest _edit;
    private readonly ComposeScalarEdits _scalars;
    private readonly OwnCompose _own;
    private readonly ImmutableArray<(FoundFile File, ComposeNodes Nodes, YamlNode.Map Map)> _places;

    private ComposeEdits(EditRequest edit)
    {
        (_edit, _scalars, _own) = (edit, new ComposeScalarEdits(edit), new OwnCompose(edit.Own));
        // A later file goes over an earlier one: what stands there counts.
        _places =
        [
            .. edit.Files.Files
                .Where(static f => f.Path.EndsWith(".yml", StringComparison.Ordinal) || f.Path.EndsWith(".yaml", StringComparison.Ordinal))
                .OrderByDescending(static f => ComposeFiles.Overrides.Contains(f.Path))
                .Select(static f => (f, Nodes: new ComposeNodes(f))).Select(f => (f.f, f.Nodes, Map: f.Nodes.Service(edit.Change.Part.Service)))
                .Where(static f => f.Map is not null).Select(static f => (f.f, f.Nodes, f.Map!)),
        ];
    }

    private InstalledPart Part => _edit.Change.Part;

    private string? After => _edit.Change.After;

    public static IEnumerable<ImmutableArray<FoundFile>> Of(EditRequest request)
    {
        var edits = new ComposeEdits(request);
        var known = edits.Part.After(InstalledPart.Environment) is { } variable ? edits.Variable(variable)
            : edits.Part.After(InstalledPart.Ports) is { } port
                ? new ComposePortEdits(request, edits._scalars, edits.Items("ports")).Of(port, edits.NewItem)
            : edits.Part.After(InstalledPart.Mounts) is { } target ? edits.Mount(target)
            : edits.Part.Path == "image" ? edits.Image()
            : edits.Key();
        return request.Change.Before is null || edits._places is [] ? known.Concat(new ComposeOverrideEdits(request, edits._own).All()) : known;
    }

    private IEnumerable<ComposeNode> At(params string[] path) => _places.SelectMany(p => p.Nodes.At(p.Map, path));

    private IEnumerable<ComposeNode> Items(string key) =>
        _places.SelectMany(p => p.Nodes.At(p.Map, [key]).SelectMany(p.Nodes.Items));

    private IEnumerable<ImmutableArray<FoundFile>> Variable(string name)
    {
        var entries = At("environment", name).Concat(Items("environment").Where(i => IsItemOf(i.Value, name))).ToArray();
        foreach (var files in entries.SelectMany(node => After is null ? [_edit.With(node.File.Path, node.Removed())]
            : IsBare(node, name) ? [InEnv(name, After)]
            : _scalars.Of(node, After, node.Holder is YamlNode.List ? name + "=" : "")))
        {
            yield return files;
        }

        foreach (var file in _edit.Files.Files.Where(static f => f.Path.EndsWith(".env", StringComparison.Ordinal) || f.Path == ".env"))
        {
            if (DotEnvReader.Read(file.Text).Entries.Any(e => e.Name == name))
            {
                yield return _edit.With(file.Path, After is null ? DotEnvEdit.Remove(file.Text, name) : DotEnvEdit.Set(file.Text, name, After));
            }
        }

        if (After is not null && entries is [])
        {
            foreach (var files in NewVariable(name, _own.Scalar(Part.Service, "environment", name) ?? ComposeText.Literal(After)))
            {
                yield return files;
            }
        }
    }

    private static bool IsItemOf(YamlNode item, string name) =>
        item is YamlNode.Scalar { Value: var text } && (text == name || text.StartsWith(name + "=", StringComparison.Ordinal));

    // A name without a value: Compose takes it from .env.
    private static bool IsBare(ComposeNode node, string name) =>
        node.Value is YamlNode.Scalar scalar && (node.Holder is YamlNode.List ? scalar.Value == name : scalar.IsNull);

    private ImmutableArray<FoundFile> InEnv(string name, string value) =>
        _edit.With(DotEnv.FileName, DotEnvEdit.Set(_edit.Text(DotEnv.FileName) ?? "", name, value));

    // It joins the map or list to which it belongs; where all come from a file of variables, that one.
    private IEnumerable<ImmutableArray<FoundFile>> NewVariable(string name, string raw)
    {
        foreach (var place in _places)
        {
            var editor = new YamlEdit(place.File.Text);
            var comment = _own.Lines(Part.Service, "environment", name).TakeWhile(static line => line.StartsWith('#'));
            var held = place.Nodes.At(place.Map, ["environment"]).FirstOrDefault();
            var text = held is null ? null : place.Nodes.Follow(held.Value) switch
            {
                YamlNode.Map { Entries: [_, ..] } map =>
                    editor.Add(map, [.. comment, $"{name}: {YamlQuoting.Value(raw, "")}"], $"{name}: {YamlQuoting.Escape(raw)}"),
                YamlNode.List { Items: [_, ..] } list =>
                    editor.Add(list, [YamlQuoting.Value($"{name}={raw}", "")], YamlQuoting.Escape($"{name}={raw}")),
                _ => null,
            };
            if (text is not null)
            {
                yield return _own.WithVariables(_edit.With(place.File.Path, text), raw);
            }
        }

        if (EnvFileOfService() is { } file && _places.All(p => !p.Nodes.At(p.Map, ["environment"]).Any()))
        {
            yield return _edit.With(file.Path, DotEnvEdit.Set(file.Text, name, After!));
        }
    }

    private FoundFile? EnvFileOfService() => At("env_file").SelectMany(e => e.Value is YamlNode.Scalar one ? [one.Value] : Items("env_file")
            .Select(static i => (i.Value as YamlNode.Scalar)?.Value ?? ""))
        .Select(name => _scalars.Resolve(name)).Select(static name => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name)
        .Select(name => _edit.Files.Files.FirstOrDefault(f => f.Path == name)).LastOrDefault(static f => f is not null);

    private IEnumerable<ImmutableArray<FoundFile>> Mount(string target)
    {
        bool IsTarget(YamlNode node) => node switch
        {
            YamlNode.Scalar s => _scalars.Resolve(s.Value).Split(':').Skip(1).FirstOrDefault()?.TrimEnd('/') == target,
            YamlNode.Map m => m.Entries.Any(e => e.Key.Value == "target" && e.Value is YamlNode.Scalar s && s.Value.TrimEnd('/') == target),
            _ => false,
        };
        if (After is null)
        {
            return Items("volumes").Where(i => IsTarget(i.Value)).Select(i => _edit.With(i.File.Path, i.Removed()));
        }

        return _edit.Change.Before is null && _own.ItemLines(Part.Service, "volumes", IsTarget) is { IsEmpty: false } lines
            ? NewItem("volumes", lines)
            : [];
    }

    // The registry and the name stay as the person wrote them where only the tag is another.
    private IEnumerable<ImmutableArray<FoundFile>> Image() => After is null ? [] : At("image").SelectMany(node =>
    {
        if (node.Value is not YamlNode.Scalar scalar)
        {
            return [];
        }

        var (present, wanted) = (ImageReference.Of(_scalars.Resolve(scalar.Value)), ImageReference.Of(After));
        return _scalars.Of(node, present.IsSameRepository(wanted) && wanted is { Digest: null, Tag: { } tag } ? present.WithTag(tag).Text : After);
    });

    private IEnumerable<ImmutableArray<FoundFile>> Key()
    {
        string[] path = Part.Path.Split('.');
        foreach (var node in At(path))
        {
            foreach (var files in After is null ? [_edit.With(node.File.Path, node.Removed())] : _scalars.Of(node, After))
            {
                yield return files;
            }

            if (After is not null && node.Value is YamlNode.List or YamlNode.Map)
            {
                yield return _edit.With(node.File.Path, new YamlEdit(node.File.Text).ReplaceWhole(node.Value, ComposeText.Literal(After)));
            }
        }
    }

    private IEnumerable<ImmutableArray<FoundFile>> NewItem(string key, IReadOnlyList<string> lines)
    {
        foreach (var place in _places)
        {
            if (place.Nodes.At(place.Map, [key]).FirstOrDefault() is { } held
                && place.Nodes.Follow(held.Value) is YamlNode.List { IsFlow: false, Items: [_, ..] } list)
            {
                yield return _own.WithVariables(_edit.With(place.File.Path, new YamlEdit(place.File.Text).Add(list, lines, "")),
                    string.Join('\n', lines));
            }
        }
    }
}
