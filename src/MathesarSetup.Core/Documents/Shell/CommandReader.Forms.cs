using System.Text.RegularExpressions;

namespace MathesarSetup.Documents.Shell;

internal sealed partial class CommandReader
{
    // Where a value belongs, <password> is the place of one in somebody's instructions.
    private void Redirection()
    {
        if (_begun is not null && Placeholder().Match(_text, _at) is { Success: true } match && match.Index == _at)
        {
            _word.Append(match.Value);
            (_isFilledIn, _at) = (true, _at + match.Length);
            return;
        }

        if (_shell is CommandShell.Posix && Substitution().Match(_text, _at) is { Success: true } made && made.Index == _at)
        {
            Begin();
            _word.Append(made.Value);
            (_isFilledIn, _line, _at) = (true, _line + made.Value.Count(static c => c == '\n'), _at + made.Length);
            return;
        }

        if (_word.Length > 0 && _word.ToString().All(char.IsAsciiDigit))
        {
            _word.Clear();
            _begun = null;
        }

        EndWord();
        while (_at < _text.Length && _text[_at] is '<' or '>' or '&')
        {
            _at++;
        }

        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }

        _isRedirected = true;
    }

    private void SkipPrompt()
    {
        var match = (_rootPrompt ? RootPrompt() : Prompt()).Match(_text, _at);
        _at += match.Success && match.Index == _at ? match.Length : 0;
    }

    // Where a line goes on a shell asks with another sign: a dollar sign that stands there is a word.
    private void SkipPromptWithin()
    {
        var match = PromptWithin().Match(_text, _at);
        _at += match.Success && match.Index == _at ? match.Length : 0;
    }

    [GeneratedRegex(@"\G[ \t]*>{1,2}[ \t]+")]
    private static partial Regex PromptWithin();

    [GeneratedRegex(@"\\[ \t]*\n")]
    private static partial Regex PosixEnd();

    [GeneratedRegex(@"[ \t]`[ \t]*\n")]
    private static partial Regex PowerShellEnd();

    [GeneratedRegex(@"(?m)^PS [^>\n]*>")]
    private static partial Regex PowerShellPrompt();

    [GeneratedRegex(@"(?m)^[ \t]*\$(?:env:)?[A-Za-z_]\w*[ \t]+\+?=[ \t]")]
    private static partial Regex PowerShellSet();

    [GeneratedRegex(@"\^[ \t]*\n|(?m)^[A-Za-z]:\\[^>\n]*>")]
    private static partial Regex CmdEnd();

    [GeneratedRegex(@"(?m)(?:^|[\s""'=,])[A-Za-z]:\\[\w.%$]|docker\.exe|%[A-Za-z_]\w*%")]
    private static partial Regex WindowsPath();

    [GeneratedRegex(@"\G[ \t]*(?:PS [^>\n]*>[ \t]*|[A-Za-z]:\\[^>\n]*>[ \t]*|(?:[\w.-]+@[\w.-]+[^\n]*?[#$%]|\[[^\]\n]*\][#$]|[$%>])[ \t]+)")]
    private static partial Regex Prompt();

    [GeneratedRegex(@"\G[ \t]*(?:PS [^>\n]*>[ \t]*|[A-Za-z]:\\[^>\n]*>[ \t]*|(?:[\w.-]+@[\w.-]+[^\n]*?[#$%]|\[[^\]\n]*\][#$]|[$%>]"
        + @"|#(?=[ \t]+(?:sudo[ \t]+)?(?:\S*/)?(?:docker|podman)[ \t]))[ \t]+)")]
    private static partial Regex RootPrompt();

    // A shell takes the end of a line that goes on away before it looks for names.
    [GeneratedRegex(@"\G(?:\$(?:\\\n)*(?:(?<name>[A-Za-z_](?:(?:\\\n)*\w)*)|\{(?<name>[A-Za-z_]\w*)\}|\{[^}]*\}|"
        + @"\((?>[^()]+|\((?<d>)|\)(?<-d>))*(?(d)(?!))\)|[0-9@*#?!$-])|`[^`]*`)")]
    private static partial Regex PosixReference();

    [GeneratedRegex(@"\G(?:\$(?<name>(?:env:)?[A-Za-z_]\w*)|\$\{(?<name>[^}]*)\}|\$\((?>[^()]+|\((?<d>)|\)(?<-d>))*(?(d)(?!))\)"
        + @"|(?<=\s)@[A-Za-z_]\w*(?=\s|$))")]
    private static partial Regex PowerShellReference();

    [GeneratedRegex(@"\G%(?<name>[A-Za-z_]\w*)(?::[^%\n]+)?%")]
    private static partial Regex CmdReference();

    // In a batch file a doubled sign stands for itself, and a number for what the file is called with.
    [GeneratedRegex(@"\G%(?:(?<name>[A-Za-z_]\w*)(?::[^%\n]+)?%|(?:~[a-z]*)?[0-9*]|%)")]
    private static partial Regex BatchReference();

    [GeneratedRegex(@"(?im)%%|%~|^[ \t]*(?:@?echo off|@?rem\b|@?setlocal\b)")]
    private static partial Regex BatchSign();

    [GeneratedRegex(@"(?im)^[ \t]*(?:@echo\b|@rem\b|rem[ \t]|@?setlocal\b)")]
    private static partial Regex BatchStart();

    [GeneratedRegex(@"(?m)^[A-Za-z]:\\[^>\n]*>")]
    private static partial Regex CmdPrompt();

    [GeneratedRegex(@"\G<[A-Za-z][\w .:/-]*>")]
    private static partial Regex Placeholder();

    // What a command prints, as a file.
    [GeneratedRegex(@"\G[<>]\((?>[^()]+|\((?<d>)|\)(?<-d>))*(?(d)(?!))\)")]
    private static partial Regex Substitution();
}
