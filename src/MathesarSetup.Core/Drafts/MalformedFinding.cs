using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;

namespace MathesarSetup.Drafts;

/// <summary>The kinds of finding about a text that cannot be read: one for each group of settings.</summary>
public static class MalformedFinding
{
    public static readonly ImmutableArray<FindingKind> All = [.. Settings.All.Select(static s => Code(s)).Distinct(StringComparer.Ordinal)
        .Select(static code => FindingKind.Error(code, "The text of this answer cannot be read. The message says how it should look."))];

    /// <summary>The kind for a setting's text.</summary>
    public static FindingKind Of(Setting setting) => All.First(kind => kind.Code == Code(setting));

    private static string Code(Setting setting) => $"{setting.Key.Split('.')[0]}.malformed";
}
