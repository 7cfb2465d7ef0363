using System.Globalization;
using System.Text;

namespace MathesarSetup.Documents.Shell;

/// <content>What one word becomes in bash: several by its braces, other signs by <c>$'…'</c>.</content>
internal sealed partial class CommandReader
{
    private const int MostWords = 200;

    // Braces and commas without quotation marks, which stand for themselves where bash makes nothing of them.
    private const char Open = '\uE000';
    private const char Comma = '\uE001';
    private const char Close = '\uE002';

    private static readonly Dictionary<char, char> s_signs = new()
    {
        ['a'] = '\a',
        ['b'] = '\b',
        ['e'] = '\e',
        ['E'] = '\e',
        ['f'] = '\f',
        ['n'] = '\n',
        ['r'] = '\r',
        ['t'] = '\t',
        ['v'] = '\v',
    };

    private bool BracesExpand => _shell is CommandShell.Posix && !_text.StartsWith("#!/bin/sh", StringComparison.Ordinal);

    private char Unquoted(char c) => !BracesExpand ? c : c switch { '{' => Open, ',' => Comma, '}' => Close, _ => c };

    private static string Literal(string text) => text.Replace(Open, '{').Replace(Comma, ',').Replace(Close, '}');

    // What sets a variable is one word. Where nothing is left of one, it is none, unless there are quotation marks around that nothing.
    private IEnumerable<CommandWord> Words(string text, CommandWord word)
    {
        var sets = Assignment().IsMatch(text) && _words.All(static w => Assignment().IsMatch(w.Text));
        string[] all = sets ? [Literal(text)] : [.. Expanded(text).Take(MostWords).Select(Literal)];
        var isQuoted = word.Raw.AsSpan().ContainsAny('"', '\'');
        // A dollar sign at the end of a part gets its name from what comes behind the braces.
        var isNamed = text.Contains($"${Comma}", StringComparison.Ordinal) || text.Contains($"${Close}", StringComparison.Ordinal);
        return all.Where(t => all.Length == 1 || isQuoted || t.Length > 0).Select(t => word with
        {
            Text = t,
            IsFilledIn = word.IsFilledIn || (all.Length > 1 && (isNamed || (isQuoted && all.Contains("")))),
        });
    }

    private static IEnumerable<string> Expanded(string text)
    {
        if (text.IndexOf(Open, StringComparison.Ordinal) is var open && open < 0)
        {
            return [text];
        }

        var (depth, from, parts) = (0, open + 1, new List<string>());
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { Open => 1, Close => -1, _ => 0 };
            if ((text[i] == Comma && depth == 1) || (text[i] == Close && depth == 0))
            {
                parts.Add(text[from..i]);
                from = i + 1;
            }

            if (depth == 0)
            {
                break;
            }
        }

        string[] inner = depth > 0 ? [] : parts.Count > 1 ? [.. parts] : [.. Range(parts[0])];
        var (before, behind) = (text[..open], depth > 0 || inner is [] ? text[(open + 1)..] : text[from..]);
        return inner is [] ? Expanded(behind).Select(rest => $"{before}{{{rest}")
            : from part in inner
              from middle in Expanded(part)
              from rest in Expanded(behind)
              select before + middle + rest;
    }

    // {1..3} and {a..c}.
    private static IEnumerable<string> Range(string text)
    {
        if (text.Split("..") is not [var first, var last])
        {
            return [];
        }

        var areNumbers = int.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var low)
            & int.TryParse(last, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var high);
        if (!areNumbers)
        {
            if (first is not [var one] || last is not [var other] || !char.IsAsciiLetter(one) || !char.IsAsciiLetter(other))
            {
                return [];
            }

            (low, high) = (one, other);
        }

        return Enumerable.Range(0, Math.Min(Math.Abs(high - low), MostWords) + 1).Select(i => low <= high ? low + i : low - i)
            .Select(n => areNumbers ? n.ToString(CultureInfo.InvariantCulture) : ((char)n).ToString());
    }

    private bool IsQuotedByDollar() => _shell is CommandShell.Posix && BehindDollar() < _text.Length && _text[BehindDollar()] is '\'' or '"';

    // The end of a line that goes on is taken away first.
    private int BehindDollar()
    {
        var at = _at + 1;
        while (string.CompareOrdinal(_text, at, "\\\n", 0, 2) == 0)
        {
            at += 2;
        }

        return at;
    }

    // $"…" is one to translate, and $'…' has signs of its own.
    private void QuotedByDollar()
    {
        var mark = BehindDollar();
        (_line, _at) = (_line + ((mark - _at - 1) / 2), mark + 1);
        if (_text[mark] == '"')
        {
            Quoted('"');
            return;
        }

        while (_at < _text.Length && _text[_at] != '\'')
        {
            _line += _text[_at] == '\n' ? 1 : 0;
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
                Escaped();
            }
            else
            {
                _word.Append(_text[_at++]);
            }
        }

        _at++;
    }

    private void Escaped()
    {
        var c = _text[_at++];
        if (s_signs.TryGetValue(c, out var sign))
        {
            _word.Append(sign);
        }
        else if (c is 'x' or 'u' or 'U' && Digits(c is 'x' ? 2 : c is 'u' ? 4 : 8, char.IsAsciiHexDigit) is { Length: > 0 } hex)
        {
            Number(int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture), isByte: c is 'x');
        }
        else if (c is >= '0' and <= '7')
        {
            _at--;
            Number(Convert.ToInt32(Digits(3, static d => d is >= '0' and <= '7'), 8) & 0xFF, isByte: true);
        }
        else if (c is 'c' && _at < _text.Length)
        {
            _word.Append((char)(_text[_at++] & 0x1F));
        }
        else
        {
            _word.Append(c is '\\' or '\'' or '"' or '?' ? c.ToString() : $"\\{c}");
        }
    }

    private string Digits(int most, Func<char, bool> isDigit)
    {
        var from = _at;
        while (_at < _text.Length && _at - from < most && isDigit(_text[_at]))
        {
            _at++;
        }

        return _text[from.._at];
    }

    // A byte that is no sign by itself is one of several, which nobody types by hand: it is asked for.
    private void Number(int number, bool isByte)
    {
        _isFilledIn |= number == 0 || (isByte && number >= 0x80) || !Rune.IsValid(number);
        _word.Append(Rune.IsValid(number) ? new Rune(number).ToString() : "");
    }
}
