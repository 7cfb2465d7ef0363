using System.Text;
using System.Text.RegularExpressions;

namespace MathesarSetup.Documents.Yamls;

/// <summary>
/// Chooses how a string stands in YAML: plain where no reader can disagree, as a literal block for texts of several lines, else in double quotes.
/// </summary>
internal static partial class YamlQuoting
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

    /// <summary>
    /// Whether a text may take the place of one that stands without quotes: a word that no reader takes for something else, or a number that every
    /// reader writes the same way again.
    /// </summary>
    public static bool StaysPlain(string text, bool inFlow) =>
        (IsPlain(text) && !(inFlow && text.AsSpan().ContainsAny(",[]{}"))) || IsPlainNumber(text) || Ports().IsMatch(text);

    // A port of the machine and one inside. YAML 1.1 takes 22:22 for a number of base 60, and no number that ends in more than 59.
    [GeneratedRegex(@"^([0-9]{1,3}(\.[0-9]{1,3}){3}:)?[0-9]{1,5}:([6-9][0-9]|[0-9]{3,5})$")]
    private static partial Regex Ports();

    private static bool IsPlainNumber(string text) =>
        text.Length is > 0 and <= 9 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);

    /// <summary>The text in double quotes.</summary>
    public static string Escape(string text)
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
