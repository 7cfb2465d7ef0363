using System.Collections.Immutable;
using MathesarSetup.App.Changing;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Comparing;

/// <summary>Answers that reach one file and not another, because what a person has stays there.</summary>
internal static class KeptApart
{
    /// <param name="before">What follows from the answers that were written last.</param>
    /// <param name="comparison">What writing would do by what was decided.</param>
    public static ImmutableArray<Finding> Of(Setup before, Setup setup, Comparison comparison)
    {
        var files = setup.Rendered.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
        var changes = comparison.Changes.Where(c => files.Contains(c.Path) && c.Wanted is { IsTheirs: false }).ToArray();
        return changes.All(static c => c.Result == c.Wanted!.Content) ? [] :
        [
            .. before.Draft.Texts.Keys.Union(setup.Draft.Texts.Keys)
                .Where(key => before.Draft.Texts.GetValueOrDefault(key) != setup.Draft.Texts.GetValueOrDefault(key) && IsAsked(key))
                .Select(key => About(key, before, setup, changes)).OfType<Finding>(),
        ];
    }

    private static bool IsAsked(string key) =>
        Settings.Find(key) is { } setting && !LayoutSettings.Holds(setting) && !KeptSettings.All.Contains(setting)
            && !KeptPasswords.All.Contains(setting);

    private static Finding? About(string key, Setup before, Setup setup, FileChange[] changes)
    {
        var former = before.Draft.Texts.GetValueOrDefault(key);
        var without = Setup.Of(setup.Draft.With(key, former)).Files.ToDictionary(static f => f.Path, static f => f.Content, StringComparer.Ordinal);
        var places = changes.SelectMany(c => Places(c, without.GetValueOrDefault(c.Path, ""))).ToArray();
        return places.FirstOrDefault(static p => !p.Reached) is { Place: { } kept }
            && places.FirstOrDefault(p => p.Reached && p.Place.Path != kept.Path) is { Place: { } reached }
            ? ComparingFinding.Apart.Say($"{Settings.Find(key)!.Title} was changed: {reached.Path}:{reached.Line} takes the new answer, and "
                + $"{kept.Path}:{kept.Line} stays as it is, so the two disagree. Take the new one in {kept.Path} too, or take the answer back.") with
            {
                Key = key,
                File = kept.Path,
                Fix = Settings.Find(key) is { Secret: true } ? null : Fix.To("Take the answer back", key, former),
            }
            : null;
    }

    // Each line that the answer brings, whether it will stand there, and where it does or would; lines are counted from 1 here.
    private static IEnumerable<(bool Reached, FilePlace Place)> Places(FileChange change, string without)
    {
        var wanted = change.Wanted!.Content;
        var (brought, lines) = (ChangedLines.Between(without, wanted).New, wanted.Split('\n'));
        if (brought.IsEmpty || change.Result is not { } result)
        {
            yield break;
        }

        var last = 0;
        foreach (var line in LineDiff.Between(wanted, result))
        {
            last = line.NewNumber ?? last;
            if (line.OldNumber is { } number && brought.Contains(number - 1) && !lines[number - 1].TrimStart().StartsWith('#')
                && lines[number - 1].Trim().Length > 0)
            {
                yield return line.Kind is DiffLineKind.Both
                    ? (true, new FilePlace(change.Path, last))
                    : (false, new FilePlace(change.Path, Math.Min(last + 1, Math.Max(1, result.Split('\n').Length - 1))));
            }
        }
    }
}
