using System.Collections.Immutable;

namespace MathesarSetup.Targets;

/// <summary>
/// How approved output lies on the disk: every text once. A scenario's list says which files each target writes, with which mode, and where
/// the text of one stands that others share. CONTRIBUTING.md explains it to people.
/// </summary>
internal static class GoldenStore
{
    private const string Common = "common";
    public const string List = "files.txt";
    private const string Passages = "passages.txt";

    /// <summary>Path to text of everything that has to be stored, and nothing else may be.</summary>
    public static ImmutableSortedDictionary<string, string> Write(IReadOnlyCollection<GoldenFile> files)
    {
        var passages = GoldenPassages.Of(files);
        var store = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        store.Add(Passages, passages.ToString());
        var places = new Dictionary<GoldenFile, string>();
        foreach (var same in files.GroupBy(f => f.Content, StringComparer.Ordinal).OrderByDescending(g => g.Count()))
        {
            var place = Place([.. same], store.ContainsKey);
            store.Add(place, passages.Fold(same.First().Path, same.Key));
            foreach (var file in same)
            {
                places.Add(file, place);
            }
        }

        foreach (var scenario in files.GroupBy(f => f.Scenario, StringComparer.Ordinal))
        {
            var lines = scenario.OrderBy(f => f.Case, StringComparer.Ordinal).Select(f => Line(f, places[f]));
            store.Add($"{scenario.Key}/{List}", string.Concat(lines));
        }

        return store.ToImmutable();
    }

    /// <summary>The files that a store holds, each with its whole text.</summary>
    public static ImmutableArray<GoldenFile> Read(IReadOnlyDictionary<string, string> store)
    {
        var passages = GoldenPassages.Read(store.GetValueOrDefault(Passages, ""));
        return
        [
            .. from list in store
               where Path.GetFileName(list.Key) == List
               from line in list.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
               select File(Path.GetDirectoryName(list.Key)!, line),
        ];

        GoldenFile File(string scenario, string line)
        {
            var words = line.Split(' ', 5);
            var place = words.Length == 5 ? words[4] : $"{scenario}/{words[0]}/{words[2]}";
            return new(scenario, words[0], GoldenFile.PathOf(words[2]), words[1], passages.Expand(store.GetValueOrDefault(place, "")));
        }
    }

    private static string Line(GoldenFile file, string place) =>
        $"{file.Target} {file.Mode} {file.StoredPath}{(place == file.Case ? "" : $" = {place}")}\n";

    // Once a scenario, once a target, or once for all. A place that more have taken leaves it with the first that has this text.
    private static string Place(GoldenFile[] same, Func<string, bool> isTaken)
    {
        var first = same[0];
        var isOneScenario = same.All(f => f.Scenario == first.Scenario);
        var isOneTarget = same.All(f => f.Target == first.Target);
        var shared = (isOneScenario, isOneTarget) switch
        {
            (true, true) => first.Case,
            (true, false) => $"{first.Scenario}/{Common}/{first.StoredPath}",
            (false, true) => $"{Common}/{first.Target}/{first.StoredPath}",
            (false, false) => $"{Common}/{first.StoredPath}",
        };
        return isTaken(shared) ? first.Case : shared;
    }
}
