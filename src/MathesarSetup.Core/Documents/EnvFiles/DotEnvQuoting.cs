using System.Text;
using System.Text.RegularExpressions;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>
/// Quotes one value of a <c>.env</c> file. Single quotes where they do: most legible, and Compose expands nothing in them.
/// They do not where python-dotenv reads an escape (<c>\\</c>, <c>\'</c>, a closing backslash) or a reference (<c>${X}</c>)
/// in them; then double quotes, in which both readers know <c>\\</c> and <c>\"</c>.
/// </summary>
internal static partial class DotEnvQuoting
{
    /// <summary>The variable that holds a dollar sign: both readers expand it in double quotes, and neither looks at the result again.</summary>
    public const string Dollar = "MATHESAR_DOLLAR";

    // python-dotenv takes \" for an escaped quote even where the backslash itself is escaped, and reads on to the next quote
    // in the file: an empty reference keeps the two apart.
    private const string Nothing = "${MATHESAR_NOTHING:-}";

    public static bool NeedsDollar(string value) => !FitsSingleQuotes(value) && value.Contains('$', StringComparison.Ordinal);

    public static string Quote(string value) =>
        FitsSingleQuotes(value) ? $"'{value.Replace("'", "\\'", StringComparison.Ordinal)}'" : DoubleQuote(value);

    private static bool FitsSingleQuotes(string value) =>
        !value.Contains("\\\\", StringComparison.Ordinal) && !value.Contains("\\'", StringComparison.Ordinal)
        && !value.EndsWith('\\') && !PythonReference().IsMatch(value);

    private static string DoubleQuote(string value)
    {
        var output = new StringBuilder("\"");
        foreach (var c in value)
        {
            output.Append(c switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '$' => $"${{{Dollar}}}",
                _ => c.ToString(),
            });
        }

        return output.Append(value.EndsWith('\\') ? Nothing : "").Append('"').ToString();
    }

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex PythonReference();
}
