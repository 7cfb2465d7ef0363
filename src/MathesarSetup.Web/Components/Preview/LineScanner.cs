using MathesarSetup.Catalogue;

namespace MathesarSetup.Web.Components.Preview;

/// <summary>Finds what most formats share: comments, quoted texts, variables, numbers, masks and given words.</summary>
internal static class LineScanner
{
    /// <summary>Cuts the rest of a line, from <paramref name="at"/> on.</summary>
    public static void Scan(string line, int at, List<Token> tokens, HashSet<string> words)
    {
        while (at < line.Length)
        {
            var (kind, end) = Next(line, at, words);
            Add(tokens, kind, line[at..end]);
            at = end;
        }
    }

    /// <summary>Adds a piece, joined to the one before when both have the same colour.</summary>
    public static void Add(List<Token> tokens, TokenKind kind, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (tokens.Count > 0 && tokens[^1].Kind == kind)
        {
            tokens[^1] = new Token(kind, tokens[^1].Text + text);
        }
        else
        {
            tokens.Add(new Token(kind, text));
        }
    }

    public static bool IsNumber(string text) => text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c == '.') && char.IsAsciiDigit(text[0]);

    private static (TokenKind Kind, int End) Next(string line, int at, HashSet<string> words) => line[at] switch
    {
        '#' when at == 0 || line[at - 1] is ' ' or '\t' => (TokenKind.Comment, line.Length),
        '"' or '\'' => (TokenKind.Text, QuoteEnd(line, at)),
        '$' when at + 1 < line.Length && (line[at + 1] is '{' || char.IsLetter(line[at + 1]) || line[at + 1] is '_') =>
            (TokenKind.Variable, VariableEnd(line, at)),
        SecretDot when line.AsSpan(at).StartsWith(SecretText.Mask) => (TokenKind.Masked, at + SecretText.Mask.Length),
        var c when IsWordPart(c) => Word(line, at, words),
        _ => (TokenKind.Plain, at + 1),
    };

    private const char SecretDot = '•';

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/';

    private static (TokenKind Kind, int End) Word(string line, int at, HashSet<string> words)
    {
        var end = at;
        while (end < line.Length && IsWordPart(line[end]))
        {
            end++;
        }

        var word = line[at..end];
        return (words.Contains(word) || word is "true" or "false" or "null" ? TokenKind.Word
            : IsNumber(word) ? TokenKind.Number
            : TokenKind.Plain, end);
    }

    private static int QuoteEnd(string line, int at)
    {
        var end = at + 1;
        while (end < line.Length && line[end] != line[at])
        {
            end += line[end] == '\\' && line[at] == '"' ? 2 : 1;
        }

        return Math.Min(end + 1, line.Length);
    }

    private static int VariableEnd(string line, int at)
    {
        if (line[at + 1] == '{')
        {
            var close = line.IndexOf('}', at);
            return close < 0 ? line.Length : close + 1;
        }

        var end = at + 1;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_'))
        {
            end++;
        }

        return end;
    }
}
