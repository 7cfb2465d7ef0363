using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Setups;

/// <summary>Tells changed answers that made no difference in somebody's own files.</summary>
internal static class InPlaceEffects
{
    public static IEnumerable<Finding> Missing(
        Setup setup, InPlaceEdit edit, ImmutableArray<GeneratedFile> written, ChangedAnswers answers)
    {
        bool IsDone(ChangedAnswer answer) =>
            edit.Done.Any(d => answer.Parts.Any(p => p.Part == d.Part) || InPlacePorts.IsDone(d, answer.Key, setup));
        foreach (var answer in answers.All.Where(a => !IsDone(a)))
        {
            // What people type to reach Mathesar must be true, so it is no answer before the files say it.
            if (answer.Key == AccessSettings.Port.Key || answer.Key == AccessSettings.Bind.Key)
            {
                if (Settings.Find(answer.Key)!.AskedWhen(setup.Answers))
                {
                    yield return InPlaceFinding.NotReached.Say($"{answer.Key} was changed nowhere: no place in your files was found where "
                        + "Mathesar's port is published. Change it there yourself, or take the answer back.",
                        answer.Key, answers.TakeBack(answer.Key));
                }
            }
            else if ((answer.Parts is not [] || answer.Files is not []) && written.IsEmpty)
            {
                yield return InPlaceFinding.NoEffect.Say(setup.Target.InNoFile(answer.Key)
                    ?? $"{answer.Key} changes nothing in your files: they have no place that it stands "
                        + $"for{(answer.Parts is [var part, ..] ? $" (it would be {part.Part})" : "")}"
                        + ". Change your files yourself, or take the answer back.", answer.Key);
            }
        }
    }
}
