using System.Text;

namespace MathesarSetup.Documents.Yamls;

/// <summary>
/// Chooses how a string stands in YAML: plain where no reader can disagree, as a literal block for texts of several lines, else in double quotes.
/// </summary>
internal static class YamlQuoting
{
    // YAML 1.1 reads these as truth values or as nothing; YAML 1.2 reads most of them as strings.
    private static readonly HashSet<string> s_ambiguous =
        new(["true", "false", "yes", "no", "on", "off", "y", "n", "null"], StringComparer.OrdinalIgnoreCase);

    public static string Key(string text) => IsPlain(text) && !text.Contains(' ', StringComparison.Ordinal) ? text : Escape(text);

    /// <summary>The scalar without its final line feed. <paramref name="indent"/> is where the lines of a block start.</summary>
    public static string Value(string text, string indent) =>
        IsPlain(text) ? text : IsBlock(text) ? Block(text, indent) : Escape(text);

    // A letter, a path or a ${...} first, then nothing that any reader gives a meaning.
    private static bool IsPlain(string text) =>
        text.Length is > 0 and <= 200
        && (char.IsAsciiLetter(text[0]) || text[0] == '/' || text.StartsWith("./", StringComparison.Ordinal)
            || text.StartsWith("${", StringComparison.Ordinal))
        && text[^1] is not (' ' or ':')
        && HasOnlyPlain(text)
        && !text.Contains(": ", StringComparison.Ordinal)
        && !s_ambiguous.Contains(text);

    private static bool HasOnlyPlain(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !" _-./:@=+$?{}(),;".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    // The first line decides the indentation, so it must not start with a blank; other odd lines are safer in quotes.
    // YamlDotNet, asked to guess types, takes a block of one line such as 0644 for a number.
    private static bool IsBlock(string text)
    {
        var body = text.AsSpan().TrimEnd('\n');
        if (!body.Contains('\n') || text.Length > body.Length + 1 || text[0] is ' ' or '\n' or '\t')
        {
            return false;
        }

        foreach (var line in body.Split('\n'))
        {
            if (IsOdd(body[line]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOdd(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
        {
            if (c is not '\t' && NeedsEscape(c))
            {
                return true;
            }
        }

        return !line.IsEmpty && line.IsWhiteSpace();
    }

    private static string Block(string text, string indent)
    {
        var lines = text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? indent.TrimEnd(' ') : indent + line);
        return (text.EndsWith('\n') ? "|\n" : "|-\n") + string.Join('\n', lines);
    }

    private static string Escape(string text)
    {
        var output = new StringBuilder("\"");
        foreach (var c in text)
        {
            output.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when NeedsEscape(c) => $"\\u{(int)c:X4}",
                _ => c.ToString(),
            });
        }

        return output.Append('"').ToString();
    }

    private static bool NeedsEscape(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
