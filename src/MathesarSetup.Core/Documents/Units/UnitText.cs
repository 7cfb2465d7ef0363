using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Documents.Units;

/// <summary>A key of a unit with its value, lines that go on joined.</summary>
/// <param name="Key">Empty for a line that is no key.</param>
internal sealed record UnitEntry(string Section, string Key, string Value, Place At)
{
    /// <summary>Whether the value is one finished word, which is not cut or unquoted again.</summary>
    public bool IsWord { get; init; }

    /// <summary>The entry as a person wrote it.</summary>
    public string Text => Key.Length == 0 ? Value : $"{Key}={Value}";
}

/// <summary>Reads units of systemd, and the files of Podman's Quadlet, which have the same form.</summary>
internal static class UnitText
{
    /// <param name="isQuadlet">Whether Quadlet reads it, which joins a line that goes on as it stands, where systemd puts a blank.</param>
    public static ImmutableArray<UnitEntry> Read(FoundFile file, bool isQuadlet = false)
    {
        var entries = ImmutableArray.CreateBuilder<UnitEntry>();
        var lines = file.Text.ReplaceLineEndings("\n").Split('\n');
        var section = "";
        for (var i = 0; i < lines.Length; i++)
        {
            var (first, line) = (i, lines[i].Trim());
            if (line is "" or ['#' or ';', ..])
            {
                continue;
            }

            (line, i) = Joined(lines, i, isQuadlet);
            if (line is ['[', .., ']'])
            {
                section = line[1..^1];
            }
            else
            {
                var at = line.IndexOf('=', StringComparison.Ordinal);
                entries.Add(at > 0
                    ? new UnitEntry(section, line[..at].TrimEnd(), line[(at + 1)..].TrimStart(), new Place(file.Path, first + 1, i + 1))
                    : new UnitEntry(section, "", line, new Place(file.Path, first + 1, i + 1)));
            }
        }

        return entries.ToImmutable();
    }

    /// <summary>All values of a key that may stand several times; an empty one takes back those before it.</summary>
    public static ImmutableArray<UnitEntry> All(IEnumerable<UnitEntry> entries, string section, string key)
    {
        var all = entries.Where(e => e.Section == section && e.Key == key).ToArray();
        return [.. all[(Array.FindLastIndex(all, static e => e.Value.Length == 0) + 1)..]];
    }

    /// <summary>The value of a key of which the last one counts; null for none and for an empty one.</summary>
    public static UnitEntry? Last(IEnumerable<UnitEntry> entries, string section, string key) =>
        entries.LastOrDefault(e => e.Section == section && e.Key == key) is { Value.Length: > 0 } last ? last : null;

    // A line that ends in a backslash goes on in the next one; comments in between are no part of it.
    private static (string Line, int Last) Joined(string[] lines, int at, bool isQuadlet)
    {
        var line = lines[at].Trim();
        while (GoesOn(line, isQuadlet) && at + 1 < lines.Length)
        {
            var next = lines[++at];
            line = next.TrimStart() is ['#' or ';', ..] ? line : isQuadlet ? line[..^1] + next.TrimEnd() : $"{line[..^1]} {next.Trim()}";
        }

        return (GoesOn(line, isQuadlet) ? line[..^1].TrimEnd() : line, at);
    }

    // Two backslashes are one that stands for itself, but not for Quadlet.
    private static bool GoesOn(string line, bool isQuadlet) =>
        line.EndsWith('\\') && (isQuadlet || (line.Length - line.TrimEnd('\\').Length) % 2 == 1);

    /// <summary>A value that is taken as it stands, but for what a reader would replace.</summary>
    /// <param name="isCommand">Whether it ends in a command line, where a dollar sign stands twice.</param>
    public static string Plain(string value, bool isCommand)
    {
        var text = value.Replace("%%", "%", StringComparison.Ordinal);
        return isCommand ? text.Replace("$$", "$", StringComparison.Ordinal) : text;
    }

    /// <summary>Cuts a value into words as systemd does: quotation marks of both kinds, and C's escapes.</summary>
    public static ImmutableArray<string> Words(string value, bool isCommand) => [.. Words(value).Select(word => Plain(word, isCommand))];

    /// <summary>The same, with all that a reader would replace left as it is.</summary>
    public static ImmutableArray<string> Words(string value)
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
                words.Add(word.ToString());
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
