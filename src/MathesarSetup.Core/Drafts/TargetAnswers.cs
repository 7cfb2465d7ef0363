using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Drafts;

/// <summary>What another way to run Mathesar means for answers that were given already.</summary>
internal static class TargetAnswers
{
    /// <summary>Every answer is kept, also one that the new target does not ask for. Only what was made up from this machine for the former target, and would be made up otherwise for the new one, goes.</summary>
    public static Draft Follow(Draft before, Draft after, ImmutableHashSet<string> said, Machine machine)
    {
        var (was, will) = (before.Read().Answers, after.Read().Answers);
        return was.Get(RunSettings.Target) == will.Get(RunSettings.Target) ? after : Settings.All
            .Where(s => s is { Secret: false, Settle: not null } && s != RunSettings.Target && !said.Contains(s.Key) && after.Texts.TryGetValue(s.Key, out var text)
                && text == s.Settle(machine, was) && s.Settle(machine, will) is { } other && other != text)
            .Aggregate(after, static (draft, s) => draft.With(s, null));
    }
}
