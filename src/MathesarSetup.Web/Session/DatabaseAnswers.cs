using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Session;

/// <summary>The two answers about the database that reach into others: the pasted URL, and where PostgreSQL runs.</summary>
public static class DatabaseAnswers
{
    // What a URL leaves out goes back to its default; the password and the encryption stay, because people paste URLs without them.
    private static readonly Setting[] s_whole = [DatabaseSettings.Host, DatabaseSettings.Port, DatabaseSettings.Name, DatabaseSettings.User];

    /// <summary>The draft after somebody typed <paramref name="text"/> into the URL: a readable URL becomes its parts, a half-typed one stays as it is.</summary>
    public static Draft TypeUrl(Draft draft, string text)
    {
        var url = text.Replace(SecretText.Mask, Uri.EscapeDataString(draft.Texts.GetValueOrDefault(DatabaseSettings.Password.Key) ?? ""), StringComparison.Ordinal).Trim();
        if (url.Length == 0)
        {
            return draft.With(DatabaseSettings.Url, null);
        }

        if (!DatabaseSettings.Url.Codec.TryParse(url, out _, out _))
        {
            return draft.With(DatabaseSettings.Url, url);
        }

        var cleared = s_whole.Aggregate(draft.With(DatabaseSettings.Url, null), (d, part) => d.With(part, null));
        return DatabaseUrl.Parts(url).Aggregate(cleared, (d, part) => d.With(part.Key, part.Value));
    }

    /// <summary>The URL of the parts with dots for the password; empty while there is no host.</summary>
    public static string MaskedUrl(Answers answers)
    {
        var password = answers.Get(DatabaseSettings.Password);
        var url = DatabaseUrl.From(answers).Reveal();
        return password.IsEmpty || url.Length == 0
            ? url
            : url.Replace($":{Uri.EscapeDataString(password.Reveal())}@", $":{SecretText.Mask}@", StringComparison.Ordinal);
    }

    /// <summary>Another place for PostgreSQL. The password that was made for the bundled one belongs to no other server, so it goes, and comes back with it.</summary>
    public static Draft ChooseMode(Draft draft, string mode, string? madeHere)
    {
        var chosen = draft.With(DatabaseSettings.Mode, mode);
        var password = draft.Texts.GetValueOrDefault(DatabaseSettings.Password.Key);
        var bundled = mode == DatabaseSettings.Mode.Codec.Format(DatabaseMode.Bundled);
        return (bundled, password) switch
        {
            (false, { } text) when text == madeHere => chosen.With(DatabaseSettings.Password, null),
            (true, null) when madeHere is not null => chosen.With(DatabaseSettings.Password, madeHere),
            _ => chosen,
        };
    }
}
