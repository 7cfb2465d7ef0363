using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>One answer that would bring a question up: a choice, and which of its options.</summary>
public sealed record AskingAnswer(Setting Setting, Option Option);

/// <summary>How a question comes to be asked that the answers do not raise now. It follows from the questions' own conditions.</summary>
/// <param name="Answers">The choices to make, in their order.</param>
/// <param name="NeedsHttps">Whether the address has to begin with https, which nobody but the user can answer.</param>
public sealed record Asking(ImmutableArray<AskingAnswer> Answers, bool NeedsHttps)
{
    // The fewest answers that raise any question are two choices.
    private const int MostChoices = 2;

    private static readonly ImmutableArray<Setting> s_choices = [.. Settings.All.Where(static s => !s.Repeated && Options(s) is not []
        && !LayoutSettings.Holds(s) && !KeptSettings.All.Contains(s))];

    /// <summary>The fewest choices that would bring the question up; null where it is asked already, or choices alone do not raise it.</summary>
    public static Asking? Of(Setting setting, Answers answers)
    {
        if (setting.AskedWhen(answers))
        {
            return null;
        }

        var https = answers.With(AccessSettings.Url, "https://tables");
        for (var most = 1; most <= MostChoices; most++)
        {
            if (Search(setting, answers, [], most) is { } choices)
            {
                return new Asking(choices, NeedsHttps: false);
            }
        }

        return setting.AskedWhen(https) ? new Asking([], NeedsHttps: true)
            : Search(setting, https, [], 1) is { } behind ? new Asking(behind, NeedsHttps: true)
            : null;
    }

    private static ImmutableArray<AskingAnswer>? Search(Setting wanted, Answers answers, ImmutableArray<AskingAnswer> before, int left)
    {
        foreach (var choice in s_choices.Where(c => c != wanted && c.AskedWhen(answers) && before.All(b => b.Setting != c)))
        {
            foreach (var option in Options(choice).Where(o => o.Text != answers.Text(choice)))
            {
                var changed = answers.With(choice, option.Text);
                var path = before.Add(new AskingAnswer(choice, option));
                if ((left > 1 ? Search(wanted, changed, path, left - 1) : wanted.AskedWhen(changed) ? path : null) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static ImmutableArray<Option> Options(Setting setting) => setting.Editor switch
    {
        Editor.Choice choice => choice.Options,
        Editor.Toggle => [new Option("true", "on"), new Option("false", "off")],
        _ => [],
    };
}
