using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Yamls;

namespace MathesarSetup.Targets.Compose;

/// <summary>Which files of a directory Compose reads, and what their paths mean.</summary>
internal static class ComposeFiles
{
    /// <summary>The names under which Compose looks for its first file, in this order.</summary>
    public static readonly ImmutableArray<string> FirstNames = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

    /// <summary>The names under which Compose reads a file beside the first one; the first is what new ones are called.</summary>
    public static readonly ImmutableArray<string> Overrides =
    [
        "compose.override.yaml",
        "compose.override.yml",
        "docker-compose.override.yaml",
        "docker-compose.override.yml",
    ];

    /// <summary>The files that Compose reads by itself, in their order; none when there is no such file.</summary>
    public static ImmutableArray<string> Usual(IReadOnlyCollection<string> paths) =>
        FirstNames.FirstOrDefault(paths.Contains) is { } first ? [first, .. Overrides.Where(paths.Contains).Take(1)] : [];

    /// <summary>The files that COMPOSE_FILE names, in their order; none where it is not set.</summary>
    public static ImmutableArray<string> Named(IReadOnlyDictionary<string, string> variables) =>
        variables.GetValueOrDefault("COMPOSE_FILE") is not { Length: > 0 } said ? []
            : [.. said.Split(variables.GetValueOrDefault("COMPOSE_PATH_SEPARATOR") is { Length: > 0 } separator ? separator : ":")
                .Select(static f => f.Trim()).Where(static f => f.Length > 0).Select(static f => Join("", f))];

    /// <summary>The files that Compose reads of those that are there, in their order.</summary>
    /// <param name="env">The text of <c>.env</c>.</param>
    public static ImmutableArray<string> Of(IReadOnlyCollection<string> paths, string env) =>
        Named(DotEnvReader.Values(env)) is { IsEmpty: false } named ? [.. named.Where(paths.Contains)] : Usual(paths);

    /// <summary>Files under any other name that are Compose's by what is in them.</summary>
    public static ImmutableArray<string> Candidates(IEnumerable<FoundFile> files) =>
        [.. files.Where(static f => !f.Path.Contains('/', StringComparison.Ordinal) && IsCompose(f)).Select(static f => f.Path)];

    /// <summary>Whether the text says services, as Compose files do and no other file of an installation does.</summary>
    public static bool IsCompose(FoundFile file) =>
        file.Text.Contains("services", StringComparison.Ordinal) && YamlTree.ReadAll(file.Text).Roots.OfType<YamlNode.Map>()
            .SelectMany(static root => root.Entries).FirstOrDefault(static e => e.Key.Value == "services").Value is YamlNode.Map services
            && services.Entries.Any(static s => s.Value is YamlNode.Map service
                && service.Entries.Any(static e => e.Key.Value is "image" or "build" or "extends"));

    /// <summary>A path as it is called from the project's directory.</summary>
    /// <param name="directory">Where it was said, from there too; empty for that directory itself.</param>
    public static string Join(string directory, string path)
    {
        if (path.StartsWith('~'))
        {
            return path;
        }

        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') || directory.Length == 0 ? path : $"{directory}/{path}").Split('/'))
        {
            if (part == ".." && parts is [.., not (".." or "" or "~")])
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && !(part.Length == 0 && parts.Count > 0))
            {
                parts.Add(part);
            }
        }

        return parts is [""] ? "/" : string.Join('/', parts);
    }

    /// <summary>The directory in which a file lies; empty for the project's own.</summary>
    public static string Directory(string path) => path.LastIndexOf('/') is var slash && slash < 0 ? "" : slash == 0 ? "/" : path[..slash];

    /// <summary>The names of files that Compose reads besides <c>compose.yaml</c>, if they are there.</summary>
    /// <param name="env">The text of <c>.env</c>, where <c>COMPOSE_FILE</c> may name some.</param>
    public static ImmutableArray<string> Beside(string env) =>
        [.. Overrides, .. Named(DotEnvReader.Read(env).Values().Texts).Where(static name => !name.Contains('/', StringComparison.Ordinal))];
}
