using System.Text;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>Reads a file that <c>EnvironmentFile=</c> names as systemd does: quotation marks of both kinds, backslashes, nothing replaced.</summary>
public sealed class SystemdEnvFile
{
    private const string Escapable = "\"\\`$";

    private readonly string _text;
    private int _at;
    private int _line = 1;

    private SystemdEnvFile(string text) => _text = text.TrimStart('\uFEFF');

    public static IEnumerable<HostVariable> Read(string text)
    {
        var file = new SystemdEnvFile(text);
        while (file._at < file._text.Length)
        {
            if (file.Next() is { } variable)
            {
                yield return variable;
            }
        }
    }

    private HostVariable? Next()
    {
        var (line, end) = (_line, _text.IndexOf('\n', _at) is >= 0 and var found ? found : _text.Length);
        var start = _text[_at..end];
        var equals = start.IndexOf('=', StringComparison.Ordinal);
        if (start.Trim() is "" or ['#' or ';', ..] || equals < 0)
        {
            (_at, _line) = (end + 1, _line + 1);
            return start.Trim() is "" or ['#' or ';', ..] ? null : new HostVariable("", start.Trim(), line, line);
        }

        _at += equals + 1;
        var value = Value();
        _line++;
        var name = start[..equals].Trim();
        return EnvName.IsValid(name) ? new HostVariable(name, value, line, _line - 1) : new HostVariable("", start.Trim(), line, _line - 1);
    }

    // To the end of the line, which quotation marks and a backslash carry on. Quotation marks count before the value alone, or right behind others.
    private string Value()
    {
        var (value, quote, begun, kept) = (new StringBuilder(), '\0', false, 0);
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '\n' && quote == '\0')
            {
                _at++;
                break;
            }

            _line += c == '\n' ? 1 : 0;
            if (quote != '\0' ? c == quote : !begun && c is '\'' or '"' && !begun)
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c == '\\' && quote != '\'' && _at + 1 < _text.Length)
            {
                Escape(value, _text[++_at], quote);
                begun = begun || quote == '\0';
            }
            else if (quote != '\0' || begun || !IsBlank(c))
            {
                value.Append(c);
                begun = begun || quote == '\0';
            }

            kept = quote == '\0' && IsBlank(c) ? kept : value.Length;
        }

        return value.ToString(0, kept);
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r';

    private void Escape(StringBuilder value, char c, char quote)
    {
        if (c == '\n')
        {
            _line++;
        }
        else
        {
            value.Append(quote == '"' && !Escapable.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }
    }
}
