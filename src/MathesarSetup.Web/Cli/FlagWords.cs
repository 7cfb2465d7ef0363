using System.CommandLine;

namespace MathesarSetup.Web.Cli;

/// <summary>Which word belongs to which flag. The parser would take the next flag for a word that is missing, and lose that flag.</summary>
internal static class FlagWords
{
    /// <summary>The same words, where a flag that ends in an equals sign has the empty word that stands behind it.</summary>
    public static string[] Spelled(string[] said) => [.. said.SelectMany(Spelled)];

    /// <summary>The flags behind which a word is missing, because another flag stands there. A value of that look follows an equals sign.</summary>
    public static IEnumerable<Option> Missing(Command command, string[] said)
    {
        for (var i = 0; i + 1 < said.Length && said[i] != "--"; i++)
        {
            if (IsFlag(said[i + 1]) && command.Options.FirstOrDefault(o => o.Name == said[i] || o.Aliases.Contains(said[i])) is { } option
                && option.Arity.MinimumNumberOfValues > 0)
            {
                yield return option;
            }
        }
    }

    private static string[] Spelled(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=', StringComparison.Ordinal) == word.Length - 1 && word.Length > 3
            ? [word[..^1], ""] : [word];

    // A hyphen alone is standard input, and a number may be below zero.
    private static bool IsFlag(string word) => word is ['-', not (>= '0' and <= '9'), ..];
}
