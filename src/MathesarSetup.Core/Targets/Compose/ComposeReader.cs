using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Targets.Compose;

/// <summary>Reads the Compose files of a directory, with the <c>.env</c> beside them and all that they name, as Compose would.</summary>
internal sealed class ComposeReader
{
    private readonly ImmutableDictionary<string, FoundFile> _files;
    private readonly ComposeEnvironment _environment = ComposeEnvironment.Empty;
    private readonly ComposeLoader _loader;

    private ComposeReader(ImmutableDictionary<string, FoundFile> files)
    {
        _files = files;
        if (files.TryGetValue(DotEnv.FileName, out var env))
        {
            _environment = _environment.Under(env, Lines);
            // The sign that generated files put into values stands for itself alone.
            Lines.MarkVariables([DotEnvQuoting.Dollar]);
        }

        _loader = new ComposeLoader(files, _environment, Lines);
        _loader.Refuse(DotEnv.FileName);
    }

    public ReadLines Lines { get; } = new();

    public ImmutableArray<Finding>.Builder Findings => _loader.Findings;

    /// <summary>The files that were put over each other, in their order.</summary>
    public ImmutableArray<string> Names { get; private set; } = [];

    /// <summary>The files that were read: those, and what they include and extend.</summary>
    public IReadOnlyCollection<string> Loaded => _loader.Loaded;

    /// <summary>Files that are named and are not here: by path, where they are named.</summary>
    public IReadOnlyDictionary<string, FoundText> Missing => _loader.Missing;

    /// <summary>Whether what runs stands in a file that is not here, and not only values of it.</summary>
    public bool IsNeeded(string path) => _loader.Needed.Contains(path);

    /// <summary>What runs, or null with findings.</summary>
    /// <param name="chosen">The Compose files in their order; null to choose as Compose does.</param>
    /// <param name="project">What the project is called where no file says it.</param>
    public static (ComposeReader Reader, FoundInstallation? Found) Read(
        ImmutableArray<FoundFile> files, ImmutableArray<string>? chosen, string project)
    {
        var reader = new ComposeReader(files.GroupBy(static f => f.Path)
            .ToImmutableDictionary(static f => f.Key, static f => f.Last(), StringComparer.Ordinal));
        reader.Names = reader.Choose(files, chosen);
        // Relative paths start where the first file lies.
        var directory = reader.Names is [var first, ..] ? ComposeFiles.Directory(first) : "";
        var missing = reader.Names.Where(name => !reader._files.ContainsKey(name)).ToArray();
        foreach (var name in missing)
        {
            reader._loader.Needed.Add(name);
            reader._loader.Missing.TryAdd(name, new FoundText(name, new Place(DotEnv.FileName, 1)));
        }

        var root = missing is [] && reader.Names is not [] ? reader._loader.Load(reader.Names, directory) : null;
        return (reader, root is null ? null : reader.Installation(root, project));
    }

    private ImmutableArray<string> Choose(ImmutableArray<FoundFile> files, ImmutableArray<string>? chosen)
    {
        if (chosen is { } said)
        {
            return [.. said.Select(static name => ComposeFiles.Join("", name))];
        }

        if (ComposeFiles.Named(_environment.Values) is { IsEmpty: false } named)
        {
            return named;
        }

        if (ComposeFiles.Usual([.. _files.Keys]) is { IsEmpty: false } usual)
        {
            return usual;
        }

        var candidates = ComposeFiles.Candidates(files);
        if (candidates.Length == 1)
        {
            Findings.Add(ImportFindings.OtherName(candidates[0]));
        }
        else if (candidates.Length > 1)
        {
            Findings.Add(ImportFindings.SeveralFiles(candidates));
        }

        return candidates.Length == 1 ? candidates : [];
    }

    private FoundInstallation Installation(FoundNode.Map root, string project)
    {
        var reader = new ComposeServiceReader(root, _files, _environment, _loader.Missing);
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
            _loader.Refuse(name);
        }

        Want(services);
        foreach (var (path, place) in services.SelectMany(OwnProxy.Wanted))
        {
            if (ComposeFiles.Join("", path) is var wanted && !_files.ContainsKey(wanted))
            {
                _loader.Missing.TryAdd(wanted, place with { IsOptional = true });
            }
        }

        return new FoundInstallation(Project(root, project), services, reader.VolumeNames(), _files) { Root = root };
    }

    // What Mathesar keeps in files of its own, where a mount brings it in.
    private void Want(ImmutableArray<FoundService> services)
    {
        foreach (var mount in services.SelectMany(static s => s.Mounts).Where(static m => m.IsPath))
        {
            var path = mount.Target.TrimEnd('/') switch
            {
                ContainerPaths.Secrets => $"{mount.Source.TrimEnd('/')}/secret_key.txt",
                $"{ContainerPaths.Root}/{ContainerPaths.SsoFileName}" or $"{ContainerPaths.Root}/{ContainerPaths.FileStorageFileName}" =>
                    mount.Source,
                _ => null,
            };
            if (path is not null && ComposeFiles.Join("", path) is var wanted && !_files.ContainsKey(wanted))
            {
                _loader.Missing.TryAdd(wanted, mount.From);
            }
        }
    }

    private static FoundNode.Map Section(FoundNode.Map root, string key) => root.Find(key)?.Value as FoundNode.Map ?? new FoundNode.Map(root.At, []);

    private FoundText Project(FoundNode.Map root, string project)
    {
        Lines.MarkVariables(["COMPOSE_PROJECT_NAME", "COMPOSE_FILE", "COMPOSE_PATH_SEPARATOR"]);
        var said = ComposeServiceReader.TextOf(root.Find("name"));
        if (root.Find("name") is { } entry)
        {
            Lines.Mark(entry);
        }

        var directory = Names is [var first, ..] && ComposeFiles.Directory(first) is { Length: > 0 } home
            ? ImportRequest.NameOf(home.Split('/')[^1])
            : project;
        return new FoundText(_environment.Find("COMPOSE_PROJECT_NAME") is { Length: > 0 } name ? name : said?.Value ?? directory,
            said?.At ?? root.At);
    }
}
