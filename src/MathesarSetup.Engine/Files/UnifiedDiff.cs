using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MathesarSetup.Engine.Files;

/// <summary>Writes a comparison as <c>diff -u</c> does, with three lines of context.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The text, or the empty text when no line differs. A path that is null stands for no file.</summary>
    public static string Text(string? oldPath, string? newPath, ImmutableArray<DiffLine> lines)
    {
        var text = new StringBuilder();
        foreach (var (from, to) in Hunks(lines))
        {
            if (text.Length == 0)
            {
                text.Append("--- ").Append(oldPath is null ? "/dev/null" : $"a/{oldPath}").Append('\n')
                    .Append("+++ ").Append(newPath is null ? "/dev/null" : $"b/{newPath}").Append('\n');
            }

            AppendHunk(text, lines, from, to);
        }

        return text.ToString();
    }

    private static IEnumerable<(int From, int To)> Hunks(ImmutableArray<DiffLine> lines)
    {
        (int From, int To)? open = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Kind == DiffLineKind.Both)
            {
                continue;
            }

            if (open is { } hunk && i - Context > hunk.To)
            {
                yield return hunk;
                open = null;
            }

            open = (open?.From ?? Math.Max(0, i - Context), Math.Min(lines.Length, i + 1 + Context));
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static void AppendHunk(StringBuilder text, ImmutableArray<DiffLine> lines, int from, int to)
    {
        var hunk = lines[from..to];
        text.Append(CultureInfo.InvariantCulture,
            $"@@ -{Range(lines, hunk, from, DiffLineKind.New)} +{Range(lines, hunk, from, DiffLineKind.Old)} @@\n");
        foreach (var line in hunk)
        {
            text.Append(line.Kind switch { DiffLineKind.Old => '-', DiffLineKind.New => '+', _ => ' ' }).Append(line.Text).Append('\n');
            if (!line.Ended)
            {
                text.Append("\\ No newline at end of file\n");
            }
        }
    }

    // A side's lines are all but those that stand in the other side alone. An empty range names the line before it.
    private static string Range(ImmutableArray<DiffLine> lines, ImmutableArray<DiffLine> hunk, int from, DiffLineKind other)
    {
        var count = hunk.Count(line => line.Kind != other);
        var before = lines[..from].Count(line => line.Kind != other);
        var start = count == 0 ? before : before + 1;
        return count == 1 ? start.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{start},{count}");
    }
}
