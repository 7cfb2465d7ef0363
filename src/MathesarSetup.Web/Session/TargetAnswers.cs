using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Session;

/// <summary>What another way to run Mathesar means for answers that were given already.</summary>
public static class TargetAnswers
{
    /// <summary>Every answer is kept, also one that the new target does not ask for. Only what was made up from this machine for the former target, and would be made up otherwise for the new one, goes.</summary>
    public static Draft Choose(Draft draft, string target, Machine machine)
    {
        var chosen = draft.With(RunSettings.Target, target);
        var (before, after) = (draft.Read().Answers, chosen.Read().Answers);
        return Settings.All.Where(s => s is { Secret: false, Settle: not null } && s != RunSettings.Target && draft.Texts.TryGetValue(s.Key, out var text)
                && text == s.Settle(machine, before) && s.Settle(machine, after) is { } other && other != text)
            .Aggregate(chosen, static (d, s) => d.With(s, null));
    }
}
