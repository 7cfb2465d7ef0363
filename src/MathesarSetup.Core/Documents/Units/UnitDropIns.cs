using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Documents.Units;

/// <summary>Finds what changes a unit from a folder beside it: <c>NAME.service.d/*.conf</c>, and folders of its kind.</summary>
internal static class UnitDropIns
{
    private const string Ending = ".conf";

    /// <summary>Whether a file lies in such a folder.</summary>
    public static bool Is(FoundFile file) => file.Path.Split('/')[..^1].Any(static folder => folder.EndsWith(".d", StringComparison.Ordinal));

    /// <summary>The unit's own, in the order in which they are joined: by their names; of the same name the most specific folder's counts.</summary>
    public static IEnumerable<FoundFile> Of(FoundFile unit, ImmutableArray<FoundFile> files)
    {
        var name = unit.Path.Split('/')[^1];
        var kind = name[(name.LastIndexOf('.') + 1)..];
        var folders = new[] { $"{name}.d" }
            .Concat(Enumerable.Range(0, name.Length).Reverse().Where(i => name[i] == '-').Select(i => $"{name[..(i + 1)]}.{kind}.d"))
            .Append($"{kind}.d").ToArray();
        return files.Where(static f => f.Path.EndsWith(Ending, StringComparison.Ordinal) && f.Path.Contains('/', StringComparison.Ordinal))
            .Select(f => (File: f, Parts: f.Path.Split('/')))
            .Select(f => (f.File, Name: f.Parts[^1], Rank: Array.IndexOf(folders, f.Parts[^2]))).Where(static f => f.Rank >= 0)
            .GroupBy(static f => f.Name, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => g.MinBy(static f => f.Rank).File);
    }
}
