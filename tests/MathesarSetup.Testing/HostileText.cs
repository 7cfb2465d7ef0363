using System.Text;
using CsCheck;

namespace MathesarSetup.Testing;

/// <summary>Texts picked to hurt: every quoting character, what readers take for references and escapes, and all of Unicode's planes.</summary>
public static class HostileText
{
    private static readonly string[] s_pieces =
    [
        "\\",
        "'", "\"", "$", "`", "#", " #", "=", " ", "  ", "!", "%", "%%", "&", "*", "?", "|", ";", "<", ">", "(", ")", "[", "]", "{", "}", "~", "^",
        ",", ":", ": ", "-", "- ", "/", "@", "+",
        "${",
        "${X}", "${X:-a}", "${X:?a}", "$X", "$$", "$(", "$(id)", "\\\\", "\\'", "\\\"", "\\$", "\\n", "\\t", "\\u0041", "\\x41", "''", "\"\"",
        "'\"'\"'", "{{", "}}", "{$X}", "%X%",
        "EOF",
        "END_OF_FILE", "null", "true", "no", "0644", "1e3", "12:30:45", "~", "<<", "---", "...", "&a", "*a", "!!str", "é", "ß", "漢字", "😀",
        "\u00A0",
        "\u3000", "\u200B", "\u202E", "\uFEFF", "e\u0301",
    ];

    private static readonly Gen<string> s_rune = Gen.Int[0x20, 0x2FFFF].Where(IsPrintable).Select(c => new Rune(c).ToString());

    private static readonly Gen<string> s_piece = Gen.Frequency((6, Any(s_pieces)), (2, Gen.Char[' ', '~'].Select(c => c.ToString())), (1, s_rune));

    /// <summary>Printable Unicode without line breaks: mostly short, at times up to 4,096 characters, at times empty.</summary>
    public static Gen<string> OneLine { get; } = Gen.Frequency((30, s_piece.Array[0, 12]), (1, s_piece.Array[100, 1300])).Select(Join);

    /// <summary>The same in several lines, tabs among them.</summary>
    public static Gen<string> Lines { get; } = Gen.Frequency((5, s_piece), (2, Any("\n", "\n", "\n\n", " \n", "\t", "\n\t", "\n  ", "\r\n", "\r")))
        .Array[0, 12].Select(Join);

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Join(string[] pieces)
    {
        var text = string.Concat(pieces);
        return text.Length <= 4096 ? text : text[..(char.IsHighSurrogate(text[4095]) ? 4095 : 4096)];
    }

    private static bool IsPrintable(int c) => Rune.IsValid(c)
        && c is not (0x2028 or 0x2029 or 0xFFFE or 0xFFFF or 0x1FFFE or 0x1FFFF or 0x2FFFE or 0x2FFFF) && !Rune.IsControl(new Rune(c));
}
