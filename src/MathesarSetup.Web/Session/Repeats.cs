using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Session;

/// <summary>Things that can stand several times below a key, each under a name.</summary>
public static class Repeats
{
    /// <summary>The names below a prefix, readable answers or not.</summary>
    public static IEnumerable<string> Names(Draft draft, string prefix) => draft.Texts.Keys
        .Where(key => key.StartsWith(prefix + ".", StringComparison.Ordinal))
        .Select(key => key[(prefix.Length + 1)..].Split('.')[0])
        .Distinct(StringComparer.Ordinal);

    /// <summary>One more, under the first free name: <c>provider</c>, <c>provider-2</c> and so on.</summary>
    public static Draft Add(Draft draft, string prefix, string name, string part, string text)
    {
        var taken = Names(draft, prefix).ToHashSet(StringComparer.Ordinal);
        var free = Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? name : $"{name}-{i}").First(n => !taken.Contains(n));
        return draft.With($"{prefix}.{free}.{part}", text);
    }

    /// <summary>The draft without anything below a prefix.</summary>
    public static Draft Remove(Draft draft, string prefix) => draft.Texts.Keys
        .Where(key => key.StartsWith(prefix + ".", StringComparison.Ordinal))
        .Aggregate(draft, (d, key) => d.With(key, null));
}
