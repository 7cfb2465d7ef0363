using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.Units;

/// <summary>
/// A systemd unit, or one of Podman's Quadlet files, which have the same form: sections of keys with values, each below the comment that says what it
/// is for.
/// </summary>
public sealed class SystemdUnit
{
    private readonly StringBuilder _text = new();

    public SystemdUnit(string? header = null) => CommentLines.Write(header, "# ", _text);

    /// <summary>
    /// Whether a quoted word of a unit can hold the value: no control characters but tab and line feed, and nothing that is not a character of
    /// Unicode.
    /// </summary>
    public static bool CanCarry(string value) =>
        SingleLine.Fits(value.Replace('\n', ' '))
            && !value.EnumerateRunes().Any(r => IsNoCharacter(r.Value) || (Rune.IsControl(r) && r.Value is not ('\n' or '\t')));

    /// <summary>
    /// Whether Quadlet can hold the value as a word: what a unit carries, but for the words that it loses on the way, none and a lone semicolon.
    /// </summary>
    public static bool CanCarryThroughQuadlet(string value) => CanCarry(value) && value is not ("" or ";");

    /// <summary>Whether a value without quotes can hold the text: on one line, with no blank, quotation mark or backslash at either end.</summary>
    public static bool CanCarryPlain(string value) =>
        CanCarry(value) && !value.Any(char.IsControl) && value.Length > 0 && !IsEdge(value[0]) && !IsEdge(value[^1]);

    /// <summary>Starts a section of systemd's own.</summary>
    public SystemdSection Section(string name) => Open(name, isQuadlet: false);

    /// <summary>Starts a section of Quadlet's, whose values all end in the command line of a unit, where systemd puts variables in.</summary>
    public SystemdSection QuadletSection(string name) => Open(name, isQuadlet: true);

    public string Write() => _text.ToString();

    private SystemdSection Open(string name, bool isQuadlet)
    {
        SystemdSection.RequireName(name);
        _text.Append(_text.Length > 0 ? "\n" : "").Append('[').Append(name).Append("]\n");
        return new SystemdSection(_text, isQuadlet);
    }

    // systemd takes a line with one of these code points, which Unicode sets aside for ever, for broken UTF-8.
    private static bool IsNoCharacter(int code) => code is >= 0xFDD0 and <= 0xFDEF || (code & 0xFFFE) == 0xFFFE;

    // Readers drop blanks at both ends, Quadlet drops quotation marks too, and a backslash at the end would join the next line.
    private static bool IsEdge(char c) => char.IsWhiteSpace(c) || c is '"' or '\'' or '\\';
}
