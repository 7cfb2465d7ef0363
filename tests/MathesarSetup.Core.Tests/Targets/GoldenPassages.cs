using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MathesarSetup.Targets;

/// <summary>
/// The passages that several files repeat, each by a name of its own. In the stored files a line with that name stands in their place.
/// </summary>
internal sealed partial class GoldenPassages(ImmutableSortedDictionary<string, string> texts)
{
    private readonly Dictionary<string, string> _names =
        texts.GroupBy(t => t.Value).ToDictionary(t => t.Key, t => t.First().Key, StringComparer.Ordinal);

    /// <summary>Every comment of a setting, and what else stands in at least two different files.</summary>
    // Where one subject has several wordings, the later ones name the file that has them first.
    public static GoldenPassages Of(IEnumerable<GoldenFile> files)
    {
        var passages =
            from file in files.DistinctBy(f => f.Content)
            from passage in GoldenPassage.Split(file.Path, file.Content).Where(p => p.Name is not null).DistinctBy(p => p.Text)
            group (file, passage) by passage.Text into same
            where same.First().passage.IsHelp || same.Skip(1).Any()
            select same.First();
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (file, passage) in passages)
        {
            texts.Add(texts.ContainsKey(passage.Name!) ? $"{passage.Name} in {file.Case}" : passage.Name!, passage.Text);
        }

        return new(texts.ToImmutable());
    }

    public static GoldenPassages Read(string stored)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var part in stored.Split("\n\n«").Select(p => p.TrimStart('«').TrimEnd('\n').Split("»\n", 2)).Where(p => p.Length == 2))
        {
            texts[part[0]] = part[1];
        }

        return new(texts.ToImmutable());
    }

    public override string ToString() => string.Join('\n', texts.Select(t => $"«{t.Key}»\n{t.Value}\n"));

    public string Fold(string path, string content) => string.Join('\n', GoldenPassage.Split(path, content).Select(Folded));

    public string Expand(string stored) => string.Join('\n', stored.Split('\n').Select(Expanded));

    private string Folded(GoldenPassage passage) => passage.Name is not null && _names.TryGetValue(passage.Text, out var name)
        ? $"{passage.Mark}«{name}»"
        : GoldenPassage.Write(passage.Mark, passage.Text);

    // A name that is no longer there stays as it is, so that the difference shows it.
    private string Expanded(string line) =>
        Reference().Match(line) is { Success: true } found && texts.TryGetValue(found.Groups["name"].Value, out var text)
            ? GoldenPassage.Write(found.Groups["mark"].Value, text)
            : line;

    [GeneratedRegex("^(?<mark>[ #-]*)«(?<name>.+)»$")]
    private static partial Regex Reference();
}
