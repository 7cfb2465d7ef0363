using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Catalogue.Validators;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Setups;

/// <summary>Everything that follows from a draft: the typed answers, what is to be said about them, the plan and the very files.</summary>
/// <param name="Findings">Errors first, then warnings, then notes.</param>
/// <param name="Files">All files of the directory, in reading order; they are made even while there are errors, so that a half-typed draft can be
/// shown.</param>
public sealed record Setup(
    Draft Draft, Answers Answers, ImmutableArray<Finding> Findings, ITarget Target, Plan Plan, ImmutableArray<GeneratedFile> Files)
{
    /// <summary>Whether an error forbids writing.</summary>
    public bool IsBlocked => Findings.Any(f => f.Severity is Severity.Error);

    /// <summary>The target's own files, as texts that can be read back.</summary>
    public ImmutableArray<FoundFile> Rendered => [.. Target.Render(Plan).Files.Select(static f => f.Found)];

    /// <summary>All that the target's own files run; null where it cannot tell.</summary>
    public Installed? Observe() => Target.Observe(new ImportRequest(Rendered, Plan.Name));

    /// <summary>What is typed on any machine.</summary>
    public Instructions Instructions => InstructionsOn(HostPrograms.Usual);

    /// <summary>What is typed on one machine.</summary>
    public Instructions InstructionsOn(HostPrograms programs)
    {
        var target = Target.On(programs);
        return Files.Where(static f => f.IsTheirs).Select(static f => f.Path).ToImmutableArray() is { IsEmpty: false } theirs
            ? target.InPlace(Plan, theirs)
            : target.Instructions(Plan);
    }

    /// <summary>What brings another release in on one machine: files name exact releases, so that fetching images alone changes nothing.</summary>
    public string UpdateOn(HostPrograms programs) =>
        string.Join(" && ", [.. UpdateCommands.Of(Plan, Target), InstructionsOn(programs).Update]);

    /// <summary>The pure road from text to files.</summary>
    public static Setup Of(Draft draft)
    {
        var setup = Follow(draft);
        // The same files once more from answers whose secrets are dots, so that no search for secrets can miss one. They are made when the screen
        // shows one.
        var masked =
            new Lazy<ImmutableDictionary<string, string>>(() =>
                Follow(Masked(draft)).Files.ToImmutableDictionary(f => f.Path, f => f.Content, StringComparer.Ordinal));
        return setup with { Files = [.. setup.Files.Select(f => f.IsPrivate ? f with { Mask = () => masked.Value[f.Path] } : f)] };
    }

    private static Setup Follow(Draft draft)
    {
        var (answers, malformed) = draft.Read();
        var target = KnownTargets.Find(answers.Get(RunSettings.Target)) ?? KnownTargets.All[0];
        var plan = Planner.Make(answers);
        var rendered = target.Render(plan);
        var checkedAnswers = AnswersValidator.Check(answers).Where(f => !malformed.Any(m => IsCause(m, f)));
        ImmutableArray<Finding> findings = Sorted([.. malformed, .. checkedAnswers, .. rendered.Findings]);
        return new Setup(draft, answers, findings, target, plan,
            [.. rendered.Files, .. CommonFiles.Of(draft.Expanded(), plan, target, rendered.Files)]);
    }

    // What cannot be read is no answer that is missing: one error is enough.
    private static bool IsCause(Finding malformed, Finding other) => malformed.Severity is Severity.Error
        && (other.Severity is Severity.Error || other.Kind == ProxyFinding.NoName)
        && (other.Key == malformed.Key || (malformed.Key == DatabaseSettings.Url.Key && other.Kind == DatabaseFinding.NoHost));

    private static ImmutableArray<Finding> Sorted(ImmutableArray<Finding> findings) =>
    [
        .. findings.Where(static f => f.Severity is Severity.Error),
        .. findings.Where(static f => f.Severity is Severity.Warning),
        .. findings.Where(static f => f.Severity is Severity.Note),
    ];

    private static Draft Masked(Draft draft) => new(draft.Expanded().Texts.ToImmutableSortedDictionary(
        t => t.Key, t => t.Value.Length > 0 && Settings.Find(t.Key) is { Secret: true } ? SecretText.Mask : t.Value, StringComparer.Ordinal));
}
