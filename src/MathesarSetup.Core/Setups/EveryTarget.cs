using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Targets;

namespace MathesarSetup.Setups;

/// <summary>One set of answers and secrets for every target, as <c>generate --target all</c> writes them.</summary>
/// <param name="Common">What the targets have in common: the answers that were said, all secrets, and what was settled alike for each.</param>
/// <param name="Drafts">The settled answers of each target, in the order in which targets are offered.</param>
public sealed record EveryTarget(Draft Common, ImmutableArray<(ITarget Target, Draft Draft)> Drafts)
{
    /// <summary>What <c>--target</c> calls it.</summary>
    public const string Id = "all";

    /// <param name="said">The answers; which target they name is left aside.</param>
    /// <param name="kept">The answers that a target's files were made from before: what was settled there stays.</param>
    public static EveryTarget Of(Draft said, Machine machine, Func<ITarget, Draft> kept)
    {
        var former = KnownTargets.All.ToImmutableDictionary(target => target, kept);
        Draft Settle(Draft draft, ITarget target) => Keep(draft.With(RunSettings.Target, target.Id), former[target]).Settle(machine);

        // A secret that one target needs is the same for all.
        var common = KnownTargets.All.Aggregate(said.With(RunSettings.Target, null), (draft, target) =>
            Settle(draft, target).Texts.Where(text => Settings.Find(text.Key) is { Secret: true })
                .Aggregate(draft, static (d, text) => d.With(text.Key, text.Value)));
        var drafts = KnownTargets.All.Select(target => (target, Settle(common, target))).ToImmutableArray();
        var alike = drafts.SelectMany(static each => each.Item2.Texts).Where(static text => text.Key != RunSettings.Target.Key)
            .GroupBy(static text => text.Key, static text => text.Value, StringComparer.Ordinal)
            .Where(static texts => texts.Count() == KnownTargets.All.Length && texts.Distinct(StringComparer.Ordinal).Count() == 1);
        return new EveryTarget(alike.Aggregate(common, static (draft, texts) => draft.With(texts.Key, texts.First())), drafts);
    }

    private static Draft Keep(Draft draft, Draft former)
    {
        var answers = draft.Read().Answers;
        return Settings.All.Where(s => s.Settle is not null && !answers.IsAnswered(s) && !draft.Texts.ContainsKey(s.Key)
            && former.Texts.ContainsKey(s.Key))
            .Aggregate(draft, (d, s) => d.With(s, former.Texts[s.Key]));
    }
}
