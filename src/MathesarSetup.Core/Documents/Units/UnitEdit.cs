using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Documents.Units;

/// <summary>
/// Changes single entries of a person's unit and no other byte: a value, one word of it, a line more, a line less. Every place comes from
/// <see cref="UnitText"/> and from this very text.
/// </summary>
/// <param name="text">The file as it lies there.</param>
/// <param name="isQuadlet">Whether Quadlet reads it, which joins a line that goes on as it stands.</param>
internal sealed class UnitEdit(string text, bool isQuadlet = false)
{
    private readonly string[] _lines = text.Split('\n');

    /// <summary>The value at a place as it is written there, with all its lines.</summary>
    public string Raw(Place place) => Value(place) is var (start, end) ? text[start..end] : "";

    /// <summary>The key of the entry at a place.</summary>
    public string Key(Place place) => place.Line > _lines.Length ? "" : _lines[place.Line - 1].Split('=')[0].Trim();

    /// <summary>The section in which a place lies; empty for none.</summary>
    public string Section(Place place) =>
        _lines[..Math.Min(place.Line, _lines.Length)].Select(static l => l.Trim()).LastOrDefault(static l => l is ['[', .., ']'])?[1..^1] ?? "";

    /// <summary>The text with another value at a place.</summary>
    public string Replace(Place place, string value) => Value(place) is var (start, end) ? text[..start] + value + text[end..] : text;

    /// <summary>The texts in which a piece of a value is another one: each place where it stands, one at a time.</summary>
    public IEnumerable<string> ReplaceEach(Place place, string piece, string other)
    {
        if (piece.Length == 0 || Value(place) is not var (start, end))
        {
            yield break;
        }

        for (var at = text.IndexOf(piece, start, end - start, StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(piece, at + 1, end - at - 1, StringComparison.Ordinal))
        {
            // No part of a longer number.
            if (!(char.IsAsciiDigit(piece[0]) && char.IsAsciiDigit(text[at - 1]))
                && !(char.IsAsciiDigit(piece[^1]) && at + piece.Length < text.Length && char.IsAsciiDigit(text[at + piece.Length])))
            {
                yield return text[..at] + other + text[(at + piece.Length)..];
            }
        }
    }

    /// <summary>The text with another word in a word's place, in its own quotation marks; null where that cannot be told.</summary>
    /// <param name="index">Which word of the value, from 0.</param>
    public string? ReplaceWord(Place place, int index, string word, bool isCommand) => Word(place, index) is var (start, end)
        ? text[..start] + Quoted(word, text[start] is '"' or '\'' ? text[start] : null, isCommand) + text[end..]
        : null;

    /// <summary>The text without a word, and without its line where it was the only one; null where that cannot be told.</summary>
    public string? RemoveWord(Place place, int index)
    {
        if (Word(place, index) is not var (start, end))
        {
            return null;
        }

        if (index == 0 && Word(place, 1) is null)
        {
            return Remove(place);
        }

        var from = index > 0 ? Word(place, index - 1)!.Value.End : start;
        var to = index > 0 ? end : Word(place, index + 1)!.Value.Start;
        return text[..from] + text[to..];
    }

    /// <summary>The text without the lines of an entry.</summary>
    public string Remove(Place place) => string.Join('\n', _lines[..(place.Line - 1)].Concat(_lines[place.Last..]));

    /// <summary>The text with a line more below the entry at a place.</summary>
    public string AddAfter(Place place, string line) => Inserted(place.Last, line);

    /// <summary>The text with a line more at the end of a section, which is added where there is none.</summary>
    public string Add(string section, string line)
    {
        var head = Array.FindLastIndex(_lines, l => l.Trim() == $"[{section}]");
        if (head < 0)
        {
            var separator = text.Length == 0 ? "" : text.EndsWith('\n') ? NewLine : NewLine + NewLine;
            return $"{text}{separator}[{section}]{NewLine}{line}{NewLine}";
        }

        var next = Array.FindIndex(_lines, head + 1, static l => l.TrimStart().StartsWith('['));
        var last = next < 0 ? _lines.Length - 1 : next - 1;
        while (last > head && _lines[last].Trim().Length == 0)
        {
            last--;
        }

        return Inserted(last + 1, line);
    }

    /// <summary>A word as a unit holds it.</summary>
    /// <param name="quote">The quotation mark that stands around it; null for none, which stays so where no reader needs one.</param>
    /// <param name="isCommand">Whether it ends in a command line, where a dollar sign stands twice.</param>
    public static string Quoted(string word, char? quote, bool isCommand)
    {
        SystemdWord literal = word;
        return quote switch
        {
            null => literal.Quoted(isCommand),
            '"' when literal.Quoted(isCommand) is var quoted => quoted[0] == '"' ? quoted : $"\"{quoted}\"",
            _ => $"'{Escaped(literal.Plain(isCommand))}'",
        };
    }

    private string NewLine => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    private static string Escaped(string word) => word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);

    private string Inserted(int below, string line)
    {
        var ending = NewLine == "\r\n" ? "\r" : "";
        return below == _lines.Length
            ? $"{text}{NewLine}{line}{NewLine}"
            : string.Join('\n', _lines[..below].Append(line + ending).Concat(_lines[below..]));
    }

    // Behind the equals sign and the blanks after it, to the end of the last line; null where a comment stands in between.
    private (int Start, int End)? Value(Place place)
    {
        if (place.Line < 1 || place.Last > _lines.Length || _lines[place.Line..place.Last].Any(static l => l.TrimStart() is ['#' or ';', ..]))
        {
            return null;
        }

        var start = _lines[..(place.Line - 1)].Sum(static l => l.Length + 1);
        var end = start + _lines[(place.Line - 1)..place.Last].Sum(static l => l.Length + 1) - 1;
        var sign = text.IndexOf('=', start, end - start);
        while (sign >= 0 && sign + 1 < end && text[sign + 1] is ' ' or '\t')
        {
            sign++;
        }

        return sign < 0 ? null : (sign + 1, end > sign + 1 && text[end - 1] == '\r' ? end - 1 : end);
    }

    private (int Start, int End)? Word(Place place, int index)
    {
        if (Value(place) is not var (at, end))
        {
            return null;
        }

        for (var (start, quote, count) = (-1, '\0', 0); at <= end; at++)
        {
            var isGap = at == end || (quote == '\0' && (text[at] is ' ' or '\t' or '\r' or '\n' || IsJoint(at)));
            if (isGap && start >= 0)
            {
                if (count++ == index)
                {
                    return (start, at);
                }

                start = -1;
            }
            else if (!isGap)
            {
                start = start < 0 ? at : start;
                quote = quote == text[at] ? '\0' : quote == '\0' && text[at] is '"' or '\'' && quote == '\0' ? text[at] : quote;
                at += text[at] == '\\' ? 1 : 0;
            }
        }

        return null;
    }

    // Where a line goes on in the next one, a blank stands, or what the next one starts with.
    private bool IsJoint(int at) => text[at] == '\\' && text.AsSpan(at + 1).TrimStart('\r') is ['\n', .. var next]
        && (!isQuadlet || next is [' ' or '\t', ..]);
}
