using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Targets;

namespace MathesarSetup.Planning;

/// <summary>Everything that follows from a draft: the typed answers, what is to be said about them, the plan and the very files.</summary>
/// <param name="Findings">Errors first, then warnings, then notes.</param>
/// <param name="Files">All files of the directory, in reading order; they are made even while there are errors, so that a half-typed draft can be shown.</param>
public sealed record Setup(Draft Draft, Answers Answers, ImmutableArray<Finding> Findings, ITarget Target, Plan Plan, ImmutableArray<GeneratedFile> Files)
{
    /// <summary>Whether an error forbids writing.</summary>
    public bool IsBlocked => Findings.Any(f => f.Severity is Severity.Error);

    public Instructions Instructions => Target.Instructions(Plan);

    /// <summary>The pure road from text to files.</summary>
    public static Setup Of(Draft draft)
    {
        var (answers, malformed) = draft.Read();
        var target = KnownTargets.Find(answers.Get(RunSettings.Target)) ?? KnownTargets.All[0];
        var plan = Planner.Make(answers);
        var rendered = target.Render(plan);
        var masked = Masked(draft);
        ImmutableArray<Finding> findings = [.. malformed.Concat(Rules.Check(answers)).Concat(rendered.Findings).OrderBy(f => f.Severity)];
        return new Setup(draft, answers, findings, target, plan, [.. Mask(rendered.Files, masked, target), .. CommonFiles.Of(draft.Expanded(), masked, plan, target, rendered.Files)]);
    }

    private static Draft Masked(Draft draft) => new(draft.Expanded().Texts.ToImmutableSortedDictionary(
        t => t.Key, t => t.Value.Length > 0 && Settings.Find(t.Key) is { Secret: true } ? SecretText.Mask : t.Value, StringComparer.Ordinal));

    // The same files once more from answers whose secrets are dots: what the screen shows is made without them.
    private static ImmutableArray<GeneratedFile> Mask(ImmutableArray<GeneratedFile> files, Draft masked, ITarget target)
    {
        var texts = target.Render(Planner.Make(masked.Read().Answers)).Files.ToDictionary(f => f.Path, f => f.Content, StringComparer.Ordinal);
        return [.. files.Select(f => f with { Masked = texts[f.Path] })];
    }
}
