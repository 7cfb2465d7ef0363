using System.Text;

namespace MathesarSetup.Web.Cli;

/// <summary>Breaks a line at blanks where a terminal is too narrow for it, so that the rest stands under the text's own column.</summary>
internal static class Wrapping
{
    /// <summary>The text as it stands on what is written to.</summary>
    /// <param name="text">Without colours. What stands between backticks is kept together, to be copied.</param>
    /// <param name="start">The column at which it begins.</param>
    /// <param name="hang">The column at which its further lines begin.</param>
    public static string Fit(string text, TextWriter output, int start, int hang) => Fit(text, Screen.ColumnsOf(output), start, hang);

    /// <inheritdoc cref="Fit(string, TextWriter, int, int)"/>
    /// <param name="columns">How many there are; null where lines are not to be broken.</param>
    public static string Fit(string text, int? columns, int start, int hang)
    {
        if (columns is not { } width || start + text.Length <= width)
        {
            return text;
        }

        var under = Math.Min(hang, width / 2);
        var fitted = new StringBuilder();
        var column = start;
        foreach (var word in Words(text))
        {
            if (column + word.TrimEnd().Length > width && column > under && (fitted.Length > 0 || start > under))
            {
                fitted.Length -= fitted.Length > 0 && fitted[^1] == ' ' ? 1 : 0;
                fitted.Append('\n').Append(' ', under);
                column = under;
            }

            fitted.Append(word);
            column += word.Length;
        }

        return fitted.ToString().TrimEnd(' ');
    }

    // Each with the blank behind it.
    private static IEnumerable<string> Words(string text)
    {
        var (start, isCode) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            isCode ^= text[i] == '`';
            if (text[i] == ' ' && !isCode)
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
