using MathesarSetup.Catalogue;

namespace MathesarSetup.Web.Components.Preview;

/// <summary>
/// Cuts lines of generated files into coloured pieces. It knows just enough of each format to be a help to the eye; it judges nothing.
/// </summary>
public static class Syntax
{
    private static readonly HashSet<string> s_shellWords = new(StringComparer.Ordinal)
    {
        "if",
        "then",
        "else",
        "elif",
        "fi",
        "for",
        "in",
        "do",
        "done",
        "while",
        "until",
        "case",
        "esac",
        "return",
        "exit",
        "set",
        "local",
        "exec",
        "export",
        "shift",
        "trap",
        "function",
    };

    /// <summary>The pieces of a line, which give the whole line when joined.</summary>
    public static List<Token> Cut(string path, string line)
    {
        var tokens = new List<Token>();
        switch (FormOf(path))
        {
            case Form.Yaml:
                CutYaml(line, tokens);
                break;
            case Form.Env:
                CutEnv(line, tokens);
                break;
            case Form.Shell:
                LineScanner.Scan(line, 0, tokens, s_shellWords);
                break;
            case Form.Markdown:
                CutMarkdown(line, tokens);
                break;
            case Form.Other:
                CutOther(line, tokens);
                break;
        }

        return tokens;
    }

    private enum Form
    {
        Yaml,
        Env,
        Shell,
        Markdown,
        Other,
    }

    private static Form FormOf(string path) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        var name when name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal) => Form.Yaml,
        // Units are pairs and comments too.
        var name when name.EndsWith(".env", StringComparison.Ordinal) || name.EndsWith(".container", StringComparison.Ordinal)
            || name.EndsWith(".network", StringComparison.Ordinal) || name.EndsWith(".volume", StringComparison.Ordinal) => Form.Env,
        var name when name.EndsWith(".sh", StringComparison.Ordinal) => Form.Shell,
        var name when name.EndsWith(".md", StringComparison.Ordinal) => Form.Markdown,
        _ => Form.Other,
    };

    // `  - key: value # comment`
    private static void CutYaml(string line, List<Token> tokens)
    {
        var at = Blanks(line, 0);
        while (at + 1 < line.Length && line[at] == '-' && line[at + 1] == ' ')
        {
            at = Blanks(line, at + 1);
        }

        LineScanner.Add(tokens, TokenKind.Plain, line[..at]);
        var colon = at < line.Length && line[at] is '#' or '"' or '\'' ? -1 : KeyEnd(line, at);
        if (colon > at)
        {
            LineScanner.Add(tokens, TokenKind.Key, line[at..colon]);
            at = colon;
        }

        LineScanner.Scan(line, at, tokens, []);
    }

    private static int KeyEnd(string line, int at)
    {
        var colon = line.IndexOf(':', at);
        while (colon >= 0 && colon + 1 < line.Length && line[colon + 1] != ' ')
        {
            colon = line.IndexOf(':', colon + 1);
        }

        var comment = line.IndexOf(" #", at, StringComparison.Ordinal);
        return comment >= 0 && comment < colon ? -1 : colon;
    }

    private static void CutEnv(string line, List<Token> tokens)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (line.StartsWith('#') || equals < 0)
        {
            LineScanner.Add(tokens, line.StartsWith('#') ? TokenKind.Comment : TokenKind.Plain, line);
            return;
        }

        LineScanner.Add(tokens, TokenKind.Key, line[..equals]);
        LineScanner.Add(tokens, TokenKind.Plain, "=");
        var value = line[(equals + 1)..];
        LineScanner.Add(tokens, value.Contains(SecretText.Mask, StringComparison.Ordinal) ? TokenKind.Masked
            : LineScanner.IsNumber(value) ? TokenKind.Number
            : TokenKind.Text, value);
    }

    private static void CutMarkdown(string line, List<Token> tokens)
    {
        if (line.StartsWith('#'))
        {
            LineScanner.Add(tokens, TokenKind.Heading, line);
            return;
        }

        if (line.StartsWith("    ", StringComparison.Ordinal))
        {
            LineScanner.Add(tokens, TokenKind.Text, line);
            return;
        }

        foreach (var (part, i) in line.Split('`').Select((part, i) => (part, i)))
        {
            LineScanner.Add(tokens, i % 2 == 1 ? TokenKind.Text : TokenKind.Plain, i % 2 == 1 ? $"`{part}" : i == 0 ? part : $"`{part}");
        }
    }

    // Caddyfile, nginx, ignore lists: the first word says what the line does.
    private static void CutOther(string line, List<Token> tokens)
    {
        var at = Blanks(line, 0);
        LineScanner.Add(tokens, TokenKind.Plain, line[..at]);
        var end = at;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] is '_' or '-' or '.'))
        {
            end++;
        }

        LineScanner.Add(tokens, TokenKind.Key, line[at..end]);
        LineScanner.Scan(line, end, tokens, []);
    }

    private static int Blanks(string line, int at)
    {
        while (at < line.Length && line[at] == ' ')
        {
            at++;
        }

        return at;
    }
}
