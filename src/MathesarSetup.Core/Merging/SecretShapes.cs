using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Merging;

/// <summary>
/// Secrets in free text that nobody knows by value: what stands behind a name such as <c>password</c>, or has the shape of a token. A log holds what
/// others typed, so it has secrets that no file has.
/// </summary>
public static partial class SecretShapes
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string Name = @"(passw(or)?d|passphrase|passwd|pwd|(?<![A-Za-z])pass|secret|token|credentials?|session_?id|api[_-]?key"
        + @"|access[_-]?key|private[_-]?key|secret[_-]?key|encryption[_-]?key|signing[_-]?key)";

    private static readonly Regex[] s_shapes =
    [
        PrivateKey(), Base64Line(), SqlLiteral(), SqlDollars(), Verifier(), Header(), Bearer(), Login(), UserFlag(), Flag(), Assigned(), Token(),
    ];

    /// <summary>The text with dots for each, a line for a line.</summary>
    public static string Hide(string text) => s_shapes.Aggregate(text, static (hidden, shape) => shape.Replace(hidden, Dotted));

    // Line ends stay, so that lines can be told apart afterwards.
    private static string Dotted(Match match)
    {
        var secret = match.Groups["s"];
        var dots = string.Join('\n', secret.Value.Split('\n').Select(static _ => SecretText.Mask));
        var at = secret.Index - match.Index;
        return match.Value[..at] + dots + match.Value[(at + secret.Length)..];
    }

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(?<s>((?!-----END)[\s\S]){1,10000})", Any)]
    private static partial Regex PrivateKey();

    // A line of a key that came alone. A hash has letters of one case.
    [GeneratedRegex(@"(?<=^\s*)(?<s>(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)[A-Za-z0-9+/]{60,}={0,2})(?=\s*$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Base64Line();

    [GeneratedRegex(@"\bpassword\s+(E|U&)?'(?<s>([^'\\]|''|\\.){1,500})", Any)]
    private static partial Regex SqlLiteral();

    [GeneratedRegex(@"\bpassword\s+(?<tag>\$\w*\$)(?<s>[\s\S]{1,500}?)(\k<tag>|\z)", Any)]
    private static partial Regex SqlDollars();

    [GeneratedRegex(@"(?<s>SCRAM-SHA-256\$\d[^\s'""]+|\bmd5[0-9a-f]{32}\b)", Any)]
    private static partial Regex Verifier();

    [GeneratedRegex(@"\b((Proxy-)?Authorization|(Set-)?Cookie)\\?[""']?\s*[:=]\s*\\?[""']?(?<s>[^\r\n""']+)", Any)]
    private static partial Regex Header();

    [GeneratedRegex(@"\b(Bearer|Basic)\s+(?<s>[\w.~+/=-]*\d[\w.~+/=-]{7,})", Any)]
    private static partial Regex Bearer();

    // Up to the last one, because a password may hold one; a port is none.
    [GeneratedRegex(@"://[^\s:/@'""]*:(?!\d{1,5}[/?#])(?<s>[^\s'""<>]+)@", Any)]
    private static partial Regex Login();

    // Not the numbers of a user and a group.
    [GeneratedRegex(@"(?<![\w-])(-u|--user|--proxy-user)[ =]*[""']?(?!\d+:)[^\s:'""-][^\s:'""]*:(?<s>[^\s'""]+)", Any)]
    private static partial Regex UserFlag();

    [GeneratedRegex(@"(?<![\w-])--[\w-]*" + Name + @"[ =]+[""']?(?<s>[^\s'""-][^\s'""]*)", Any)]
    private static partial Regex Flag();

    [GeneratedRegex(Name + @"\\?[""']?\s*(=>|:=|=|:)\s*(?!\\?[""']?(none|null|true|false)\b)"
        + @"(''(?<s>[^'\n]+)''|\\""(?<s>[^""\\\n]+)|""(?<s>([^""\\\n]|\\.)+)|'(?<s>([^'\\\n]|''|\\.)+)|(?<tag>\$\w*\$)(?<s>[\s\S]{1,500}?)\k<tag>"
        + @"|(?![{\[]\s*([""']|$|\n))(?<s>[^\s""',;&)}\]]+))", Any)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"(?<![A-Za-z0-9_])(?<s>eyJ[\w-]{8,}\.[\w-]{4,}(\.[\w-]*)?|gh[pousr]_\w{6,}|github_pat_\w{6,}|glpat-[\w-]{8,}|xox[abeprs]-[\w-]{8,}"
        + @"|sk-[\w-]{16,}|[sr]k_(live|test)_\w{8,}|A(KIA|SIA)[A-Z0-9]{16}|AIza[\w-]{30,}|npm_\w{30,}|hf_\w{20,}|dop_v1_\w{20,})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
