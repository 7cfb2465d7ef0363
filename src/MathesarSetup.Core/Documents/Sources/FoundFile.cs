using System.Collections.Immutable;

namespace MathesarSetup.Documents.Sources;

/// <summary>A text of an installation that is imported.</summary>
/// <param name="Path">Relative to the installation's directory, with forward slashes, or what the user calls it.</param>
public sealed record FoundFile(string Path, string Text)
{
    public override string ToString() => Path;

    /// <summary>The file that another one names: at that very place, or at the end of a path of the machine.</summary>
    public static FoundFile? Named(ImmutableArray<FoundFile> files, string path)
    {
        var name = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return files.FirstOrDefault(f => f.Path == name)
            ?? files.Where(f => name.EndsWith($"/{f.Path}", StringComparison.Ordinal)).MaxBy(static f => f.Path.Length);
    }
}

/// <summary>A line that was not understood. It may hold a secret.</summary>
public sealed record Unread(string File, int Line, string Text)
{
    /// <summary>The line with dots for all that may be secret; null where only the text alone tells.</summary>
    public string? Masked { get; init; }

    public override string ToString() => $"{File}:{Line}";
}
