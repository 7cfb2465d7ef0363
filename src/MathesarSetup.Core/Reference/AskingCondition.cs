using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Reference;

/// <summary>With which other answers a question is asked, found by giving them.</summary>
internal static class AskingCondition
{
    public static string Of(Setting setting)
    {
        var isAsked = IsAsked(setting);
        var changing = Trials(setting).Where(t => IsAsked(setting, t) != isAsked).ToArray();
        return (isAsked, changing) switch
        {
            (true, []) => "always",
            (true, _) => $"unless {Words(changing)}",
            (false, not []) => $"when {Words(changing)}",
            _ => Pair(setting) is { } pair ? $"when {pair}" : "only where it was answered before",
        };
    }

    // The first that does it with another, and all others with which it does.
    private static string? Pair(Setting setting)
    {
        var trials = Trials(setting).ToArray();
        return trials.Select(first => (first, others: trials.Where(other => other.Of != first.Of && IsAsked(setting, first, other)).ToArray()))
            .Where(static pair => pair.others is not []).Select(static pair => $"{Words([pair.first])}, and {Words(pair.others)}").FirstOrDefault();
    }

    private static bool IsAsked(Setting setting, params IEnumerable<Trial> trials) =>
        setting.AskedWhen(trials.Aggregate(Draft.Empty, static (draft, trial) => draft.With(trial.Of, trial.Text)).Read().Answers);

    // An answer that is a text of the user's matters by being there, if at all: one example stands for all.
    private static IEnumerable<Trial> Trials(Setting setting) =>
        from other in Settings.All
        where other != setting && !other.Repeated && !other.Secret && !other.Key.StartsWith("kept.", StringComparison.Ordinal)
        let fallback = SettingDefault.Text(other)
        from text in Texts(other)
        where text != fallback
        select new Trial(other, text);

    private static IEnumerable<string> Texts(Setting setting) => setting.Editor is Editor.Choice choice ? choice.Options.Select(static o => o.Text)
        // Of addresses, much hangs on this part.
        : setting.ExampleText.StartsWith("http://", StringComparison.Ordinal) ? [setting.ExampleText, setting.ExampleText.Insert(4, "s")]
        : [setting.ExampleText];

    private static string Words(Trial[] trials) => string.Join(" or ", trials.GroupBy(static t => t.Of).Select(static same =>
        $"{same.Key.Key} is {(same.Key.Editor is Editor.Choice or Editor.Toggle ? "" : "said, such as ")}"
            + string.Join(" or ", same.Select(static t => t.Text))));

    private sealed record Trial(Setting Of, string Text);
}
