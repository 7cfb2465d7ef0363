using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary>Colours for a terminal; without a terminal every text stays as it is.</summary>
internal sealed class Ink
{
    private static readonly Ink s_none = new(isThere: false);
    private static readonly Ink s_all = new(isThere: true);

    private readonly bool _isThere;

    private Ink(bool isThere) => _isThere = isThere;

    public static Ink Of(TextWriter output) => output is Screen { HasColour: true } ? s_all : s_none;

    public string Good(string text) => Paint("32", text);

    public string Bad(string text) => Paint("1;31", text);

    public string Doubtful(string text) => Paint("33", text);

    public string Place(string text) => Paint("36", text);

    public string Strong(string text) => Paint("1", text);

    public string Faint(string text) => Paint("2", text);

    public string Added(string text) => Paint("32", text);

    public string Removed(string text) => Paint("31", text);

    public string Word(Severity severity, string word) => severity switch
    {
        Severity.Error => Bad(word),
        Severity.Warning => Doubtful(word),
        _ => Place(word),
    };

    private string Paint(string colour, string text) => _isThere && text.Length > 0 ? $"\e[{colour}m{text}\e[0m" : text;
}
