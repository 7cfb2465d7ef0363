using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Targets;

namespace MathesarSetup.Setups;

/// <summary>What changed answers make of the files of an installation that stay its author's.</summary>
/// <param name="Files">All files, changed or not, and those that are new.</param>
/// <param name="Done">The parts that are different now.</param>
/// <param name="Findings">What could not be brought in, and what wins there; an error forbids writing.</param>
public sealed record InPlaceEdit(ImmutableArray<FoundFile> Files, ImmutableArray<InstalledChange> Done, ImmutableArray<Finding> Findings)
{
    /// <summary>
    /// Brings the difference of two sets of answers into files, node by node. After each step the files are read again: what is different must be
    /// what was meant, and nothing else.
    /// </summary>
    /// <param name="request">The files as they lie there.</param>
    /// <param name="before">The answers as these files say them.</param>
    /// <param name="after">The answers as they shall be.</param>
    public static InPlaceEdit Of(ImportRequest request, Setup before, Setup after)
    {
        if (before.Target.Id != after.Target.Id)
        {
            return new(request.Files, [], [InPlaceFinding.OtherTarget.Say(
                $"The files in this directory are for {before.Target.Title} and stay as you wrote them, so they cannot become those of "
                    + $"{after.Target.Title}. Write into another directory, or import them laid out anew.",
                "target", Fix.To($"Stay with {before.Target.Title}", "target", before.Draft.Texts.GetValueOrDefault("target")))]);
        }

        var (own, wanted) = (before.Observe(), after.Observe());
        return after.Target.Observe(request) is { } present && own is not null && wanted is not null
            ? new InPlaceSteps(after.Target, request, after.Rendered, new ChangedAnswers(before, after))
                .Run(present, InPlaceChanges.Of(present, own, wanted, before, after))
            : new(request.Files, [], [InPlaceFinding.Unreadable.At()]);
    }
}
