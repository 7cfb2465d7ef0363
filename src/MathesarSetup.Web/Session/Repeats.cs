using System.Globalization;
using MathesarSetup.Catalogue;
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

    /// <summary>A provider more, below all others; its name comes after theirs.</summary>
    public static (Draft Draft, string Name) AddProvider(Draft draft)
    {
        var names = SsoSettings.Names(draft.Read().Answers);
        var last = Names(draft, SsoSettings.Providers).Select(Number).DefaultIfEmpty(0).Max();
        var name = last == 0 ? SsoSettings.MadeUpName : $"{SsoSettings.MadeUpName}-{last + 1}";
        var added = draft.With(SsoSettings.Type.At(name), SsoSettings.Type.Codec.Format(SsoType.Oidc));
        var isLast = SsoSettings.Names(added.Read().Answers)[^1] == name;
        return (isLast ? added : added.With(SsoSettings.Order, SsoSettings.OrderOf([.. names, name])), name);
    }

    /// <summary>The draft with a provider one place further up.</summary>
    public static Draft MoveUp(Draft draft, string name)
    {
        var names = SsoSettings.Names(draft.Read().Answers);
        var at = names.IndexOf(name);
        return at < 1 ? draft : draft.With(SsoSettings.Order, SsoSettings.OrderOf(names.RemoveAt(at).Insert(at - 1, name)));
    }

    /// <summary>The draft without a provider, nor its place in the order.</summary>
    public static Draft RemoveProvider(Draft draft, string name)
    {
        var names = SsoSettings.Names(draft.Read().Answers).Remove(name);
        var removed = Remove(draft, $"{SsoSettings.Providers}.{name}");
        return removed.Texts.ContainsKey(SsoSettings.Order.Key) ? removed.With(SsoSettings.Order, SsoSettings.OrderOf(names)) : removed;
    }

    // How far names were counted up: provider, provider-2, provider-3.
    private static int Number(string name) => name == SsoSettings.MadeUpName ? 1
        : name.StartsWith(SsoSettings.MadeUpName + "-", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(SsoSettings.MadeUpName.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    /// <summary>The draft without anything below a prefix.</summary>
    public static Draft Remove(Draft draft, string prefix) => draft.Texts.Keys
        .Where(key => key.StartsWith(prefix + ".", StringComparison.Ordinal))
        .Aggregate(draft, (d, key) => d.With(key, null));
}
