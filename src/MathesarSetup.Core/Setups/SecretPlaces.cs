using System.Collections.Immutable;
using MathesarSetup.Drafts;

namespace MathesarSetup.Setups;

/// <summary>
/// Where secrets stand in generated files, found by generating them with a mark in the place of each. It needs no reader of a format, and no other
/// file beside the one that holds the secret; it finds secrets of letters and digits, as they are made here.
/// </summary>
internal sealed class SecretPlaces(Draft answers, ImmutableArray<string> keys)
{
    private readonly Lazy<ImmutableArray<(string File, string Before, string After, string Key)>> _places = new(() => Find(answers, keys));

    /// <summary>The secrets that stand at those places in files.</summary>
    public Draft Read(ImmutableArray<StandingFile> files, Func<StandingFile, string?> text) =>
        files.Where(f => text(f) is not null).Aggregate(Draft.Empty, (draft, file) => _places.Value.Where(p => p.File == file.Path)
            .GroupBy(static p => p.Key, StringComparer.Ordinal)
            .Select(places => (places.Key, Values: places.SelectMany(p => Values(text(file)!, p.Before, p.After)).Distinct().ToArray()))
            .Where(static found => found.Values is [_])
            .Aggregate(draft, static (d, found) => d.With(found.Key, found.Values[0])));

    private static IEnumerable<string> Values(string text, string before, string after) => text.ReplaceLineEndings("\n").Split('\n')
        .Where(line => line.Length > before.Length + after.Length && line.StartsWith(before, StringComparison.Ordinal)
            && line.EndsWith(after, StringComparison.Ordinal))
        .Select(line => line[before.Length..^after.Length]).Where(static value => value.All(char.IsAsciiLetterOrDigit));

    private static ImmutableArray<(string, string, string, string)> Find(Draft answers, ImmutableArray<string> keys)
    {
        var marks = keys.Select(static (key, i) => (Key: key, Mark: $"Mark{i:D4}OfASecretThatIsLookedFor{i:D4}Mark")).ToArray();
        var files = Setup.Of(marks.Aggregate(answers, static (draft, m) => draft.With(m.Key, m.Mark))).Files;
        return
        [
            .. from file in files
               where file.Path is not (AnswersFile.Name or AnswersFile.SecretsName)
               from line in file.Content.Split('\n')
               from mark in marks
               let at = line.IndexOf(mark.Mark, StringComparison.Ordinal)
               where at > 0
               select (file.Path, line[..at], line[(at + mark.Mark.Length)..], mark.Key),
        ];
    }
}
