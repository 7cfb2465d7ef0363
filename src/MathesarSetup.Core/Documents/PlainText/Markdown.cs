using System.Text;

namespace MathesarSetup.Documents.PlainText;

/// <summary>
/// A Markdown page: headings, paragraphs, lists, code and tables. Texts are Markdown themselves; <see cref="Escape"/> makes one of plain text.
/// </summary>
public sealed class Markdown
{
    private readonly StringBuilder _text = new();

    /// <summary>
    /// Plain text as Markdown that shows the very characters. What means something only at the start of a line is escaped only there, so that the
    /// source stays legible.
    /// </summary>
    public static string Escape(string plain)
    {
        var text = plain.ReplaceLineEndings(" ");
        var number = text.TakeWhile(char.IsAsciiDigit).Count();
        return string.Concat(text.Select((c, i) => "\\`*_[]<>|~&".Contains(c, StringComparison.Ordinal)
            || (i == 0 && "#+-=".Contains(c, StringComparison.Ordinal)) || (number > 0 && i == number && ".)".Contains(c, StringComparison.Ordinal))
            ? $"\\{c}"
            : c.ToString()));
    }

    /// <summary>Plain text as a code span, fenced by one backtick more than it holds in a row.</summary>
    public static string Code(string plain)
    {
        var text = plain.ReplaceLineEndings(" ");
        var fence = new string('`', LongestRun(text, 0) + 1);
        var pad = text.Length == 0 || text.StartsWith('`') || text.EndsWith('`') || (text.StartsWith(' ') && text.EndsWith(' ')) ? " " : "";
        return fence + pad + text + pad + fence;
    }

    public void Heading(int level, string text) => Part(new string('#', level) + " " + text + "\n");

    public void Paragraph(string text) => Part(text + "\n");

    public void Bullets(params IEnumerable<string> items) => Part(string.Concat(items.Select(item => $"- {item}\n")));

    /// <summary>A block of code, shown as it stands.</summary>
    public void Fence(string code, string language = "")
    {
        var fence = new string('`', LongestRun(code, 2) + 1);
        Part($"{fence}{language}\n{code}{(code.EndsWith('\n') ? "" : "\n")}{fence}\n");
    }

    /// <summary>A table. A bar or a line break in a cell stays in its cell.</summary>
    public void Table(IReadOnlyList<string> headings, params IEnumerable<IReadOnlyList<string>> rows) =>
        Part(Row(headings) + Row([.. headings.Select(_ => "---")]) + string.Concat(rows.Select(Row)));

    public string Write() => _text.ToString();

    private void Part(string text) => _text.Append(_text.Length > 0 ? "\n" : "").Append(text);

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Cell))} |\n";

    // A bar ends the cell even inside a code span, unless it is escaped there too; one that is escaped already stays so.
    private static string Cell(string text) =>
        text.ReplaceLineEndings("<br>").Replace("\\|", "|", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static int LongestRun(string text, int least)
    {
        var (longest, run) = (least, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
