using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.Units;

/// <summary>A section of a systemd unit. A key may stand several times.</summary>
public sealed class SystemdSection
{
    private readonly StringBuilder _text;
    private readonly bool _isQuadlet;

    internal SystemdSection(StringBuilder text, bool isQuadlet) => (_text, _isQuadlet) = (text, isQuadlet);

    public void Comment(string text) => CommentLines.Write(text, "# ", _text);

    /// <summary>Adds a value that systemd takes as it stands to the end of the line, such as a description.</summary>
    /// <exception cref="ArgumentException">The line cannot hold it: ask <see cref="SystemdUnit.CanCarryPlain"/> first.</exception>
    public void Add(string key, SystemdWord value, string? comment = null)
    {
        var plain = value.Plain(_isQuadlet);
        SingleLine.Require(SystemdUnit.CanCarryPlain(plain), "a line of a systemd unit");
        Line(key, plain, comment);
    }

    /// <summary>Adds words that systemd unquotes, such as <c>NAME=value</c> for <c>Environment=</c>.</summary>
    /// <exception cref="ArgumentException">A word cannot be held: ask <see cref="SystemdUnit.CanCarry"/> first.</exception>
    public void AddWords(string key, ReadOnlySpan<SystemdWord> words, string? comment = null) => AddQuoted(key, words, _isQuadlet, comment);

    /// <summary>Adds a command with its arguments, as for <c>ExecStart=</c>, which systemd runs without a shell.</summary>
    /// <exception cref="ArgumentException">A word cannot be held: ask <see cref="SystemdUnit.CanCarry"/> first.</exception>
    public void AddCommand(string key, ReadOnlySpan<SystemdWord> words, string? comment = null) => AddQuoted(key, words, isCommand: true, comment);

    internal static void RequireName(string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException("A section or key is named by letters, digits and hyphens.", nameof(name));
        }
    }

    private void AddQuoted(string key, ReadOnlySpan<SystemdWord> words, bool isCommand, string? comment)
    {
        var all = words.ToArray();
        SingleLine.Require(all.All(CanCarry), "a word of a systemd unit");
        Line(key, string.Join(' ', all.Select(w => w.Quoted(isCommand))), comment);
    }

    private bool CanCarry(SystemdWord word) =>
        word.Pieces.All(p => p.Literal is null || SystemdUnit.CanCarry(p.Literal))
            && (!_isQuadlet || SystemdUnit.CanCarryThroughQuadlet(word.Plain(isCommand: true)));

    private void Line(string key, string value, string? comment)
    {
        RequireName(key);
        CommentLines.Write(comment, "# ", _text);
        _text.Append(key).Append('=').Append(value).Append('\n');
    }
}
