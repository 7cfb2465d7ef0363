using System.Text;

namespace MathesarSetup.Documents.PlainText;

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
        if (text is null)
        {
            return;
        }

        foreach (var line in text.AsSpan().EnumerateLines())
        {
            WriteWrapped(OneLine(line), mark, output);
        }
    }

    private static void WriteWrapped(ReadOnlySpan<char> line, string mark, StringBuilder output)
    {
        var width = Math.Max(Least, Width - mark.Length);
        while (line.Length > width && line[0] != ' ' && Break(line, width) is > 0 and var end)
        {
            WriteLine(line[..end].TrimEnd(), mark, output);
            line = line[(end + 1)..].TrimStart();
        }

        WriteLine(line, mark, output);
    }

    // The last blank within the width, else the first beyond it, else -1.
    private static int Break(ReadOnlySpan<char> line, int width)
    {
        var within = line[..(width + 1)].LastIndexOf(' ');
        var beyond = line[width..].IndexOf(' ');
        return within > 0 ? within : beyond < 0 ? -1 : width + beyond;
    }

    private static void WriteLine(ReadOnlySpan<char> line, string mark, StringBuilder output) =>
        output.Append(line.IsEmpty ? mark.AsSpan().TrimEnd(' ') : mark).Append(line).Append('\n');

    // A reader may end its line at more characters than a line feed: none of them may stand in a comment.
    private static ReadOnlySpan<char> OneLine(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
        {
            if (MayEndLine(c))
            {
                return string.Concat(line.ToString().Select(c => MayEndLine(c) ? ' ' : c)).AsSpan().TrimEnd();
            }
        }

        return line.TrimEnd();
    }

    private static bool MayEndLine(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
