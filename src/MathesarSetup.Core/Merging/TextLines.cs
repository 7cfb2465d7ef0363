using System.Collections.Immutable;

namespace MathesarSetup.Merging;

/// <summary>Lines without their ends, so that an editor's CRLF is no difference.</summary>
internal static class TextLines
{
    public static ImmutableArray<string> Of(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(static line => line.EndsWith('\r') ? line[..^1] : line).ToImmutableArray();
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    /// <summary>The line end that most lines have.</summary>
    public static string EndOf(string text)
    {
        var all = text.Count(static c => c == '\n');
        var windows = text.AsSpan().Count("\r\n");
        return windows * 2 > all ? "\r\n" : "\n";
    }

    public static bool IsBlank(string line) => string.IsNullOrWhiteSpace(line);

    public static int IndentOf(string line) => line.Length - line.TrimStart(' ').Length;

    /// <summary>Moves lines to the right, or to the left as far as there are blanks.</summary>
    public static ImmutableArray<string> Shift(ImmutableArray<string> lines, int by) => by == 0 ? lines :
        [.. lines.Select(line => IsBlank(line) ? line : by > 0 ? new string(' ', by) + line : line[Math.Min(-by, IndentOf(line))..])];
}
