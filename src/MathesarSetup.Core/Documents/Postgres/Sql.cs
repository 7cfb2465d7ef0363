using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.Postgres;

/// <summary>PostgreSQL's quoting: the one place where a name or a text becomes part of a statement.</summary>
public static class Sql
{
    /// <summary>Whether PostgreSQL can hold the text at all: it knows no NUL and no half of a surrogate pair.</summary>
    public static bool CanCarry(string text) => SingleLine.Fits(text.Replace('\n', ' ').Replace('\r', ' '));

    /// <summary>A name as it is, capitals, blanks and quotes included.</summary>
    /// <exception cref="ArgumentException">PostgreSQL cannot hold the name.</exception>
    public static string Identifier(string name)
    {
        SingleLine.Require(CanCarry(name) && name.Length > 0, "PostgreSQL");
        return $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A text, whatever standard_conforming_strings says.</summary>
    /// <exception cref="ArgumentException">PostgreSQL cannot hold the text.</exception>
    public static string Literal(string text)
    {
        SingleLine.Require(CanCarry(text), "PostgreSQL");
        var doubled = text.Replace("'", "''", StringComparison.Ordinal);
        return doubled.Contains('\\', StringComparison.Ordinal) ? $"E'{doubled.Replace("\\", "\\\\", StringComparison.Ordinal)}'" : $"'{doubled}'";
    }
}
