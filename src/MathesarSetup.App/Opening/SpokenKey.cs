using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.App.Opening;

/// <summary>A setting as it is named by a flag or an environment variable: <c>database-port</c>, or <c>sso-providers-google-client-id</c>.</summary>
/// <param name="Key">The concrete key, with the user's names in it.</param>
/// <param name="IsFile">Whether the value is the path of a file that holds the text: the twin that every secret has.</param>
public sealed record SpokenKey(Setting Setting, string Key, bool IsFile)
{
    private const string FileTwin = "-file";

    private static readonly Dictionary<string, Setting> s_single =
        Settings.All.Where(s => !s.Repeated).ToDictionary(s => Spell(s.Key), StringComparer.Ordinal);

    // Those with more names first: what lies between two names would else be taken for one long name.
    private static readonly ImmutableArray<Pattern> s_repeated =
        [.. Settings.All.Where(s => s.Repeated).Select(s => new Pattern(s, Spell(s.Key).Split('*'))).OrderByDescending(s => s.Pieces.Length)];

    /// <summary>Finds what is meant; null when nothing is. A name that differs from a known one in case or marks alone means that one.</summary>
    public static SpokenKey? Find(string spoken, IEnumerable<string>? knownNames = null)
    {
        if (s_single.TryGetValue(spoken, out var single))
        {
            return new SpokenKey(single, single.Key, IsFile: false);
        }

        foreach (var (setting, pieces) in s_repeated)
        {
            if (Names(pieces, spoken) is { } names)
            {
                return new SpokenKey(setting, setting.At([.. names.Select(n => knownNames?.FirstOrDefault(k => Spell(k) == n) ?? n)]), IsFile: false);
            }
        }

        return spoken.EndsWith(FileTwin, StringComparison.Ordinal)
            && Find(spoken[..^FileTwin.Length], knownNames) is { Setting.Secret: true, IsFile: false } secret
            ? secret with { IsFile = true }
            : null;
    }

    /// <summary>How a key or a variable's name is spoken: lower case, with hyphens for every other mark.</summary>
    public static string Spell(string text) => text.ToLowerInvariant().Replace('.', '-').Replace('_', '-').Replace(' ', '-');

    private static string[]? Names(string[] pieces, string spoken)
    {
        if (spoken.Length <= pieces[0].Length + pieces[^1].Length || !spoken.StartsWith(pieces[0], StringComparison.Ordinal)
            || !spoken.EndsWith(pieces[^1], StringComparison.Ordinal))
        {
            return null;
        }

        var between = spoken[pieces[0].Length..^pieces[^1].Length];
        var names = pieces.Length == 3 ? between.Split(pieces[1], 2) : [between];
        return names.Length == pieces.Length - 1 && names.All(KeyPattern.IsName) ? names : null;
    }

    // What stands before, between and after the names.
    private sealed record Pattern(Setting Setting, string[] Pieces);
}
