using System.Text;

namespace MathesarSetup.Documents;

/// <summary>Breaks the text of a comment into lines, so that no text can leave its comment and no line runs off the screen.</summary>
internal static class CommentLines
{
    /// <summary>Columns that a comment fills, its indentation included.</summary>
    private const int Width = 90;

    // Narrower than this, a deeply indented comment would be a column of single words.
    private const int Least = 40;

    /// <summary>Writes each line behind <paramref name="mark"/>. A line that starts with a blank, such as an example, is not wrapped.</summary>
    public static void Write(string? text, string mark, StringBuilder output)
    {
        foreach (var line in text is null ? [] : Wrap(text, Math.Max(Least, Width - mark.Length)))
        {
            output.Append(line.Length == 0 ? mark.TrimEnd(' ') : mark).Append(line).Append('\n');
        }
    }

    private static IEnumerable<string> Wrap(string text, int width) =>
        text.ReplaceLineEndings("\n").Split('\n').Select(OneLine).SelectMany(line => line.StartsWith(' ') ? [line] : WrapLine(line, width));

    private static IEnumerable<string> WrapLine(string line, int width)
    {
        while (line.Length > width)
        {
            var end = line.LastIndexOf(' ', width);
            end = end > 0 ? end : line.IndexOf(' ', width);
            if (end <= 0)
            {
                break;
            }

            yield return line[..end].TrimEnd();
            line = line[(end + 1)..].TrimStart();
        }

        yield return line;
    }

    // A reader may end its line at more characters than a line feed: none of them may stand in a comment.
    private static string OneLine(string line) => string.Concat(line.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' ? ' ' : c)).TrimEnd();
}
