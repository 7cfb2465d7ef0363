using System.Collections.Concurrent;
using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Changing;

/// <summary>A line of a file, counted from 0.</summary>
public sealed record FilePlace(string Path, int Line);

/// <summary>
/// Which answer makes which line of the generated files. Nobody has to write it down: each answer is given another value when somebody asks, and the
/// lines that are then different are its own.
/// </summary>
/// <param name="setup">The set-up whose files are asked about.</param>
/// <param name="render">Makes the files from other answers in the same way.</param>
public sealed class AnswerLines(Setup setup, Func<Draft, ImmutableArray<GeneratedFile>> render)
{
    private const int MostTried = 3;
    private const int MostNamed = 3;

    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, ImmutableHashSet<int>>> _lines = new(StringComparer.Ordinal);

    /// <summary>The set-up whose files are asked about.</summary>
    public Setup Setup => setup;

    /// <summary>
    /// The keys of the answers that make a line, one that stands in it first, then the one that makes least beside it; none where it is always
    /// written.
    /// </summary>
    public ImmutableArray<string> Makers(FilePlace place) =>
    [
        .. Keys.Where(key => LinesOf(key).GetValueOrDefault(place.Path)?.Contains(place.Line) is true)
            .OrderByDescending(key => Stands(key, place)).ThenBy(key => LinesOf(key).Values.Sum(static lines => lines.Count)).Take(MostNamed),
    ];

    /// <summary>The lines that an answer makes, in the order of the files; the files of answers last, because they hold every answer.</summary>
    public ImmutableArray<FilePlace> MadeBy(string key) =>
    [
        .. setup.Files.Where(f => LinesOf(key).ContainsKey(f.Path))
            .OrderBy(static f => f.Path is AnswersFile.Name or AnswersFile.SecretsName or "README.md")
            .SelectMany(f => LinesOf(key)[f.Path].Order().Select(line => new FilePlace(f.Path, line))),
    ];

    // Whoever sees the answer in the line looks for that one.
    private int Stands(string key, FilePlace place) => Text(key) is { Length: > 0 } text
        && setup.Files.First(f => f.Path == place.Path).Content.Split('\n')[place.Line].Contains(text, StringComparison.Ordinal) ? 1 : 0;

    private string Text(string key) => setup.Draft.Texts.GetValueOrDefault(key)
        ?? (Settings.Find(key) is { Repeated: false } setting ? setup.Answers.DefaultText(setting) : "");

    // Another target is other files, and what was kept of an import is nobody's answer.
    private IEnumerable<string> Keys => Settings.All
        .Where(s => !s.Repeated && s.Expand is null && s != RunSettings.Target && !LayoutSettings.Holds(s) && !KeptSettings.All.Contains(s)
            && !KeptPasswords.All.Contains(s) && s.AskedWhen(setup.Answers))
        .Select(static s => s.Key)
        .Concat(setup.Draft.Texts.Keys.Where(static key => Settings.Find(key) is { Repeated: true }));

    private ImmutableDictionary<string, ImmutableHashSet<int>> LinesOf(string key) => _lines.GetOrAdd(key, Try);

    private ImmutableDictionary<string, ImmutableHashSet<int>> Try(string key)
    {
        var lines = ImmutableDictionary.CreateBuilder<string, ImmutableHashSet<int>>(StringComparer.Ordinal);
        foreach (var other in Others(key).Select(text => render(setup.Draft.With(key, text))
            .ToDictionary(static f => f.Path, static f => f.Content, StringComparer.Ordinal)))
        {
            foreach (var file in setup.Files.Where(f => other.GetValueOrDefault(f.Path) != f.Content))
            {
                var changed = ChangedLines.Between(other.GetValueOrDefault(file.Path, ""), file.Content).New;
                lines[file.Path] = lines.GetValueOrDefault(file.Path, []).Union(changed);
            }
        }

        return lines.Where(static f => !f.Value.IsEmpty).ToImmutableDictionary(StringComparer.Ordinal);
    }

    private IEnumerable<string> Others(string key)
    {
        var setting = Settings.Find(key)!;
        var normal = setting.Repeated ? setting.ExampleText : setup.Answers.DefaultText(setting);
        var present = setup.Draft.Texts.GetValueOrDefault(key) ?? normal;
        IEnumerable<string> texts = setting.Editor switch
        {
            Editor.Choice choice => choice.Options.Select(static o => o.Text),
            Editor.Toggle => ["true", "false"],
            _ => [setting.ExampleText, normal],
        };
        return texts.Where(text => text != present).Distinct(StringComparer.Ordinal).Take(MostTried);
    }
}
