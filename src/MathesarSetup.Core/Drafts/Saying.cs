using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Drafts;

/// <summary>Answers that somebody says at the same time, as text by key; null takes one back. A readable URL stands here as its parts.</summary>
public sealed record Saying(ImmutableSortedDictionary<string, string?> Texts)
{
    public static readonly Saying Nothing = new(ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal));

    // What a URL leaves out goes back to its default; the password and the encryption stay, because people paste URLs without them.
    private static readonly Setting[] s_whole = [DatabaseSettings.Host, DatabaseSettings.Port, DatabaseSettings.Name, DatabaseSettings.User];

    /// <summary>Takes what is said. A URL that cannot be read, or that contradicts a part said beside it, stays as it is, with its finding.</summary>
    public static Saying Of(IEnumerable<KeyValuePair<string, string?>> said)
    {
        var texts = Nothing.Texts.SetItems(said);
        if (!texts.TryGetValue(DatabaseSettings.Url.Key, out var url) || url is null)
        {
            return new Saying(texts);
        }

        var parts = DatabaseSettings.Url.Codec.TryParse(url, out _, out _) ? DatabaseUrl.Parts(url).ToArray() : [];
        if (url.Trim().Length == 0)
        {
            return new Saying(texts.SetItem(DatabaseSettings.Url.Key, null));
        }

        return parts is [] || parts.Any(part => texts.TryGetValue(part.Key, out var text) && text is not null && text != part.Value)
            ? new Saying(texts)
            : new Saying(s_whole.Where(part => !texts.ContainsKey(part.Key)).Aggregate(texts, static (all, part) => all.SetItem(part.Key, null))
                .SetItem(DatabaseSettings.Url.Key, null).SetItems(parts.Select(static part => KeyValuePair.Create(part.Key, (string?)part.Value))));
    }

    public static Saying Of(Draft draft) => Of(draft.Texts.Select(static t => KeyValuePair.Create(t.Key, (string?)t.Value)));

    /// <summary>This, and what somebody says over it: the later text counts.</summary>
    public Saying Then(Saying later) => new(Texts.SetItems(later.Texts));

    /// <summary>Whether a host of a server is named, or a URL that could not be taken apart.</summary>
    internal bool NamesServer =>
        Texts.GetValueOrDefault(DatabaseSettings.Host.Key) is { Length: > 0 } || Texts.GetValueOrDefault(DatabaseSettings.Url.Key) is { Length: > 0 };
}
