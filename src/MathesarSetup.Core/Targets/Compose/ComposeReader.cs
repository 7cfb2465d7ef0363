using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Findings;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>Reads the Compose files of a directory, with the <c>.env</c> beside them, as Compose would.</summary>
internal sealed class ComposeReader
{
    private static readonly string[] s_names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

    /// <summary>The names under which Compose reads a file beside the first one; the first is what new ones are called.</summary>
    public static readonly ImmutableArray<string> Overrides =
    [
        "compose.override.yaml",
        "compose.override.yml",
        "docker-compose.override.yaml",
        "docker-compose.override.yml",
    ];

    private readonly ImmutableDictionary<string, FoundFile> _files;
    private readonly ImmutableDictionary<string, string> _variables;

    private ComposeReader(ImmutableDictionary<string, FoundFile> files)
    {
        _files = files;
        _variables = files.TryGetValue(DotEnv.FileName, out var env) ? DefineVariables(env) : ImmutableDictionary<string, string>.Empty;
    }

    public ReadLines Lines { get; } = new();

    public ImmutableArray<Finding>.Builder Findings { get; } = ImmutableArray.CreateBuilder<Finding>();

    /// <summary>The files that Compose reads, in their order; none when there is no Compose file.</summary>
    public static ImmutableArray<string> Names(IReadOnlyCollection<string> paths, string? composeFile)
    {
        if (composeFile is { Length: > 0 })
        {
            return [.. composeFile.Split(':').Select(static f => f.StartsWith("./", StringComparison.Ordinal) ? f[2..] : f).Where(paths.Contains)];
        }

        return s_names.FirstOrDefault(paths.Contains) is { } first ? [first, .. Overrides.Where(paths.Contains).Take(1)] : [];
    }

    /// <summary>What runs, or null with findings.</summary>
    /// <param name="chosen">The Compose files in their order; null to choose as Compose does.</param>
    /// <param name="project">What the project is called where no file says it.</param>
    public static (ComposeReader Reader, FoundInstallation? Found) Read(
        ImmutableArray<FoundFile> files, ImmutableArray<string>? chosen, string project)
    {
        var reader = new ComposeReader(files.GroupBy(static f => f.Path)
            .ToImmutableDictionary(static f => f.Key, static f => f.Last(), StringComparer.Ordinal));
        var names = chosen ?? Names([.. reader._files.Keys], reader._variables.GetValueOrDefault("COMPOSE_FILE"));
        var layers = names.Select(name => reader.Layer(reader._files[name])).ToArray();
        var root = layers.OfType<FoundNode.Map>().ToArray() is [var first, .. var more] && layers.All(static l => l is not null)
            ? more.Aggregate(first, (lower, upper) => ComposeLayers.Over(lower, upper, reader.Lines))
            : null;
        return (reader, root is null ? null : reader.Installation(root, project));
    }

    private FoundNode.Map? Layer(FoundFile file)
    {
        Lines.Add(file);
        var (root, problem) = YamlTree.Read(file.Text);
        var (resolved, trouble) = root is null ? (null, null) : new ComposeResolver(file.Path, _variables.GetValueOrDefault, Lines).Resolve(root);
        if ((problem ?? trouble) is { } finding)
        {
            Findings.Add(finding with { File = file.Path });
        }
        else if (resolved is not FoundNode.Map)
        {
            Findings.Add(
                ImportFinding.NotCompose.Say("This is no Compose file: it has no key services. "
                    + "Name Mathesar's compose file, or the directory in which it lies.") with
                { File = file.Path });
        }

        return resolved as FoundNode.Map;
    }

    private FoundInstallation Installation(FoundNode.Map root, string project)
    {
        var volumes = Section(root, "volumes");
        var reader = new ComposeServiceReader(volumes, Section(root, "networks"), _files);
        foreach (var entry in root.Entries.Where(static e => e.Key is "version" or "services" || e.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            Lines.Mark(entry.At);
            if (entry.Key is "version")
            {
                Lines.Mark(entry.Value);
            }
        }

        var services = Section(root, "services").Entries.Select(reader.Read).ToImmutableArray();
        foreach (var name in services.SelectMany(static s => s.EnvFiles).Distinct(StringComparer.Ordinal).Where(static f => f != DotEnv.FileName))
        {
            Lines.Add(_files[name]);
        }

        return new FoundInstallation(Project(root, project), services, reader.VolumeNames(), _files) { Root = root };
    }

    private static FoundNode.Map Section(FoundNode.Map root, string key) => root.Find(key)?.Value as FoundNode.Map ?? new FoundNode.Map(root.At, []);

    private FoundText Project(FoundNode.Map root, string project)
    {
        Lines.MarkVariables(["COMPOSE_PROJECT_NAME", "COMPOSE_FILE"]);
        var said = ComposeServiceReader.TextOf(root.Find("name"));
        if (root.Find("name") is { } entry)
        {
            Lines.Mark(entry);
        }

        return new FoundText(_variables.GetValueOrDefault("COMPOSE_PROJECT_NAME") is { Length: > 0 } name ? name : said?.Value ?? project,
            said?.At ?? root.At);
    }

    private ImmutableDictionary<string, string> DefineVariables(FoundFile env)
    {
        Lines.Add(env);
        var entries = DotEnvReader.Read(env.Text).Entries;
        foreach (var entry in entries)
        {
            Lines.Define(entry.Name, new Place(env.Path, entry.Line, entry.Line + entry.Lines - 1));
        }

        // The sign that generated files put into values stands for itself alone.
        Lines.MarkVariables([DotEnvQuoting.Dollar]);
        return DotEnvReader.Values(entries);
    }
}
