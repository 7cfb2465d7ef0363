using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Documents.Units;

/// <summary>A key of a unit with its value, lines that go on joined.</summary>
internal sealed record UnitEntry(string Section, string Key, string Value, Place At);

/// <summary>Reads units of systemd, and the files of Podman's Quadlet, which have the same form.</summary>
internal static class UnitText
{
    public static ImmutableArray<UnitEntry> Read(FoundFile file)
    {
        var entries = ImmutableArray.CreateBuilder<UnitEntry>();
        var lines = file.Text.ReplaceLineEndings("\n").Split('\n');
        var section = "";
        for (var i = 0; i < lines.Length; i++)
        {
            var (first, line) = (i, lines[i].Trim());
            while (line.EndsWith('\\') && i + 1 < lines.Length)
            {
                line = $"{line[..^1]} {lines[++i].Trim()}";
            }

            if (line is ['[', .., ']'])
            {
                section = line[1..^1];
            }
            else if (line is not (['#' or ';', ..]) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
            {
                entries.Add(new UnitEntry(section, line[..at].TrimEnd(), line[(at + 1)..].TrimStart(), new Place(file.Path, first + 1, i + 1)));
            }
        }

        return entries.ToImmutable();
    }

    /// <summary>A value that is taken as it stands, but for what a reader would replace.</summary>
    /// <param name="isCommand">Whether it ends in a command line, where a dollar sign stands twice.</param>
    public static string Plain(string value, bool isCommand)
    {
        var text = value.Replace("%%", "%", StringComparison.Ordinal);
        return isCommand ? text.Replace("$$", "$", StringComparison.Ordinal) : text;
    }

    /// <summary>Cuts a value into words as systemd does: quotation marks of both kinds, and C's escapes.</summary>
    public static ImmutableArray<string> Words(string value, bool isCommand)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var (word, quote, begun) = (new StringBuilder(), '\0', false);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\\' && i + 1 < value.Length)
            {
                (i, begun) = (i + Escape(value.AsSpan(i + 1), word), true);
            }
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                (quote, begun) = (quote == '\0' ? c : '\0', true);
            }
            else if (quote == '\0' && c is ' ' or '\t' && quote == '\0')
            {
                End();
            }
            else
            {
                (_, begun) = (word.Append(c), true);
            }
        }

        End();
        return words.ToImmutable();

        void End()
        {
            if (begun)
            {
                words.Add(Plain(word.ToString(), isCommand));
            }

            (_, begun) = (word.Clear(), false);
        }
    }

    /// <summary>A share of processors, such as <c>150%</c>, as a number of cores; any other text as it is.</summary>
    public static string Cores(string share) =>
        decimal.TryParse(share.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            ? (percent / 100).ToString("0.##", CultureInfo.InvariantCulture)
            : share;

    // Gives how many characters behind the backslash were read.
    private static int Escape(ReadOnlySpan<char> rest, StringBuilder word)
    {
        var digits = rest[0] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0 && rest.Length > digits
            && uint.TryParse(rest.Slice(1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.TryCreate(code, out var rune))
        {
            word.Append(rune.ToString());
            return digits + 1;
        }

        word.Append(rest[0] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 's' => ' ', var other => other });
        return 1;
    }
}
