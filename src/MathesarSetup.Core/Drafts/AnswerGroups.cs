using MathesarSetup.Catalogue;

namespace MathesarSetup.Drafts;

/// <summary>The keys below which settings stand, such as <c>database</c> or <c>sso.providers.google</c>.</summary>
internal static class AnswerGroups
{
    private static readonly string[][] s_patterns = [.. Settings.All.Select(s => s.Key.Split('.'))];

    public static bool Contain(string key)
    {
        var parts = key.Split('.');
        return s_patterns.Any(pattern => pattern.Length > parts.Length
            && parts.Zip(pattern).All(p => p.Second == "*" ? KeyPattern.IsName(p.First) : p.First == p.Second));
    }
}
