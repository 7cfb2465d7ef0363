using System.CommandLine;
using System.CommandLine.Parsing;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;

namespace MathesarSetup.Web.Cli;

/// <summary>What is said about a command line that is not understood.</summary>
internal static class UsageErrors
{
    // What other programs call it.
    private static readonly Dictionary<string, string> s_elsewhere = new(StringComparer.Ordinal)
    {
        ["install"] = "apply",
        ["up"] = "apply",
        ["deploy"] = "apply",
        ["write"] = "generate",
        ["render"] = "generate",
        ["plan"] = "diff",
        ["test"] = "check",
        ["doctor"] = "check",
        ["explain"] = "settings",
        ["config"] = "settings",
        ["rollback"] = "history",
        ["versions"] = "history",
        ["wizard"] = "serve",
        ["start"] = "serve",
        ["init"] = "serve",
        ["update"] = "upgrade",
        ["remove"] = "uninstall",
        ["purge"] = "uninstall",
    };

    /// <summary>The first word is no verb.</summary>
    public static string UnknownVerb(string said, IReadOnlyCollection<string> verbs)
    {
        var near = s_elsewhere.GetValueOrDefault(said) ?? UnknownKey.NearestOf(said, verbs);
        return said.Length == 0 ? "The first word is empty. Leave it out, or say a verb."
            : near is not null ? $"`{said}` is not a verb. The nearest is `{near}`."
            : Directory.Exists(said) ? $"`{said}` is not a verb. To open the wizard in that directory: mathesar-setup serve --dir {Sh.Quote(said)}"
            : $"`{said}` is not a verb.";
    }

    /// <summary>What is wrong, a sentence each; flags that do not exist hide what follows from them.</summary>
    public static IEnumerable<string> Of(ParseResult parsed, IReadOnlyCollection<string> verbs)
    {
        var command = parsed.CommandResult.Command;
        return parsed.UnmatchedTokens.FirstOrDefault(static token => token.StartsWith('-')) is { } flag ? [UnknownFlag(flag, command)]
            : parsed.UnmatchedTokens.FirstOrDefault(verbs.Contains) is { } verb
                ? [$"`{verb}` is a verb, and a verb stands first: mathesar-setup {verb} ..."]
            : parsed.Errors.Select(static e => e.SymbolResult is OptionResult said ? OfValue(said) ?? e.Message : e.Message).Distinct();
    }

    /// <summary>A flag has no word, or another flag where its word should be.</summary>
    public static string WordMissing(System.CommandLine.Option option) =>
        $"{option.Name} wants a word behind it{(option.HelpName is { } name ? $": {option.Name} {name}" : "")}.";

    // In the flag's own words: the parser would name types of its own.
    private static string? OfValue(OptionResult said) => said.Tokens.Count < said.Option.Arity.MinimumNumberOfValues ? WordMissing(said.Option)
        : FlagRule.IsReadable(said) || said.Tokens.Count == 0 ? null
        : said.Tokens.Count > said.Option.Arity.MaximumNumberOfValues ? $"{said.Option.Name} is said {said.Tokens.Count} times, and one is meant."
        : $"{said.Option.Name} {said.Tokens[^1].Value}: this is no whole number.";

    // What stands behind the equals sign may be a secret.
    private static string UnknownFlag(string said, Command command)
    {
        var flag = said.Split('=')[0];
        if (Own(command).Contains(flag) || (VerbPages.Of(command.Name).TakesAnswers && UnknownKey.Flags.Contains(flag.TrimStart('-'))))
        {
            return $"{flag} stands behind a lone --, and what stands there is no flag. Leave the -- out.";
        }

        if (VerbPages.Of(command.Name).TakesAnswers)
        {
            return There(flag, UnknownKey.NearestOf(flag, Own(command).Concat(UnknownKey.Flags.Select(static f => $"--{f}"))));
        }

        return flag.StartsWith("--", StringComparison.Ordinal) && SpokenKey.Find(flag[2..]) is not null
            ? $"`{command.Name}` takes no answers, so {flag} has no place here. It is for generate, validate, check, diff, apply, import and "
                + "prepare-database."
            : There(flag, UnknownKey.NearestOf(flag, Own(command)));
    }

    private static string There(string flag, string? near) =>
        near is null ? $"There is no flag {flag}." : $"There is no flag {flag}. The nearest is {near}.";

    private static IEnumerable<string> Own(Command command) =>
        command.Options.Where(static o => !o.Hidden).Select(static o => o.Name).Append("--help");
}
