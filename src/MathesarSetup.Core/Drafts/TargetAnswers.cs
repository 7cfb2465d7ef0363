using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Drafts;

/// <summary>What another way to run Mathesar means for answers that were given already.</summary>
internal static class TargetAnswers
{
    /// <summary>
    /// Every answer is kept, also one that the new target does not ask for. Only what was made up from this machine
    /// for the former target, and would be made up otherwise for the new one, goes.
    /// </summary>
    public static Draft Follow(Draft before, Draft after, ImmutableHashSet<string> said, Machine machine)
    {
        var (was, will) = (before.Read().Answers, Targets(after));
        return Text(before) == Text(after) ? after : Settings.All
            .Where(s => s is { Secret: false, Settle: not null } && s != RunSettings.Target && !said.Contains(s.Key)
                && after.Texts.TryGetValue(s.Key, out var text)
                && text == s.Settle(machine, was) && will.Any(answers => s.Settle(machine, answers) is { } other && other != text))
            .Aggregate(after, static (draft, s) => draft.With(s, null));
    }

    private static string Text(Draft draft) => draft.Texts.GetValueOrDefault(RunSettings.Target.Key) ?? Answers.None.DefaultText(RunSettings.Target);

    // Answers for every target at once name none; each of them makes up its own.
    private static Answers[] Targets(Draft draft)
    {
        var answers = draft.Read().Answers;
        return answers.IsAnswered(RunSettings.Target) || !draft.Texts.ContainsKey(RunSettings.Target.Key)
            ? [answers]
            : [.. TargetKinds.All.Select(kind => answers.With(RunSettings.Target, kind.Id))];
    }
}
