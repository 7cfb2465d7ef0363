using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Reference;

/// <summary>What there is to say about one setting, for the terminal.</summary>
/// <param name="Paragraphs">What it is for.</param>
/// <param name="Facts">How it is said, what it may be, and what a change costs.</param>
public sealed record SettingExplanation(ImmutableArray<string> Paragraphs, ImmutableArray<Fact> Facts)
{
    /// <param name="key">The setting's key, or a concrete one with the user's names in it.</param>
    public static SettingExplanation Of(Setting setting, string key) =>
        new([setting.Help, .. setting.Why is { } why ? new[] { why } : []], [.. Said(setting, key), .. Values(setting), .. Conditions(setting)]);

    /// <summary>The flags of some settings, and what each of them is.</summary>
    public static IEnumerable<Fact> Flags(IEnumerable<string> keys) => keys.Select(static key => Settings.Find(key)!)
        .Select(static s => new Fact(Flag(s.Key) + (Word(s) is { Length: > 0 } word ? $" {word}" : ""), Line(s)));

    /// <summary>Its title and its default, in a line.</summary>
    public static string Line(Setting setting) =>
        (setting.Title.EndsWith('?') || setting.Title.EndsWith('.') ? setting.Title : $"{setting.Title}.")
            + (SettingDefault.Text(setting) is { Length: > 0 } text ? $" [{text}]" : "");

    private static IEnumerable<Fact> Said(Setting setting, string key)
    {
        var example = setting.Secret ? "TEXT" : Quoted(setting.ExampleText);
        yield return new("Flag", Flag(key) + (setting.Editor is Editor.Toggle ? "" : $" {example}"));
        if (setting.Secret)
        {
            yield return new("Flag, from a file", $"{Flag(key)}-file PATH, or - for standard input; other users see what a program is called with");
        }

        yield return new("Variable", $"MATHESAR_SETUP_{Flag(key)[2..].Replace('-', '_').ToUpperInvariant()}={example}");
        yield return new("In a file", $"{(setting.Secret ? AnswersFile.SecretsName : AnswersFile.Name)}: {InFile(key, setting)}");
        if (setting.Variable is not null)
        {
            yield return new("Mathesar reads", setting.Variable);
        }
    }

    private static IEnumerable<Fact> Values(Setting setting)
    {
        if (setting.Editor is Editor.Choice choice)
        {
            foreach (var (option, i) in choice.Options.Select(static (option, i) => (option, i)))
            {
                var label = option.Label == option.Text ? "" : $": {option.Label}";
                yield return new(i == 0 ? "One of" : "", option.Text + label + (option.Consequence.Length > 0 ? $". {option.Consequence}" : ""));
            }
        }

        if (setting.Editor is Editor.Number number)
        {
            yield return new("Values", $"from {number.Least} to {number.Most}{(number.Unit.Length > 0 ? " " + number.Unit : "")}");
        }

        yield return new("Default", setting.Secret ? setting.Settle is null ? "none" : "made by chance when nobody gives one"
            : SettingDefault.Text(setting) is { Length: > 0 } text ? text : "none");
        if (!setting.Secret)
        {
            yield return new("Example", setting.ExampleText);
        }
    }

    private static IEnumerable<Fact> Conditions(Setting setting)
    {
        yield return new("Asked", AskingCondition.Of(setting)
            + (Steps.All.FirstOrDefault(step => step.Settings.Contains(setting)) is { } step ? $"; in the wizard on the page {step.Title}" : ""));
        yield return new("A change", setting.Cost switch
        {
            ChangeCost.Live => "needs no restart",
            ChangeCost.Restart => "restarts Mathesar, which does not answer for some seconds",
            _ => "is not possible without loss once there is data",
        });
        if (setting.Since is not null)
        {
            yield return new("Read", $"from Mathesar {setting.Since.ToString(3)} on");
        }

        if (setting.Until is not null)
        {
            yield return new("No longer read", $"from Mathesar {setting.Until.ToString(3)} on");
        }
    }

    private static string Flag(string key) => $"--{key.Replace('.', '-').Replace("*", "NAME", StringComparison.Ordinal)}";

    private static string Word(Setting setting) => setting.Editor switch
    {
        Editor.Toggle => "",
        Editor.Number => "NUMBER",
        _ => "TEXT",
    };

    private static string InFile(string key, Setting setting)
    {
        var parts = key.Replace("*", "NAME", StringComparison.Ordinal).Split('.');
        var value = setting.Secret ? "TEXT"
            : setting.Editor is Editor.TextList ? $"[{string.Join(", ", setting.ExampleText.Split(',', StringSplitOptions.TrimEntries))}]"
            : Quoted(setting.ExampleText);
        return string.Concat(parts.SkipLast(1).Select(static part => $"{part}: {{ ")) + $"{parts[^1]}: {value}"
            + string.Concat(Enumerable.Repeat(" }", parts.Length - 1));
    }

    // An example is the catalogue's, so what it may hold is known.
    private static string Quoted(string example) => example.Any(static c => char.IsWhiteSpace(c) || c is ';' or '#' or '&' or '*' or '$')
        ? $"'{example}'"
        : example;
}

/// <summary>Something that is so, with the word that it goes by.</summary>
public sealed record Fact(string Name, string Text);
