using System.Text;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>
/// Expands references as Compose does: <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME:-default}</c>, <c>${NAME-default}</c>, <c>${NAME:+other}</c>,
/// <c>${NAME+other}</c>, <c>${NAME:?message}</c>, <c>${NAME?message}</c>, further ones in a default, and <c>$$</c> for the sign itself.
/// </summary>
internal sealed class Interpolation
{
    private const int Deepest = 20;
    private const int Longest = 1024 * 1024;

    private readonly Func<string, string?> _lookup;
    private readonly bool _leavesOpen;
    private readonly List<string> _names = [];
    private readonly List<string> _unset = [];
    private bool _isMalformed;
    private string? _missing;

    private Interpolation(Func<string, string?> lookup, bool leavesOpen = false) => (_lookup, _leavesOpen) = (lookup, leavesOpen);

    /// <summary>The text with every reference replaced; what Compose would refuse stands as it is.</summary>
    public static string Expand(string text, Func<string, string?> lookup) => Read(text, lookup).Text;

    /// <summary>The text with every reference replaced, and what Compose would say about it.</summary>
    public static Interpolated Read(string text, Func<string, string?> lookup)
    {
        var reading = new Interpolation(lookup);
        var expanded = reading.Expand(text, 0);
        return new Interpolated(expanded, reading._isMalformed, reading._missing);
    }

    /// <summary>
    /// The same, with references that nothing sets, and that have no default, left standing as <c>${NAME}</c>: a shell or a panel fills them in.
    /// </summary>
    /// <returns>The text, and the names that are left standing.</returns>
    public static (string Text, IReadOnlyList<string> Open) ExpandKnown(string text, Func<string, string?> lookup)
    {
        var reading = new Interpolation(lookup, leavesOpen: true);
        return (reading.Expand(text, 0), reading._unset);
    }

    /// <summary>The names that a text refers to.</summary>
    public static IReadOnlyList<string> Names(string text)
    {
        var reading = new Interpolation(static _ => null);
        reading.Expand(text, 0);
        return reading._names;
    }

    private string Expand(string text, int depth)
    {
        var output = new StringBuilder();
        var (lastBrace, lineEnd) = (-1, -1);
        for (var i = 0; i < text.Length && output.Length < Longest; i++)
        {
            if (i > lineEnd && text[i] == '$')
            {
                lineEnd = text.IndexOf('\n', i) is >= 0 and var end ? end : text.Length;
                lastBrace = text.LastIndexOf('}', lineEnd - 1, lineEnd - i);
            }

            if (text[i] != '$')
            {
                output.Append(text[i]);
            }
            else
            {
                i += Reference(text.AsSpan(i + 1), lastBrace - i - 1, output, depth);
            }
        }

        return output.ToString();
    }

    // Gives how many characters after the sign were read. The last brace of the line is where Compose looks first.
    private int Reference(ReadOnlySpan<char> text, int lastBrace, StringBuilder output, int depth)
    {
        if (text is ['$', ..])
        {
            output.Append('$');
            return 1;
        }

        if (text is not ['{', ..])
        {
            var length = NameLength(text);
            output.Append(length == 0 ? "$" : Named(text[..length].ToString()));
            return length;
        }

        var name = NameLength(text[1..]) + 1;
        if (name > 1 && text.Length > name && text[name] == '}')
        {
            output.Append(Named(text[1..name].ToString()));
            return name + 1;
        }

        var mark = name + (text.Length > name && text[name] == ':' ? 1 : 0);
        if (name == 1 || lastBrace < mark || text[mark] is not ('-' or '+' or '?') || depth > Deepest)
        {
            _isMalformed = true;
            output.Append('$');
            return 0;
        }

        var close = ClosingBrace(text[..(lastBrace + 1)]) is >= 0 and var found ? found : lastBrace;
        var known = _unset.Count;
        var other = Expand(text[(mark + 1)..close].ToString(), depth + 1);
        output.Append(Choose(text[1..name].ToString(), text[mark], mark > name, other, known));
        return close + 1;
    }

    // Compose looks at what stands behind the mark even where it has no use for it.
    private string Choose(string name, char mark, bool ifEmpty, string other, int unset)
    {
        var value = Lookup(name);
        var isMissing = value is null || (ifEmpty && value.Length == 0);
        _missing ??= mark == '?' && isMissing ? name : null;
        if (mark is '-' or '+' && isMissing == (mark == '-'))
        {
            return other;
        }

        _unset.RemoveRange(unset, _unset.Count - unset);
        return mark == '+' ? "" : value ?? Open(name);
    }

    private string Named(string name) => Lookup(name) ?? Open(name);

    private string Open(string name)
    {
        if (!_leavesOpen)
        {
            return "";
        }

        _unset.Add(name);
        return $"${{{name}}}";
    }

    private string? Lookup(string name)
    {
        _names.Add(name);
        return _lookup(name);
    }

    // Braces are counted in pairs, and the character behind an opening one is never looked at: {} is an opening one.
    internal static int ClosingBrace(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{')
            {
                depth++;
                i++;
            }
            else if (text[i] == '}' && --depth == 0)
            {
                return i;
            }
        }

        return -1;
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
}
