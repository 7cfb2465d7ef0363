using System.Text;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>
/// Expands references as Compose does: <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME:-default}</c>, <c>${NAME-default}</c>, <c>${NAME:+other}</c>,
/// <c>${NAME+other}</c>,
/// <c>${NAME:?message}</c>, nested ones in a default among them, and <c>$$</c> for the sign itself.
/// </summary>
internal sealed class Interpolation
{
    private const int Deepest = 20;
    private const int Longest = 64 * 1024;

    private readonly Func<string, string?> _lookup;
    private readonly bool _escapes;
    private readonly List<string> _names = [];

    private Interpolation(Func<string, string?> lookup, bool escapes) => (_lookup, _escapes) = (lookup, escapes);

    /// <summary>The text with every reference replaced; with <paramref name="escapes"/>, backslashes are read as in a double-quoted value.</summary>
    public static string Expand(string text, Func<string, string?> lookup, bool escapes = false) =>
        new Interpolation(lookup, escapes).Expand(text, 0);

    /// <summary>The names that a text refers to.</summary>
    public static IReadOnlyList<string> Names(string text)
    {
        var reading = new Interpolation(static _ => null, escapes: false);
        reading.Expand(text, 0);
        return reading._names;
    }

    private string Expand(string text, int depth)
    {
        var output = new StringBuilder();
        for (var i = 0; i < text.Length && output.Length < Longest; i++)
        {
            if (_escapes && text[i] == '\\' && i + 1 < text.Length)
            {
                output.Append(Escape(text[++i]));
            }
            else if (text[i] == '$' && i + 1 < text.Length)
            {
                i += Reference(text, i + 1, output, depth);
            }
            else
            {
                output.Append(text[i]);
            }
        }

        return output.ToString();
    }

    // Gives how many characters after the sign were read.
    private int Reference(string text, int at, StringBuilder output, int depth)
    {
        if (text[at] == '$')
        {
            output.Append('$');
            return 1;
        }

        if (text[at] == '{' && End(text, at) is { } end)
        {
            output.Append(Braced(text[(at + 1)..end], depth));
            return end - at + 1;
        }

        var length = NameLength(text.AsSpan(at));
        output.Append(length == 0 ? "$" : Lookup(text.Substring(at, length)));
        return length;
    }

    private string Braced(string inside, int depth)
    {
        var length = NameLength(inside);
        var name = inside[..length];
        var value = Lookup(name, out var found);
        var rest = inside[length..];
        var ifEmpty = rest.StartsWith(':');
        var mark = rest.Length > (ifEmpty ? 1 : 0) ? rest[ifEmpty ? 1 : 0] : '}';
        var other = mark == '}' || depth >= Deepest ? "" : rest[(ifEmpty ? 2 : 1)..];
        var missing = found is null || (ifEmpty && value.Length == 0);
        return mark switch
        {
            '-' when missing => Expand(other, depth + 1),
            '+' => missing ? "" : Expand(other, depth + 1),
            _ => value,
        };
    }

    private string Lookup(string name) => Lookup(name, out _);

    private string Lookup(string name, out string? found)
    {
        _names.Add(name);
        return (found = _lookup(name)) ?? "";
    }

    // The brace that closes the one at the start, past nested ones.
    private static int? End(string text, int at)
    {
        var depth = 0;
        for (var i = at; i < text.Length; i++)
        {
            depth += text[i] == '{' && (i == at || text[i - 1] == '$') ? 1 : text[i] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return null;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (text[length] == '_' || char.IsAsciiLetter(text[length]) || (length > 0 && char.IsAsciiDigit(text[length]))))
        {
            length++;
        }

        return length;
    }

    private static string Escape(char c) => c switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        '\\' or '"' or '$' or '\'' => c.ToString(),
        _ => $"\\{c}",
    };
}
