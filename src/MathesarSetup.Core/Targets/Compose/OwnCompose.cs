using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>The generated Compose file as a store of parts that somebody else's file lacks, each with its comments.</summary>
internal sealed class OwnCompose
{
    private readonly string[] _lines;
    private readonly ComposeNodes _nodes;
    private readonly ImmutableDictionary<string, string> _variables;

    public OwnCompose(ImmutableArray<FoundFile> files)
    {
        var file = files.First(static f => f.Path == "compose.yaml");
        _lines = file.Text.Split('\n');
        _nodes = new ComposeNodes(file);
        _variables = files.FirstOrDefault(static f => f.Path == DotEnv.FileName) is { } env
            ? DotEnvReader.Values(env.Text)
            : ImmutableDictionary<string, string>.Empty;
    }

    /// <summary>The text of a scalar, references not replaced; null when it is not there.</summary>
    public string? Scalar(string service, params string[] path) =>
        Entry(service, path) is { Value: YamlNode.Scalar scalar } ? scalar.Value : null;

    /// <summary>The lines of an entry with the comments above, without indent; none when it is not there.</summary>
    public ImmutableArray<string> Lines(string service, params string[] path) =>
        Entry(service, path) is { Holder: YamlNode.Map map } entry
            ? Cut(First((int)map.Entries[entry.Index].Key.Start.Line), YamlEdit.LastLine(entry.Value),
                (int)map.Entries[entry.Index].Key.Start.Column - 1)
            : [];

    /// <summary>The lines of an item of a service's list, without dash and indent.</summary>
    public ImmutableArray<string> ItemLines(string service, string key, Func<YamlNode, bool> isWanted) =>
        Entry(service, key) is { } list && _nodes.Items(list).FirstOrDefault(i => isWanted(i.Value)) is { } item
            ? Cut((int)item.Value.Start.Line, YamlEdit.LastLine(item.Value), (int)item.Value.Start.Column - 1)
            : [];

    /// <summary>Files in which every variable that a text refers to is set, as it is beside the generated file.</summary>
    public ImmutableArray<FoundFile> WithVariables(ImmutableArray<FoundFile> files, string text)
    {
        var env = files.FirstOrDefault(static f => f.Path == DotEnv.FileName)?.Text ?? "";
        var known = DotEnvReader.Values(env);
        var missing = Interpolation.Names(text).Distinct(StringComparer.Ordinal)
            .Where(name => _variables.ContainsKey(name) && !known.ContainsKey(name)).ToArray();
        return missing is [] ? files
            : EditRequest.With(files, DotEnv.FileName, missing.Aggregate(env, (all, name) => DotEnvEdit.Set(all, name, _variables[name])));
    }

    private ComposeNode? Entry(string service, params string[] path) =>
        _nodes.Service(service) is { } map ? _nodes.At(map, path).FirstOrDefault() : null;

    // Comments right above belong to an entry.
    private int First(int line)
    {
        while (line > 1 && _lines[line - 2].TrimStart().StartsWith('#'))
        {
            line--;
        }

        return line;
    }

    private ImmutableArray<string> Cut(int first, int last, int indent) =>
        [.. _lines[(first - 1)..last].Select(line => line.Length > indent ? line[indent..] : line.TrimStart())];
}
