using System.Text.RegularExpressions;

namespace MathesarSetup.Documents.Shell;

/// <summary>Whether a script closes what it opens: quotes, substitutions, here documents, and the words of compound commands.</summary>
internal sealed partial class ShellForm
{
    private const string Closed = "'\"`)}";

    // Behind these another command begins.
    private static readonly HashSet<string> s_before = ["if", "then", "else", "elif", "do", "while", "until", "!", "{", "fi", "done", "esac"];

    private readonly string _text;
    private readonly Stack<(char Until, int Line)> _open = new();
    private readonly Stack<(string Until, int Line)> _commands = new();
    private readonly Queue<(string End, bool IsIndented)> _documents = new();
    private int _at;
    private int _line = 1;
    private bool _isCommand = true;

    private ShellForm(string text) => _text = text;

    /// <summary>The line, from 1, on which something is opened that nothing closes, or closed that nothing opened; null for a whole script.</summary>
    public static int? Broken(string text)
    {
        var form = new ShellForm(text.ReplaceLineEndings("\n"));
        while (form._at < form._text.Length)
        {
            if (form.Step() is { } line)
            {
                return line;
            }
        }

        return form._open.TryPeek(out var open) ? open.Line : form._commands.TryPeek(out var command) ? command.Line : null;
    }

    private char Until => _open.TryPeek(out var open) ? open.Until : '\0';

    private int? Step()
    {
        var c = _text[_at];
        if (c == '\n')
        {
            return Newline();
        }

        if (c == Until && Closed.Contains(c, StringComparison.Ordinal))
        {
            _open.Pop();
            (_at, _isCommand) = (_at + 1, false);
        }
        else if (Until == '\'')
        {
            _at++;
        }
        else if (c == '\\')
        {
            // A line that goes on is one line, but counts.
            _line += _at + 1 < _text.Length && _text[_at + 1] == '\n' ? 1 : 0;
            _at += 2;
        }
        else if (c == '$' && _at + 1 < _text.Length && "({".Contains(_text[_at + 1], StringComparison.Ordinal))
        {
            Open(_text[_at + 1] == '(' ? ')' : '}', 2);
        }
        else if (c is '"' or '`' || (c == '\'' && Until is not ('"' or '}')))
        {
            Open(c, 1);
        }
        else
        {
            return Until is '"' or '}' ? Skip(1) : Word(c);
        }

        return null;
    }

    private void Open(char until, int length)
    {
        _open.Push((until, _line));
        (_at, _isCommand) = (_at + length, until is ')' or '`');
    }

    private int? Skip(int length)
    {
        _at += length;
        return null;
    }

    private int? Word(char c)
    {
        if (c == '#' && (_at == 0 || char.IsWhiteSpace(_text[_at - 1]) || _text[_at - 1] is ';'))
        {
            return Skip(_text.IndexOf('\n', _at) is >= 0 and var end ? end - _at : _text.Length - _at);
        }

        if (HereDocument().Match(_text, _at) is { Success: true } document && document.Index == _at)
        {
            _documents.Enqueue((document.Groups["end"].Value, document.Groups["indented"].Length > 0));
            return Skip(document.Length);
        }

        if (Name().Match(_text, _at) is { Success: true } name && name.Index == _at)
        {
            var problem = _isCommand ? Command(name.Value) : null;
            _isCommand = _isCommand && s_before.Contains(name.Value);
            _at += name.Length;
            return problem;
        }

        _isCommand = c is ';' or '&' or '|' or '(' or ')' || (_isCommand && char.IsWhiteSpace(c));
        return Skip(1);
    }

    private int? Command(string word)
    {
        if (word is "if" or "case" or "do")
        {
            _commands.Push((word switch { "if" => "fi", "case" => "esac", _ => "done" }, _line));
        }
        else if (word is "fi" or "esac" or "done")
        {
            return _commands.TryPop(out var open) && open.Until == word ? null : _line;
        }

        return null;
    }

    private int? Newline()
    {
        (_at, _line, _isCommand) = (_at + 1, _line + 1, true);
        while (_documents.TryDequeue(out var document))
        {
            var from = _line;
            for (string? text = null; text != document.End; _line++)
            {
                if (_at >= _text.Length)
                {
                    return from - 1;
                }

                var end = _text.IndexOf('\n', _at) is >= 0 and var feed ? feed : _text.Length;
                text = document.IsIndented ? _text[_at..end].TrimStart('\t') : _text[_at..end];
                _at = end + 1;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\G<<(?<indented>-?)\s*[""'\\]?(?<end>[A-Za-z_][A-Za-z0-9_]*)[""']?", RegexOptions.CultureInvariant)]
    private static partial Regex HereDocument();

    [GeneratedRegex(@"\G[^\s;&|()<>""'`$\\#][^\s;&|()<>""'`$\\]*", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
