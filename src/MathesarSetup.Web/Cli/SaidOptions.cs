using System.Collections.Immutable;
using System.CommandLine;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Web.Cli;

/// <summary>The options that say single answers: <c>--set</c>, and a flag for each setting.</summary>
internal sealed class SaidOptions
{
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "One answer, such as database.port=5433. Can be repeated.",
        HelpName = "KEY=VALUE",
    };
    private readonly ImmutableArray<Flag> _flags;

    /// <param name="arguments">Flags that stand here are made: all of them would cost more time than the work itself.</param>
    /// <param name="shown">The names of flags that the help lists; the others are hidden.</param>
    public SaidOptions(Command command, IReadOnlyList<string> arguments, params IEnumerable<string> shown)
    {
        command.Add(_set);
        var listed = shown.ToArray();
        _flags =
        [
            .. arguments.Where(static a => a.StartsWith("--", StringComparison.Ordinal)).Select(static a => a[2..].Split('=')[0]).Concat(listed)
                .Distinct(StringComparer.Ordinal).Select(name => Flag.Find(name, listed.Contains(name))).OfType<Flag>(),
        ];
        foreach (var flag in _flags)
        {
            command.Add(flag.Option);
        }

        command.AddRule(result =>
        {
            foreach (var text in (result.GetValue(_set) ?? []).Where(t => t.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                result.AddError(text.Contains('=', StringComparison.Ordinal)
                    ? "--set needs a key before the equals sign, as in --set database.port=5433."
                    : "--set needs a key and a value, as in --set database.port=5433.");
            }
        });
    }

    public ImmutableArray<SaidText> Read(ParseResult parsed) =>
    [
        .. (parsed.GetValue(_set) ?? []).Select(Split),
        .. _flags.SelectMany(flag => Said(parsed, flag.Option, flag.Key)),
    ];

    // A list may be said in several flags; of anything else the last one counts.
    private static IEnumerable<SaidText> Said(ParseResult parsed, Option<string[]> option, SpokenKey key)
    {
        if (parsed.GetResult(option) is null or { Implicit: true })
        {
            return [];
        }

        var texts = parsed.GetValue(option) ?? [];
        var text = texts is [] ? "true" : key.Setting.Editor is Editor.TextList ? string.Join(',', texts) : texts[^1];
        return [new SaidText(option.Name, option.Name[2..], text) { IsInArguments = true }];
    }

    private static SaidText Split(string text)
    {
        var key = text[..text.IndexOf('=', StringComparison.Ordinal)];
        return new SaidText($"--set {key}", key, text[(key.Length + 1)..]) { IsInArguments = true };
    }

    private sealed record Flag(Option<string[]> Option, SpokenKey Key)
    {
        public static Flag? Find(string name, bool isShown) => SpokenKey.Find(name) is not { } key ? null : new(new Option<string[]>($"--{name}")
        {
            Description = key.IsFile ? $"{key.Setting.Title}, in a file; - for standard input." : $"{key.Setting.Title}.",
            HelpName = key.IsFile ? "PATH" : "TEXT",
            Hidden = !isShown,
            Arity = key.Setting.Editor is Editor.Toggle ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        }, key);
    }
}
