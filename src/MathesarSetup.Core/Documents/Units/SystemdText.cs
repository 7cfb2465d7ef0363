using System.Text;

namespace MathesarSetup.Documents.Units;

/// <summary>A piece of a systemd unit: literal text, or a specifier that systemd replaces, such as <c>%h</c> for the home directory.</summary>
public readonly record struct SystemdText
{
    private readonly string? _text;
    private readonly bool _isSpecifier;

    private SystemdText(string text, bool isSpecifier) => (_text, _isSpecifier) = (text, isSpecifier);

    public static implicit operator SystemdText(string literal) => new(literal, isSpecifier: false);

    /// <summary>What systemd puts in for a letter, such as <c>E</c> for the directory of configuration.</summary>
    public static SystemdText Specifier(char letter) =>
        char.IsAsciiLetter(letter) ? new($"%{letter}", isSpecifier: true) : throw new ArgumentException("A specifier is a letter.", nameof(letter));

    /// <summary>A share such as <c>150%</c>, for the keys that read it, which take no specifiers.</summary>
    public static SystemdText Percentage(int percent) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{percent}%"), isSpecifier: true);

    /// <summary>The text for a line that systemd does not unquote.</summary>
    internal string Plain(bool isCommand) => _isSpecifier ? _text! : Percent(_text ?? "", isCommand);

    /// <summary>The text for the inside of double quotes, where systemd reads C's escapes.</summary>
    internal string Quoted(bool isCommand)
    {
        if (_isSpecifier)
        {
            return _text!;
        }

        var output = new StringBuilder();
        foreach (var c in Percent(_text ?? "", isCommand))
        {
            output.Append(c switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '\n' => "\\n",
                '\t' => "\\t",
                _ => c.ToString(),
            });
        }

        return output.ToString();
    }

    /// <summary>Whether a reader takes the text for one word without quotes.</summary>
    internal bool IsSimple =>
        _isSpecifier || (_text ?? "").All(c => char.IsAsciiLetterOrDigit(c) || "-_./:@+=,%".Contains(c, StringComparison.Ordinal));

    /// <summary>The text itself; null for a specifier.</summary>
    internal string? Literal => _isSpecifier ? null : _text ?? "";

    // systemd puts variables into the words of a command, and nowhere else.
    private static string Percent(string text, bool isCommand)
    {
        var escaped = text.Replace("%", "%%", StringComparison.Ordinal);
        return isCommand ? escaped.Replace("$", "$$", StringComparison.Ordinal) : escaped;
    }
}
