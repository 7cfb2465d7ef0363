using System.Collections.Immutable;
using System.CommandLine;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Web.Cli;

/// <summary>The options by which every verb is told answers, a flag for each setting among them.</summary>
internal sealed class AnswerOptions
{
    private readonly Option<string?> _config = new("--config")
    {
        Description = "The file of answers. Default: mathesar.yaml in the install directory.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _dir = new("--dir", "--out")
    {
        Description = "The install directory. Default: the current one if it holds an installation, else ~/mathesar.",
        HelpName = "DIR",
    };
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "One answer, such as database.port=5433. Can be repeated.",
        HelpName = "KEY=VALUE",
    };
    private readonly ImmutableArray<Flag> _flags;

    /// <summary>Only flags that stand in <paramref name="arguments"/> are made: all of them would cost more time than the work itself.</summary>
    public AnswerOptions(Command command, IReadOnlyList<string> arguments)
    {
        command.Add(_config);
        command.Add(_dir);
        command.Add(_set);
        _flags = [.. arguments.Where(a => a.StartsWith("--", StringComparison.Ordinal)).Select(a => a[2..].Split('=')[0])
            .Distinct(StringComparer.Ordinal)
            .Select(Flag.Find).OfType<Flag>()];
        foreach (var flag in _flags)
        {
            command.Add(flag.Option);
        }

        command.Validators.Add(result =>
        {
            foreach (var text in (result.GetValue(_set) ?? []).Where(t => t.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                result.AddError(text.Contains('=', StringComparison.Ordinal)
                    ? "--set needs a key before the equals sign, as in --set database.port=5433."
                    : "--set needs a key and a value, as in --set database.port=5433.");
            }
        });
    }

    /// <summary>The directory that is meant, absolute.</summary>
    public string Directory(ParseResult parsed) => InstallPlace.Choose(parsed.GetValue(_dir));

    public DraftReading Read(ParseResult parsed) => new DraftSources
    {
        Directory = Directory(parsed),
        Config = parsed.GetValue(_config),
        Variables = DraftSources.FromEnvironment(),
        Flags =
        [
            .. (parsed.GetValue(_set) ?? []).Select(Split),
            .. _flags.SelectMany(flag => Said(parsed, flag.Option, flag.Key)),
        ],
        Input = Console.In,
    }.Read();

    // A list may be said in several flags; of anything else the last one counts.
    private static IEnumerable<SaidText> Said(ParseResult parsed, Option<string[]> option, SpokenKey key)
    {
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
        public static Flag? Find(string name) => SpokenKey.Find(name) is not { } key ? null : new(new Option<string[]>($"--{name}")
        {
            Description = key.Setting.Title,
            Hidden = true,
            Arity = key.Setting.Editor is Editor.Toggle ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        }, key);
    }
}
