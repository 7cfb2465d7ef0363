using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue;

/// <summary>The finding for a key that no setting has, with the nearest one that exists.</summary>
public static class UnknownKey
{
    public static Finding Finding(string key) => Nearest(key) is { } near
        ? SettingFinding.UnknownKey.Say($"There is no setting named {key}. The nearest is {near}. Rename it or take it out.", key)
        : SettingFinding.UnknownKey.Say($"There is no setting named {key}. Take it out, or see the list that `mathesar-setup settings` prints.", key);

    /// <summary>The known key that is fewest edits away, when it is near enough to be a slip; a repeated setting keeps the user's names.</summary>
    public static string? Nearest(string key)
    {
        var parts = key.Split('.');
        return Settings.All.Select(setting => WithNamesOf(setting.Key, parts))
            .Select(candidate => (Key: candidate, Distance: Distance(key, candidate)))
            .Where(candidate => candidate.Distance <= Math.Max(2, key.Length / 3))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Key, StringComparer.Ordinal)
            .Select(candidate => candidate.Key).FirstOrDefault();
    }

    /// <summary>The flags of all settings, without their hyphens in front; those under names of the user's are left out.</summary>
    public static IEnumerable<string> Flags => Settings.All.Where(static s => !s.Repeated).Select(static s => s.Key.Replace('.', '-'));

    /// <summary>The one of some names that is fewest edits away, when it is near enough to be a slip.</summary>
    public static string? NearestOf(string said, IEnumerable<string> names) => names
        .Select(name => (Name: name, Distance: Distance(said, name)))
        .Where(candidate => candidate.Distance <= Math.Max(2, said.Length / 3))
        .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name).FirstOrDefault();

    private static string WithNamesOf(string pattern, string[] parts) =>
        string.Join('.', pattern.Split('.').Select((part, i) => part == "*" && i < parts.Length ? parts[i] : part));

    // Levenshtein's distance with one row of memory.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[b.Length];
    }
}
