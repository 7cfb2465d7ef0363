using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>Finds settings by what people remember of them.</summary>
public static class SettingIndex
{
    // What is found inside a word comes after everything that begins one.
    private const int Inside = 10;

    /// <summary>
    /// The settings that hold every word, best first: by title, then by synonyms and options, variable or key, help. Beginnings of words come before
    /// what stands inside one.
    /// </summary>
    public static IEnumerable<Setting> Find(string words)
    {
        var whole = words.Trim();
        var parts = whole.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [] ? [] : Settings.All
            .Where(static s => !LayoutSettings.Holds(s) && s != SsoSettings.Order)
            .Select(setting => (setting, rank: IsExactly(setting, whole) ? 0 : parts.Max(part => Rank(setting, part))))
            .Where(static found => found.rank < int.MaxValue)
            .OrderBy(static found => found.rank)
            .Select(static found => found.setting);
    }

    /// <summary>Whether a text holds a word that begins so; else whether it holds the letters at all.</summary>
    internal static int? Place(string? text, string part)
    {
        if (text is null || text.IndexOf(part, StringComparison.OrdinalIgnoreCase) is var at && at < 0)
        {
            return null;
        }

        for (var next = at; next >= 0; next = text.IndexOf(part, next + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (next == 0 || !char.IsLetterOrDigit(text[next - 1]))
            {
                return 0;
            }
        }

        return Inside;
    }

    private static bool IsExactly(Setting setting, string words) =>
        setting.Synonyms.Contains(words, StringComparer.OrdinalIgnoreCase)
            || Options(setting).Any(o => o.Text.Equals(words, StringComparison.OrdinalIgnoreCase)
                || o.Label.Equals(words, StringComparison.OrdinalIgnoreCase));

    private static int Rank(Setting setting, string part)
    {
        if (setting.Title.StartsWith(part, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        return new[]
        {
            Place(setting.Title, part) + 1,
            setting.Synonyms.Concat(Options(setting).SelectMany(static o => new[] { o.Label, o.Text })).Select(text => Place(text, part)).Min() + 2,
            Place(setting.Variable, part) + 3,
            Place(setting.Key, part) + 3,
            Place(setting.Help, part) + 4,
            Place(setting.Why, part) + 4,
            Options(setting).Select(o => Place(o.Consequence, part)).Min() + 4,
        }.Min() ?? int.MaxValue;
    }

    private static ImmutableArray<Option> Options(Setting setting) => setting.Editor is Editor.Choice choice ? choice.Options : [];
}
