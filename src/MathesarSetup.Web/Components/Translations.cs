using System.Collections.Frozen;
using System.Globalization;

namespace MathesarSetup.Web.Components;

/// <summary>Translated sentences by language and key. English needs none: it stands in <see cref="Words"/>.</summary>
internal static class Translations
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> s_byLanguage =
        FrozenDictionary<string, FrozenDictionary<string, string>>.Empty;

    /// <summary>The sentence in the language of the current thread; null when there is no translation.</summary>
    public static string? Find(string key) =>
        s_byLanguage.TryGetValue(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, out var sentences) ? sentences.GetValueOrDefault(key) : null;
}
