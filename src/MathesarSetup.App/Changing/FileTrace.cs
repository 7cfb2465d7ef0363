using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Changing;

/// <summary>Which lines of a file differ, counted from 0.</summary>
/// <param name="Touched">From what the file was before the last change.</param>
/// <param name="SinceStart">From what the file was when the session began, or when it was last written.</param>
/// <param name="LinesGone">How many lines went away since the session began without another in their place.</param>
public sealed record FileTrace(ImmutableHashSet<int> Touched, ImmutableHashSet<int> SinceStart, int LinesGone)
{
    /// <summary>Counts above this are shown as this and a plus.</summary>
    public const int MostShown = 99;

    public static readonly FileTrace None = new([], [], 0);

    /// <summary>The number on the file's tab.</summary>
    public int Count => SinceStart.Count + LinesGone;

    /// <summary>The traces of all files by path. Files that are alike in all three states have none.</summary>
    public static ImmutableDictionary<string, FileTrace> Of(
        ImmutableArray<GeneratedFile> start, ImmutableArray<GeneratedFile> before, ImmutableArray<GeneratedFile> now)
    {
        var traces = ImmutableDictionary.CreateBuilder<string, FileTrace>(StringComparer.Ordinal);
        foreach (var file in now)
        {
            var first = Content(start, file.Path);
            var last = Content(before, file.Path);
            if (first == file.Content && last == file.Content)
            {
                continue;
            }

            var since = ChangedLines.Between(first, file.Content);
            traces[file.Path] = new FileTrace(last == first ? since.New : ChangedLines.Between(last, file.Content).New, since.New,
                Math.Max(0, since.Gone - since.New.Count));
        }

        return traces.ToImmutable();
    }

    private static string Content(ImmutableArray<GeneratedFile> files, string path) => files.FirstOrDefault(f => f.Path == path)?.Content ?? "";
}
