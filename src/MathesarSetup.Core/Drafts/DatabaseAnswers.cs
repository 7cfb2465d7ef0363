using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Drafts;

/// <summary>What another place for PostgreSQL means for the password, and how its URL is shown.</summary>
public static class DatabaseAnswers
{
    /// <summary>A password belongs to the place that it was given or made for. It goes to no other, and comes back with its place.</summary>
    internal static Draft Follow(Draft before, Draft after, ImmutableHashSet<string> said, string? made)
    {
        var (was, will) = (before.Read().Answers.Get(DatabaseSettings.Mode), after.Read().Answers.Get(DatabaseSettings.Mode));
        return was == will ? after : Come(Leave(before, after, was, said, made), will, said, made);
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

    // No data was made yet with a password that was made just now, so it is not worth keeping in a file.
    private static Draft Leave(Draft before, Draft after, DatabaseMode was, ImmutableHashSet<string> said, string? made)
    {
        if (KeptPasswords.Of(was) is not { } place || before.Texts.GetValueOrDefault(DatabaseSettings.Password.Key) is not { Length: > 0 } password)
        {
            return after;
        }

        var kept = (was is DatabaseMode.Bundled && password == made) || said.Contains(place.Key) ? after : after.With(place, password);
        return said.Contains(DatabaseSettings.Password.Key) ? kept : kept.With(DatabaseSettings.Password, null);
    }

    private static Draft Come(Draft draft, DatabaseMode will, ImmutableHashSet<string> said, string? made)
    {
        if (KeptPasswords.Of(will) is not { } place || said.Contains(DatabaseSettings.Password.Key))
        {
            return draft;
        }

        var present = draft.Texts.GetValueOrDefault(DatabaseSettings.Password.Key);
        var own = draft.Texts.GetValueOrDefault(place.Key) ?? (will is DatabaseMode.Bundled ? present ?? made : null);
        return own is null ? draft : draft.With(DatabaseSettings.Password, own).With(place, null);
    }
}
