using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Targets;

namespace MathesarSetup.Setups;

/// <summary>Takes, for each change, the first edit that does it and nothing else.</summary>
internal sealed class InPlaceSteps(ITarget target, ImportRequest request, ImmutableArray<FoundFile> own, ChangedAnswers answers)
{
    // Those that the installation is made of, whoever wrote them.
    private readonly ImmutableSortedSet<string> _services =
        target.Observe(new ImportRequest(own, request.Directory))?.Services ?? ImmutableSortedSet<string>.Empty;

    public InPlaceEdit Run(Installed present, (ImmutableArray<InstalledChange> Changes, ImmutableArray<Finding> Findings) wanted)
    {
        var (files, done, findings) = (request, new List<InstalledChange>(), wanted.Findings.ToBuilder());
        var open = wanted.Changes.ToDictionary(static c => c.Part);
        foreach (var change in wanted.Changes)
        {
            if (present[change.Part] == change.After)
            {
                continue;
            }

            if (Step(files, present, change, open) is { } step)
            {
                done.AddRange(present.ChangesTo(step.Result));
                (files, present) = (files with { Files = step.Files }, step.Result);
            }
            else
            {
                findings.Add(answers.Locate(Refusal(change, present[change.Part]), change.Part));
            }
        }

        return new InPlaceEdit(files.Files, [.. done], findings.ToImmutable());
    }

    private (ImmutableArray<FoundFile> Files, Installed Result)? Step(ImportRequest files, Installed present, InstalledChange change,
        Dictionary<InstalledPart, InstalledChange> open)
    {
        var step = change with { Before = present[change.Part] };
        var wanted = present.With(change.Part, change.After);
        foreach (var candidate in target.Edits(new EditRequest(files, step, own)))
        {
            if (target.Observe(files with { Files = candidate }) is { } result
                && wanted.ChangesTo(result).All(other => other.Part != change.Part && IsMeant(other, step, open)))
            {
                return (candidate, result);
            }
        }

        return null;
    }

    // A step may do others of the same change, such as a password that two services share. What else refers to the very value goes with it, as its
    // author wanted, but never where data lies or what runs.
    private bool IsMeant(InstalledChange other, InstalledChange step, Dictionary<InstalledPart, InstalledChange> open) =>
        // What somebody's own service is told stays, but for a secret that it shares.
        other.Part.After(InstalledPart.Environment) is { } name && other.Part.Path == step.Part.Path && !_services.Contains(other.Part.Service)
            && !Settings.All.Any(s => s.Secret && s.Variable == name) ? false
        : open.GetValueOrDefault(other.Part) is { } meant ? meant.After == other.After || (meant.Before is null && other.Before is null)
        : other.Part.Path == step.Part.Path && other.Part.After(InstalledPart.Environment) is not null && other.Before == step.Before
            && other.After == step.After
        || other is { Before: { } before, After: { } after } && step is { Before.Length: > 0, After: not null }
            && !IsData(other.Part) && before.Contains(step.Before, StringComparison.Ordinal)
            && after == before.Replace(step.Before, step.After, StringComparison.Ordinal);

    private static bool IsData(InstalledPart part) => part.Path is "image" || part.After(InstalledPart.Mounts) is not null
        || part.Path.StartsWith("volumes.", StringComparison.Ordinal);

    private static Finding Refusal(InstalledChange change, string? present) => InPlaceFinding.NotReached.Say(present is null
        ? $"{change.Part} would have to be added to your files, and no place was found where it does only that. "
            + "Add it yourself, or take the answer back."
        : $"{change.Part} stands in your files in a way that cannot be changed without changing something else too. Change it there yourself; "
            + "the answer follows.");
}
