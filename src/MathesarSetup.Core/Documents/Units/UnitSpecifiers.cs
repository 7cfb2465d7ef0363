using System.Text;

namespace MathesarSetup.Documents.Units;

/// <summary>Replaces the percent signs of a unit as systemd does, as far as the unit itself tells what stands for them.</summary>
internal static class UnitSpecifiers
{
    /// <summary>Who fills in what a template leaves open, as the end of a sentence.</summary>
    public const string Template = "the unit is a template, and does not say which of its instances runs";

    private const string Letters = "aAbBCdDEfgGhHiIjJlLmMnNopPqsStTuUvVwWyY";

    /// <summary>Whether systemd puts something in the place of a part of a text that the unit itself does not tell.</summary>
    /// <param name="unit">The unit's name, with its ending.</param>
    public static bool IsOpen(string text, string unit)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == '%' && Of(text[++i], unit, isStart: i == 1) == $"%{text[i]}" && Letters.Contains(text[i], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="unit">The unit's name, with its ending.</param>
    /// <param name="isCommand">Whether the text ends in a command line, where a dollar sign stands twice.</param>
    public static string Resolve(string text, string unit, bool isCommand)
    {
        var output = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%' || i + 1 == text.Length)
            {
                output.Append(text[i]);
                continue;
            }

            output.Append(Of(text[++i], unit, isStart: i == 1));
        }

        return isCommand ? output.Replace("$$", "$").ToString() : output.ToString();
    }

    // A home directory is whoever runs the unit's, so it is said as a shell says it, where it stands at the front of a path.
    private static string Of(char letter, string unit, bool isStart)
    {
        var stem = unit.Contains('.', StringComparison.Ordinal) ? unit[..unit.LastIndexOf('.')] : unit;
        var at = stem.IndexOf('@', StringComparison.Ordinal);
        // A template does not say which of its instances runs.
        var isTemplate = at >= 0 && at == stem.Length - 1;
        return letter switch
        {
            '%' => "%",
            'n' when !isTemplate => unit,
            'N' when !isTemplate => stem,
            'p' => at < 0 ? stem : stem[..at],
            'i' when at >= 0 && !isTemplate => stem[(at + 1)..],
            'h' when isStart => "~",
            _ => $"%{letter}",
        };
    }
}
