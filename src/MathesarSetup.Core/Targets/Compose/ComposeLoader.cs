using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Findings;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Loads Compose files with all that they include and extend into one tree, as Compose 2.26 does.</summary>
internal sealed class ComposeLoader(ImmutableDictionary<string, FoundFile> files, ComposeEnvironment environment, ReadLines lines)
{
    private const int Deepest = 20;

    private readonly Dictionary<string, FoundNode.Map?> _trees = new(StringComparer.Ordinal);

    public ImmutableArray<Finding>.Builder Findings { get; } = ImmutableArray.CreateBuilder<Finding>();

    /// <summary>Files that were named and are not here: by path, where they are named.</summary>
    public Dictionary<string, FoundText> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them that say what runs.</summary>
    public HashSet<string> Needed { get; } = new(StringComparer.Ordinal);

    /// <summary>The files that were read.</summary>
    public HashSet<string> Loaded { get; } = new(StringComparer.Ordinal);

    /// <summary>Several files over each other; null when one of them could not be read.</summary>
    /// <param name="directory">Where their relative paths start; empty for the project's directory.</param>
    public FoundNode.Map? Load(IReadOnlyCollection<string> names, string directory) => Load(names, directory, environment, 0);

    private FoundNode.Map? Load(IReadOnlyCollection<string> names, string directory, ComposeEnvironment variables, int depth)
    {
        FoundNode.Map? all = null;
        foreach (var name in names)
        {
            if (File(name, variables) is not { } root)
            {
                return null;
            }

            var whole = Included(Extended(ComposePaths.Rebase(root, directory), name, variables, depth), variables, directory, depth);
            all = all is null ? whole : ComposeLayers.Over(all, whole, lines);
        }

        return all;
    }

    // A file as it stands, references replaced.
    private FoundNode.Map? File(string name, ComposeEnvironment variables)
    {
        if (!files.TryGetValue(name, out var file))
        {
            return null;
        }

        if (_trees.TryGetValue($"{name}\n{variables.File}", out var known))
        {
            return known;
        }

        if (Loaded.Add(name))
        {
            lines.Add(file);
        }

        return _trees[$"{name}\n{variables.File}"] = Documents(file, variables);
    }

    // Several documents of a file lie over each other as several files do.
    private FoundNode.Map? Documents(FoundFile file, ComposeEnvironment variables)
    {
        var (roots, problem) = YamlTree.ReadAll(file.Text);
        var resolved = roots.Select(root => new ComposeResolver(file.Path, variables, lines).Resolve(root)).ToArray();
        if ((problem ?? resolved.Select(static r => r.Problem).FirstOrDefault(static p => p is not null)) is { } finding)
        {
            Findings.Add(finding with { File = file.Path });
            return null;
        }

        if (resolved is [] || !resolved.All(static r => r.Root is FoundNode.Map))
        {
            Findings.Add(ImportFinding.NotCompose.Say("This is no Compose file: it has no key services. "
                + "Name Mathesar's compose file, or the directory in which it lies.") with
            { File = file.Path });
            return null;
        }

        return resolved.Select(static r => (FoundNode.Map)r.Root!).Aggregate((lower, upper) => ComposeLayers.Over(lower, upper, lines));
    }

    /// <summary>Tells why Compose refuses an env file, where it does.</summary>
    public void Refuse(string name)
    {
        if (files.TryGetValue(name, out var env) && DotEnvReader.Read(env.Text).Values().Problem is { } problem)
        {
            Findings.Add(problem with { File = env.Path });
        }
    }

    // What is included stands below what includes it.
    private FoundNode.Map Included(FoundNode.Map root, ComposeEnvironment variables, string directory, int depth)
    {
        if (root.Find("include") is not { } include || depth > Deepest)
        {
            return root;
        }

        lines.Mark(include);
        var all = root with { Entries = root.Entries.Remove(include) };
        foreach (var item in include.Value is FoundNode.List list ? list.Items : [])
        {
            var paths = Texts(item is FoundNode.Map map ? map.Find("path")?.Value : item)
                .Select(t => (Text: t, Path: ComposeFiles.Join(directory, t.Value))).ToArray();
            if (paths is [] || !paths.All(p => Has(p.Path, p.Text)))
            {
                continue;
            }

            var long_ = item as FoundNode.Map;
            var home = long_?.Find("project_directory")?.Value is FoundNode.Text said
                ? ComposeFiles.Join(directory, said.Value) : ComposeFiles.Directory(paths[0].Path);
            var envs = Texts(long_?.Find("env_file")?.Value).Select(t => (Text: (FoundNode.Text?)t, Path: ComposeFiles.Join(directory, t.Value)))
                .DefaultIfEmpty((null, ComposeFiles.Join(home, DotEnv.FileName)));
            var inner = envs.Aggregate(variables, (known, env) =>
                (env.Text is null || Has(env.Path, env.Text)) && files.TryGetValue(env.Path, out var file) ? known.Under(file, lines) : known);
            if (Load([.. paths.Select(static p => p.Path)], home, inner, depth + 1) is { } part)
            {
                all = ComposeLayers.Over(part, all, lines);
            }
        }

        return all;
    }

    private FoundNode.Map Extended(FoundNode.Map root, string name, ComposeEnvironment variables, int depth) =>
        root.Find("services") is not { Value: FoundNode.Map services } section ? root : root with
        {
            Entries = root.Entries.Replace(section, section with
            {
                Value = services with
                {
                    Entries = [.. services.Entries.Select(s => s with { Value = Extended(s.Value, services, name, variables, depth) })],
                },
            }),
        };

    private FoundNode Extended(FoundNode node, FoundNode.Map siblings, string name, ComposeEnvironment variables, int depth)
    {
        if (node is not FoundNode.Map service || service.Find("extends") is not { } extends || depth > Deepest)
        {
            return node;
        }

        lines.Mark(extends);
        var own = service with { Entries = service.Entries.Remove(extends) };
        var map = extends.Value as FoundNode.Map;
        var file = map?.Find("file")?.Value as FoundNode.Text;
        var wanted = ((map is null ? extends.Value : map.Find("service")?.Value) as FoundNode.Text)?.Value ?? "";
        var path = file is null ? name : ComposeFiles.Join("", file.Value);
        if (file is not null && !Has(path, file))
        {
            return own;
        }

        var others = file is null ? siblings
            : File(path, variables) is { } root
                ? ComposePaths.Rebase(root, ComposeFiles.Directory(path)).Find("services")?.Value as FoundNode.Map : null;
        return others?.Find(wanted)?.Value is { } basis && Extended(basis, others, path, variables, depth + 1) is FoundNode.Map whole
            ? ComposeLayers.Over(whole, own, lines) : own;
    }

    private bool Has(string path, FoundNode.Text at)
    {
        if (files.ContainsKey(path))
        {
            return true;
        }

        Needed.Add(path);
        Missing.TryAdd(path, new FoundText(at.Value, at.At, at.Names));
        return false;
    }

    private static IEnumerable<FoundNode.Text> Texts(FoundNode? node) => node switch
    {
        FoundNode.Text { IsNull: false } text => [text],
        FoundNode.List list => list.Items.OfType<FoundNode.Text>(),
        _ => [],
    };
}
