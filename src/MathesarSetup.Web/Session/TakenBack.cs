using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <summary>What a step back, or forward again, changed: the answers that differ, what somebody gave himself first.</summary>
/// <param name="Was">Who should reach Mathesar before.</param>
/// <param name="Is">Who should reach it now.</param>
public sealed record TakenBack(ImmutableArray<AnswerChange> Changes, Audience Was, Audience Is)
{
    /// <summary>The answers that are not the same in two states.</summary>
    internal static TakenBack Between(Setup before, Setup after)
    {
        var (was, will) = (before.Draft.Texts, after.Draft.Texts);
        return new TakenBack([.. was.Keys.Union(will.Keys, StringComparer.Ordinal)
            .Where(key => was.GetValueOrDefault(key) != will.GetValueOrDefault(key))
            .Select(key => (Key: key, Setting: Settings.Find(key)))
            .Where(static c => c.Setting is not null)
            .OrderBy(static c => Rank(c.Setting!)).ThenBy(static c => Settings.All.IndexOf(c.Setting!)).ThenBy(static c => c.Key, NameOrder.Natural)
            .Select(c => new AnswerChange(c.Setting!, c.Key, Text(before, c.Setting!, c.Key), Text(after, c.Setting!, c.Key)))],
            Audiences.Of(before.Answers), Audiences.Of(after.Answers));
    }

    // What follows from another answer by itself is named after it.
    private static int Rank(Setting setting) => KeptPasswords.All.Contains(setting) ? 2 : setting.Secret && setting.Settle is not null ? 1 : 0;

    private static string Text(Setup setup, Setting setting, string key) =>
        setup.Draft.Texts.GetValueOrDefault(key) ?? (setting.Repeated ? "" : setup.Answers.DefaultText(setting));
}

/// <summary>One answer that changed, with its text before and after; a default where nothing was said.</summary>
public sealed record AnswerChange(Setting Setting, string Key, string Before, string After);
