using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Drafts;

/// <summary>
/// A draft to which somebody says answers. A field, a flag, a variable and a file say them here,
/// so that an answer means the same for the others whoever gives it.
/// </summary>
/// <param name="Draft">The answers so far.</param>
/// <param name="Machine">The machine that answers were made up for.</param>
public sealed record Conversation(Draft Draft, Machine Machine)
{
    /// <summary>A password that was made here for the PostgreSQL beside Mathesar, with which nothing was written yet; null for none.</summary>
    public string? MadePassword { get; init; }

    // What somebody said here so far: it stands, whatever else would follow.
    private ImmutableHashSet<string> Said { get; init; } = [];

    /// <summary>Says one answer; null takes it back.</summary>
    public Conversation Say(string key, string? text) => Say([KeyValuePair.Create(key, text)]);

    /// <summary>Says several answers at the same time. None of them gives way to what follows from another.</summary>
    public Conversation Say(IEnumerable<KeyValuePair<string, string?>> said) => Say(Saying.Of(said.Select(Unmasked)));

    /// <inheritdoc cref="Say(IEnumerable{KeyValuePair{string, string}})"/>
    public Conversation Say(Saying saying)
    {
        var texts = saying.Texts.SetItems(Implied(saying));
        return Become(texts.Aggregate(Draft, static (draft, text) => draft.With(text.Key, text.Value)), Said.Union(texts.Keys));
    }

    /// <summary>Reads answers that state all, such as files: what differs from before was said.</summary>
    /// <param name="isSaid">What of it stands against what is said next, because somebody said it just now.</param>
    public Conversation Read(Draft whole, Func<Setting, bool> isSaid)
    {
        var changed = Draft.Texts.Keys.Union(whole.Texts.Keys, StringComparer.Ordinal)
            .Where(key => Draft.Texts.GetValueOrDefault(key) != whole.Texts.GetValueOrDefault(key)).ToImmutableHashSet(StringComparer.Ordinal);
        var read = Become(whole, changed);
        return read with { Said = Said.Union(changed.Where(key => Settings.Find(key) is { } setting && isSaid(setting))) };
    }

    /// <summary>Goes on with answers from earlier, without the secrets that were made anew for them: those here are in use.</summary>
    /// <param name="isKept">The other answers of here that stay.</param>
    public Conversation Resume(Draft earlier, Func<Setting, bool> isKept)
    {
        var isSame = earlier.Read().Answers.Get(DatabaseSettings.Mode) == Draft.Read().Answers.Get(DatabaseSettings.Mode);
        var kept = Settings.All.Where(s => (isKept(s) && (isSame || s != DatabaseSettings.Password)) || KeptPasswords.All.Contains(s))
            .Where(s => Draft.Texts.ContainsKey(s.Key))
            .Aggregate(earlier, (draft, s) => draft.With(s, Draft.Texts[s.Key]));
        return Become(kept, earlier.Texts.ContainsKey(DatabaseSettings.Password.Key) ? [DatabaseSettings.Password.Key] : [], isTargetSaid: true);
    }

    // Whoever names a server means to use it. Whoever takes the choice of one back does not, although its name stays.
    private IEnumerable<KeyValuePair<string, string?>> Implied(Saying saying)
    {
        var (setting, host) = (DatabaseSettings.Mode, DatabaseSettings.Host.Key);
        var keepsHost = Draft.Texts.ContainsKey(host) && !saying.Texts.ContainsKey(host);
        DatabaseMode? implied = saying.Texts.TryGetValue(setting.Key, out var mode) ? mode is null && keepsHost ? DatabaseMode.Bundled : null
            : saying.NamesServer && Draft.Read().Answers.Get(setting) is not DatabaseMode.Existing ? DatabaseMode.Existing
            : null;
        return implied is { } chosen ? [KeyValuePair.Create<string, string?>(setting.Key, setting.Codec.Format(chosen))] : [];
    }

    private Conversation Become(Draft after, ImmutableHashSet<string> said, bool isTargetSaid = false) => this with
    {
        Draft = DatabaseAnswers.Follow(Draft, isTargetSaid ? after : TargetAnswers.Follow(Draft, after, said, Machine), said, MadePassword),
        Said = said,
    };

    // A page shows the URL with dots for the password that the draft has.
    private KeyValuePair<string, string?> Unmasked(KeyValuePair<string, string?> said)
    {
        var password = Uri.EscapeDataString(Draft.Texts.GetValueOrDefault(DatabaseSettings.Password.Key) ?? "");
        return said.Key == DatabaseSettings.Url.Key && said.Value is { } url
            ? KeyValuePair.Create<string, string?>(said.Key, url.Replace(SecretText.Mask, password, StringComparison.Ordinal).Trim())
            : said;
    }
}
