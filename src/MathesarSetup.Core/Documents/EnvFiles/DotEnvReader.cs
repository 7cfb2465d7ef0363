using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Findings;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>
/// Reads a <c>.env</c> file as Compose does: quotes, comments behind values, values of several lines, several variables behind one another.
/// </summary>
internal sealed class DotEnvReader
{
    private const string Export = "export";

    private readonly string _text;
    private readonly ImmutableArray<DotEnvEntry>.Builder _entries = ImmutableArray.CreateBuilder<DotEnvEntry>();
    private readonly ImmutableArray<int>.Builder _unread = ImmutableArray.CreateBuilder<int>();
    private int _at;
    private int _line = 1;

    private DotEnvReader(string text) => _text = text.StartsWith('\uFEFF') ? text[1..] : text;

    public static DotEnvReading Read(string text)
    {
        var reader = new DotEnvReader(text);
        var problem = reader.ReadAll();
        if (problem is { Line: { } line })
        {
            reader._unread.Add(line);
        }

        return new DotEnvReading(reader._entries.ToImmutable(), reader._unread.ToImmutable()) { Problem = problem };
    }

    /// <summary>
    /// What the variables stand for; the last one of a name counts. A reference to a name that the file does not set stands for nothing.
    /// </summary>
    public static ImmutableDictionary<string, string> Values(string text) => Read(text).Values().Texts;

    private Finding? ReadAll()
    {
        while (SkipToStatement())
        {
            var line = _line;
            if (ReadName() is not { } name)
            {
                return EnvFileFinding.Name.At() with { Line = line };
            }

            // A name alone takes its value from the shell.
            if (!name.HasValue)
            {
                _unread.Add(line);
            }
            else if (name.Text.Length == 0)
            {
                return EnvFileFinding.Name.At() with { Line = line };
            }
            else if (Value(name.Text) is { } entry)
            {
                _entries.Add(entry);
            }
            else
            {
                return EnvFileFinding.Quote.At() with { Line = line };
            }
        }

        return null;
    }

    // False at the end of the file.
    private bool SkipToStatement()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '#'))
        {
            if (_text[_at] == '#')
            {
                _at = EndOfLine();
            }
            else
            {
                _line += _text[_at++] == '\n' ? 1 : 0;
            }
        }

        return _at < _text.Length;
    }

    // Up to the sign behind a name, and the blanks behind that; null for what is no name.
    private (string Text, bool HasValue)? ReadName()
    {
        if (_text.AsSpan(_at).StartsWith(Export) && _text.AsSpan(_at + Export.Length) is [' ' or '\t' or '\f' or '\r' or '\n', ..])
        {
            _at += Export.Length;
            SkipBlanks();
        }

        var start = _at;
        while (_at < _text.Length && _text[_at] is not ('=' or ':' or '\n'))
        {
            Rune.DecodeFromUtf16(_text.AsSpan(_at), out var rune, out var length);
            if (!IsBlank(_text[_at]) && _text[_at] is not ('_' or '.' or '-' or '[' or ']') && !Rune.IsLetter(rune) && !Rune.IsNumber(rune))
            {
                return null;
            }

            _at += length;
        }

        // At the end of the file, Compose takes a name alone for a value without a name, which no container can be given.
        if (_at == _text.Length)
        {
            return null;
        }

        var name = _text[start.._at].TrimEnd();
        var hasValue = _text[_at] != '\n';
        _at += hasValue ? 1 : 0;
        SkipBlanks();
        return name.Contains(' ', StringComparison.Ordinal) ? null : (name, hasValue);
    }

    private DotEnvEntry? Value(string name) => _at < _text.Length && _text[_at] is '\'' or '"' ? Quoted(name) : Plain(name);

    private DotEnvEntry Plain(string name)
    {
        var line = _text[_at..(_at = EndOfLine())];
        var value = line.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var mark ? line[..mark] : line;
        return new DotEnvEntry(name, value.TrimEnd(), null, _line, 1, line[value.Length..].Trim());
    }

    // Null when the quotation mark is never closed.
    private DotEnvEntry? Quoted(string name)
    {
        var (quote, from, start) = (_text[_at], _at + 1, _line);
        var isEscaped = false;
        for (_at = from; _at < _text.Length; _at++)
        {
            if (_text[_at] == quote && !isEscaped)
            {
                var raw = _text[from.._at++];
                var rest = _text[_at..EndOfLine()].Trim();
                return new DotEnvEntry(name, raw, quote, start, _line - start + 1, rest.StartsWith('#') ? rest : "");
            }

            isEscaped = !isEscaped && _text[_at] == '\\';
            _line += _text[_at] == '\n' ? 1 : 0;
        }

        return null;
    }

    private int EndOfLine() => _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;

    private void SkipBlanks()
    {
        while (_at < _text.Length && IsBlank(_text[_at]))
        {
            _at++;
        }
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\v' or '\f' or '\r' or '\u0085' or '\u00A0';
}
