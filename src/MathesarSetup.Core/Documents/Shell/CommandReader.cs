using System.Collections.Immutable;
using System.Text;

namespace MathesarSetup.Documents.Shell;

/// <summary>
/// Cuts pasted lines into commands and words as the shell does that they are meant for: a POSIX shell, PowerShell or cmd. Prompts are passed over,
/// and a variable that the text itself sets is replaced; what only the shell knows is left as it stands and told.
/// </summary>
internal sealed partial class CommandReader
{
    private readonly string _text;
    private readonly CommandShell _shell;
    private readonly bool _rootPrompt;
    private readonly bool _isBatch;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Command>.Builder _commands = ImmutableArray.CreateBuilder<Command>();
    private readonly ImmutableArray<CommandWord>.Builder _words = ImmutableArray.CreateBuilder<CommandWord>();
    private readonly StringBuilder _word = new();
    private int _at;
    private int _line = 1;
    private (int At, int Line)? _begun;
    private bool _isFilledIn;
    private bool _isRedirected;

    private CommandReader(string text, CommandShell shell, bool rootPrompt)
    {
        (_text, _shell, _rootPrompt) = (text, shell, rootPrompt);
        _isBatch = shell is CommandShell.Cmd && BatchSign().IsMatch(text) && !CmdPrompt().IsMatch(text);
    }

    /// <param name="rootPrompt">Whether a line that starts with <c>#</c> and names a container engine is root's prompt, and no comment.</param>
    public static ImmutableArray<Command> Read(string text, bool rootPrompt)
    {
        var plain = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var reader = new CommandReader(plain, ShellOf(plain), rootPrompt);
        reader.ReadAll();
        return reader._commands.ToImmutable();
    }

    // What ends a line that goes on tells them apart; on a single line, a path of Windows.
    private static CommandShell ShellOf(string text) =>
        PosixEnd().IsMatch(text) ? CommandShell.Posix
        : PowerShellEnd().IsMatch(text) || PowerShellPrompt().IsMatch(text) ? CommandShell.PowerShell
        : CmdEnd().IsMatch(text) || BatchStart().IsMatch(text) ? CommandShell.Cmd
        : PowerShellSet().IsMatch(text) ? CommandShell.PowerShell
        : WindowsPath().IsMatch(text) ? text.Contains('%', StringComparison.Ordinal) ? CommandShell.Cmd : CommandShell.PowerShell
        : CommandShell.Posix;

    private void ReadAll()
    {
        SkipPrompt();
        while (_at < _text.Length)
        {
            ReadOne();
        }

        EndCommand(endsLine: true);
    }

    private void ReadOne()
    {
        var c = _text[_at];
        if (IsContinuation(out var length))
        {
            _at += length;
            _line++;
            SkipPromptWithin();
        }
        else if (c is ' ' or '\t')
        {
            EndWord();
            _at++;
        }
        else if (c == '\n')
        {
            EndLine();
            (_at, _line) = (_at + 1, _line + 1);
            SkipPrompt();
        }
        else if (_begun is null && Expansion())
        {
            // Its words stand in the place of this one.
        }
        else if (c == '$' && IsQuotedByDollar())
        {
            Begin();
            QuotedByDollar();
        }
        else if (c == '"' || (c == '\'' && _shell is not CommandShell.Cmd))
        {
            Begin();
            _at++;
            Quoted(c);
        }
        else if (c == '#' && _begun is null && _shell is not CommandShell.Cmd)
        {
            _at = _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;
        }
        else if (_array is null ? c == '(' && BeginsArray() : c == ')')
        {
            Array(c);
        }
        else if (_array is not null && c == ',' && _shell is CommandShell.PowerShell)
        {
            EndWord();
            _at++;
        }
        else if (c is '|' or '&' or '(' or ')' || (c == ';' && _shell is not CommandShell.Cmd))
        {
            Separate(c);
        }
        else if (c is '<' or '>')
        {
            Redirection();
        }
        else
        {
            Begin();
            Plain(c);
        }
    }

    private void Plain(char c)
    {
        if (c == Escape && _at + 1 < _text.Length)
        {
            _word.Append(_text[_at + 1]);
            _at += 2;
        }
        else if (!Reference())
        {
            _word.Append(Unquoted(c));
            _at++;
        }
    }

    private char Escape => _shell switch { CommandShell.Posix => '\\', CommandShell.PowerShell => '`', _ => '^' };

    // The escape at the end of a line; blanks that a page added behind it are passed over.
    private bool IsContinuation(out int length)
    {
        length = 0;
        if (_text[_at] == Escape)
        {
            var end = _at + 1;
            while (end < _text.Length && _text[end] is ' ' or '\t')
            {
                end++;
            }

            length = end < _text.Length && _text[end] == '\n' ? end + 1 - _at : 0;
        }

        return length > 0;
    }

    private void Quoted(char quote)
    {
        while (_at < _text.Length && _text[_at] != quote)
        {
            _line += _text[_at] == '\n' ? 1 : 0;
            if (quote == '"' && _at + 1 < _text.Length && IsEscaped(_text[_at], _text[_at + 1]))
            {
                _line += _text[_at + 1] == '\n' ? 1 : 0;
                _word.Append(_text[_at + 1] == '\n' ? "" : _text[_at + 1].ToString());
                _at += 2;
            }
            else if (quote == '\'' || !Reference())
            {
                _word.Append(_text[_at++]);
            }
        }

        _at++;
        if (_shell is CommandShell.PowerShell && _at < _text.Length && _text[_at] == quote)
        {
            // A doubled quotation mark stands for itself.
            _word.Append(quote);
            _at++;
            Quoted(quote);
        }
    }

    private bool IsEscaped(char c, char next) => _shell switch
    {
        CommandShell.Posix => c == '\\' && next is '$' or '`' or '"' or '\\' or '\n',
        CommandShell.PowerShell => c == '`',
        _ => c == '\\' && next == '"',
    };

    // What the shell puts something else in the place of; false where nothing of the kind stands here.
    private bool Reference()
    {
        var form = _shell switch
        {
            CommandShell.Posix => PosixReference(),
            CommandShell.PowerShell => PowerShellReference(),
            _ => _isBatch ? BatchReference() : CmdReference(),
        };
        if (form.Match(_text, _at) is not { Success: true } match || match.Index != _at)
        {
            return false;
        }

        var value = match.Value is "%%" ? "%"
            : match.Value is ['%', ..] && match.Value.Contains(':', StringComparison.Ordinal) ? null
            : _variables.GetValueOrDefault(match.Groups["name"].Value.Replace("\\\n", "", StringComparison.Ordinal));
        _word.Append(value ?? match.Value);
        _isFilledIn |= value is null;
        _line += match.Value.Count(static c => c == '\n');
        _at += match.Length;
        return true;
    }

    private void Begin() => _begun ??= (_at, _line);

    private void EndWord()
    {
        if (_begun is { } begun && !_isRedirected)
        {
            var raw = _text[begun.At..Math.Min(_at, _text.Length)];
            _words.AddRange(Words(_word.ToString(), new CommandWord("", raw, begun.Line, _line, _isFilledIn)).ToArray());
        }

        _isRedirected &= _begun is null;
        _word.Clear();
        (_begun, _isFilledIn) = (null, false);
    }

    private void EndCommand(bool endsLine)
    {
        EndWord();
        _isRedirected = false;
        if (_words.Count > 0)
        {
            var command = new Command(_words.ToImmutable(), endsLine) { Exported = Exported() };
            Define(command);
            _commands.Add(command);
        }

        _words.Clear();
        _array = null;
    }
}
