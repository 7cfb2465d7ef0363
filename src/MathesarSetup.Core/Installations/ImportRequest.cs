using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Installations;

/// <summary>What an import is given.</summary>
/// <param name="Files">The texts of the installation, by paths below its directory.</param>
/// <param name="Directory">The name of its directory, from which Compose makes the project's name.</param>
public sealed record ImportRequest(ImmutableArray<FoundFile> Files, string Directory)
{
    /// <summary>The Compose files in their order, where several were named; null to choose as Compose does.</summary>
    public ImmutableArray<string>? ComposeFiles { get; init; }

    /// <summary>The service or container that runs Mathesar, where several could; null to tell it by its image.</summary>
    public string? Service { get; init; }

    /// <summary>The installation's directory, where the answers will lie in another; null when they stay where they are.</summary>
    public string? From { get; init; }

    /// <summary>What Compose makes of the directory's name: lower case, without what no name may hold.</summary>
    public string ProjectName => NameOf(Directory);

    /// <summary>What Compose makes of any directory's name.</summary>
    internal static string NameOf(string directory) =>
        string.Concat(directory.ToLowerInvariant().Where(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-'))
            .TrimStart('_', '-');

    /// <summary>What a path below the installation's directory is called from where the answers will lie.</summary>
    public string Rebase(string path) => Rebase(path, From);

    private static string Rebase(string path, string? from) =>
        from is null || path[0] is not '.' ? path
        : path is ['.', '/', ..] ? $"{from.TrimEnd('/')}{path[1..]}"
        : path is ['.', '.', '/', ..] && from.TrimEnd('/').LastIndexOf('/') is > 0 and var up ? Rebase($"./{path[3..]}", from[..up]) : path;
}
