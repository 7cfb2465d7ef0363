using System.Text.RegularExpressions;
using MathesarSetup.Web.Cli;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>What the program says of itself and of its verbs.</summary>
public sealed partial class HelpTests
{
    public static TheoryData<string> EveryVerb => [.. Verbs.Names];

    [Theory]
    [MemberData(nameof(EveryVerb))]
    public void Every_verb_is_listed_once_and_explained_with_examples_that_are_understood(string verb)
    {
        Assert.Single(Regex.Matches(Run("--help").Output, $@"(?m)^  {verb} "));
        var help = Run(verb, "--help");
        Assert.Equal((0, ""), (help.Exit, help.Errors));
        Assert.Equal(help.Output, Run("help", verb).Output);
        var examples = Example().Matches(help.Output[help.Output.IndexOf("\nExamples", StringComparison.Ordinal)..]);
        Assert.True(examples.Count >= 2);
        Assert.All(examples,
            static example => Assert.Empty(Verbs.Parse(example.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Errors));
    }

    [Theory]
    [MemberData(nameof(EveryVerb))]
    public void A_default_and_what_holds_for_all_answers_are_said_once(string verb)
    {
        var help = Run(verb, "--help").Output;
        Assert.DoesNotContain("[default", help, StringComparison.Ordinal);
        Assert.InRange(Regex.Count(help, "8765"), 0, 1);
        Assert.InRange(Regex.Count(help, "Every setting is a flag"), 0, 1);
    }

    [Fact]
    public void The_first_page_has_groups_examples_exit_codes_the_environment_and_where_there_is_more()
    {
        var help = Run("--help").Output;
        Assert.All(new[]
        {
            "\nIn the browser\n", "\nFrom answers to a running Mathesar\n", "\nExamples\n", "\nEnvironment\n", "\nExit codes\n", "\n  130  ",
            "docs/command-line.md", "https://docs.mathesar.org",
        }, part => Assert.Single(Regex.Matches(help, Regex.Escape(part))));
        Assert.Equal(help, Run("help").Output);
        Assert.Equal(help, Run("-h").Output);
        Assert.Single(Regex.Matches(help, "Every setting"));
    }

    [Fact]
    public void Generate_says_how_settings_are_said_and_which_are_said_most()
    {
        var help = Run("generate", "--help").Output;
        Assert.All(new[] { "--access-port NUMBER", "--database-mode", "--mathesar-version", "`mathesar-setup settings`" },
            part => Assert.Contains(part, help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-V")]
    [InlineData("version")]
    public void The_version_has_the_name_and_a_short_build(string said) =>
        Assert.Matches(@"^mathesar-setup \d+\.\d+\.\d+( \(build [0-9a-f]{9}\))?\n$", Run(said).Output);

    [Theory]
    [InlineData("generat", "`generat` is not a verb. The nearest is `generate`.")]
    [InlineData("install", "`install` is not a verb. The nearest is `apply`.")]
    [InlineData("frobnicate", "`frobnicate` is not a verb.")]
    [InlineData("", "The first word is empty. Leave it out, or say a verb.")]
    public void A_word_that_is_no_verb_leads_to_the_nearest(string said, string sentence)
    {
        Assert.Equal((2, "", $"error: {sentence}\nSee: mathesar-setup --help\n"), Run(said, "--dir", "x"));
        Assert.Equal((2, "", $"error: {sentence}\nSee: mathesar-setup --help\n"), Run("help", said));
    }

    [Theory]
    [InlineData("error: There is no flag --jso. The nearest is --json.\nSee: mathesar-setup check --help\n", "check", "--jso")]
    [InlineData("error: There is no flag --acess-port. The nearest is --access-port.\nSee: mathesar-setup diff --help\n",
        "diff", "--acess-port=hush")]
    [InlineData("error: `serve` takes no answers, so --access-port has no place here. It is for generate, validate, check, diff, apply, import and "
        + "prepare-database.\nSee: mathesar-setup serve --help\n", "--access-port", "8080")]
    [InlineData("error: `generate` is a verb, and a verb stands first: mathesar-setup generate ...\nSee: mathesar-setup serve --help\n",
        "--dir", "x", "generate")]
    public void A_word_in_the_wrong_place_leads_to_the_right_one(string sentence, params string[] said) =>
        Assert.Equal((2, "", sentence), Run(said));

    // The program's own list of what takes a word: a new flag is asked too.
    [Theory]
    [MemberData(nameof(EveryVerb))]
    public void A_flag_without_its_word_is_told_and_nothing_else(string verb)
    {
        var command = Verbs.Parse([verb]).CommandResult.Command;
        Assert.All(command.Options.Where(static o => o.Arity.MinimumNumberOfValues > 0), option =>
        {
            var (exit, output, errors) = Run(verb, option.Name);
            Assert.Equal((2, ""), (exit, output));
            Assert.Matches($@"^error: {option.Name} wants a word behind it(: {option.Name} [^\n]+)?\.\nSee: mathesar-setup {verb} --help\n$", errors);
        });
    }

    // What is swallowed may be what keeps the program from writing.
    [Theory]
    [MemberData(nameof(EveryVerb))]
    public void A_flag_never_takes_the_next_one_for_its_word(string verb)
    {
        var command = Verbs.Parse([verb]).CommandResult.Command;
        Assert.All(command.Options.Where(static o => o.Arity.MinimumNumberOfValues > 0), option =>
        {
            var behind = Run(verb, option.Name, "--help");
            Assert.Equal((2, ""), (behind.Exit, behind.Output));
            Assert.StartsWith($"error: {option.Name} wants a word behind it", behind.Errors, StringComparison.Ordinal);
            Assert.Equal(Run(verb, option.Name, "", "--help"), Run(verb, $"{option.Name}=", "--help"));
        });
    }

    [Fact]
    public void An_empty_word_behind_an_equals_sign_is_empty()
    {
        Assert.Equal((2, "", "error: --dir is given an empty word. Leave it out, or say what is meant.\nSee: mathesar-setup import --help\n"),
            Run("import", "--dir=", "--show"));
        Assert.Equal((2, "", "error: --dir is said 2 times, and one is meant.\nSee: mathesar-setup import --help\n"),
            Run("import", "--dir", "a", "--dir", "b"));
    }

    [Theory]
    [InlineData("history", "--restore", "x")]
    [InlineData("history", "--diff", "1", "x")]
    [InlineData("serve", "--port", "x")]
    public void A_word_that_is_no_number_is_told_without_words_of_the_parser(params string[] said) => Assert.Equal(
        (2, "", $"error: {said[1]} x: this is no whole number.\nSee: mathesar-setup {said[0]} --help\n"), Run(said));

    private static (int Exit, string Output, string Errors) Run(params string[] said)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        return (Verbs.Run(said, output, errors), output.ToString(), errors.ToString());
    }

    [GeneratedRegex("(?m)^  mathesar-setup ?(.*)$")]
    private static partial Regex Example();
}
