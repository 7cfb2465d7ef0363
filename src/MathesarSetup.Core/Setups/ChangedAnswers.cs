using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Targets;

namespace MathesarSetup.Setups;

/// <summary>Which changed answer makes which difference in generated files: each is tried alone, when somebody asks.</summary>
public sealed class ChangedAnswers
{
    private readonly Setup _before;
    private readonly Lazy<ImmutableArray<ChangedAnswer>> _all;

    public ChangedAnswers(Setup before, Setup after)
    {
        _before = before;
        _all = new Lazy<ImmutableArray<ChangedAnswer>>(() => [.. Each(before, after)]);
    }

    internal ImmutableArray<ChangedAnswer> All => _all.Value;

    /// <summary>
    /// A finding about a part, with the answer that asks for it and the way to take that back; without where several do it together.
    /// </summary>
    public Finding Locate(Finding finding, InstalledPart part) =>
        All.FirstOrDefault(answer => AsksFor(answer, part))?.Key is not { } key ? finding : finding with
        {
            Key = key,
            Fix = TakeBack(key),
        };

    /// <summary>The way back to what was said before; none for a secret.</summary>
    internal Fix? TakeBack(string key) => Settings.Find(key) is { Secret: true } ? null
        : Fix.To("Take the answer back", key, _before.Draft.Texts.GetValueOrDefault(key));

    // Mathesar's port may stand elsewhere than in generated files, or stand there where they have none.
    private bool AsksFor(ChangedAnswer answer, InstalledPart part) => answer.Parts.Any(p => p.Part == part)
        || (InPlacePorts.IsOfMathesar(part, _before) && (answer.Key == AccessSettings.Port.Key || answer.Key == AccessSettings.Bind.Key));

    private static IEnumerable<ChangedAnswer> Each(Setup before, Setup after)
    {
        var was = Rendered(before);
        foreach (var key in before.Draft.Texts.Keys.Union(after.Draft.Texts.Keys)
            .Where(key => before.Draft.Texts.GetValueOrDefault(key) != after.Draft.Texts.GetValueOrDefault(key) && !IsOfTheTool(key)))
        {
            var alone = Rendered(Setup.Of(before.Draft.With(key, after.Draft.Texts.GetValueOrDefault(key))));
            yield return new ChangedAnswer(key, was.Installed.ChangesTo(alone.Installed),
                [.. alone.Files.Where(f => was.Files.GetValueOrDefault(f.Key) != f.Value).Select(static f => f.Key)]);
        }
    }

    private static bool IsOfTheTool(string key) =>
        key.StartsWith("install.", StringComparison.Ordinal) || key.StartsWith("kept.", StringComparison.Ordinal)
            || KeptPasswords.All.Any(k => k.Key == key);

    private static (Installed Installed, ImmutableDictionary<string, string> Files) Rendered(Setup setup) => (setup.Observe() ?? Installed.Nothing,
        PlannedFiles.Of(setup.Plan).ToImmutableDictionary(static f => f.Path, static f => f.Content, StringComparer.Ordinal));
}

/// <summary>What an answer that changed alone makes different.</summary>
/// <param name="Files">The configuration files beside those of the target.</param>
internal sealed record ChangedAnswer(string Key, ImmutableArray<InstalledChange> Parts, ImmutableArray<string> Files);
