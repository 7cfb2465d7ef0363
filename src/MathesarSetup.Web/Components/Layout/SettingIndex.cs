using MathesarSetup.Catalogue;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>Finds settings by what people remember of them.</summary>
public static class SettingIndex
{
    /// <summary>The settings that hold every word, best first: in the title, then the variable or key, then the help.</summary>
    public static IEnumerable<Setting> Find(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [] ? [] : Settings.All
            .Select(setting => (setting, rank: parts.Max(part => Rank(setting, part))))
            .Where(found => found.rank < int.MaxValue)
            .OrderBy(found => found.rank)
            .Select(found => found.setting);
    }

    private static int Rank(Setting setting, string part) =>
        setting.Title.StartsWith(part, StringComparison.OrdinalIgnoreCase) ? 0
        : Holds(setting.Title, part) ? 1
        : Holds(setting.Variable, part) || Holds(setting.Key, part) ? 2
        : Holds(setting.Help, part) || Holds(setting.Why, part) ? 3
        : int.MaxValue;

    private static bool Holds(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) ?? false;
}
