using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Assessing;

/// <summary>
/// Everything that is to be said about an installation, by whomever: the one list that every place shows which shows findings, on the screen and in
/// the terminal.
/// </summary>
/// <param name="All">Worst first, and each once.</param>
public sealed record Readiness(ImmutableArray<Standing> All)
{
    public static readonly Readiness None = new(ImmutableArray<Standing>.Empty);

    /// <summary>What is wrong; an empty field that nobody has come to yet is not.</summary>
    public IEnumerable<Standing> Errors => All.Where(static s => s.IsError && !s.IsAwaited);

    public IEnumerable<Standing> Warnings => All.Where(static s => s.Finding.Severity is Severity.Warning);

    /// <summary>What forbids to write and to install, and cannot be passed by.</summary>
    public IEnumerable<Standing> Blocking => All.Where(static s => s.IsBlocking);

    /// <summary>What a check found wrong: a person may pass it by on purpose, by its name.</summary>
    public IEnumerable<Standing> Passable => All.Where(static s => s.IsPassable);

    public bool IsBlocked => Blocking.Any();

    /// <summary>Whether the files can be written: what forbids, if anything, forbids to install alone.</summary>
    public bool IsWritable => Blocking.All(static s => s.Origin is Origin.Engine);

    /// <summary>Puts together what was found. What is said by several counts once, by whom it weighs most.</summary>
    /// <param name="answers">By them is told to which field a finding of a check belongs.</param>
    /// <param name="said">What the rules over the answers say.</param>
    /// <param name="checks">What was tried; a check that was held repeats only what the answers themselves say.</param>
    /// <param name="directory">What the comparison with the directory says.</param>
    /// <param name="engine">What the comparison with the engine says.</param>
    public static Readiness Of(Answers answers, IEnumerable<Finding> said, IEnumerable<CheckResult> checks, IEnumerable<Finding> directory,
        IEnumerable<Finding> engine, Func<Finding, bool>? isAwaited = null)
    {
        var standing = said.Select(f => At(f.Key, new Standing(f, Origin.Answers) { IsAwaited = isAwaited?.Invoke(f) ?? false }))
            .Concat(directory.Select(static f => At(f.Key, new Standing(f, Origin.Directory))))
            .Concat(engine.Select(static f => At(f.Key, new Standing(f, Origin.Engine))))
            .Concat(checks.Where(static r => r.End is not CheckEnd.Held).SelectMany(result => result.Findings.Select(f =>
                At(StepOf(f.Key) is null ? result.Check.Anchor(answers).Key : f.Key, new Standing(f, Origin.Check, result.Check)))));
        // The same words about the same answer are the same finding, whatever buttons it has.
        return new Readiness([.. standing.GroupBy(static s => (s.Finding.Code, s.Finding.Message, s.Finding.Key))
            .Select(static same => same.MinBy(static s => (Weight(s), s.Origin))!)
            .OrderBy(Weight)]);
    }

    /// <summary>Those that stand below a step; null for the review.</summary>
    public IEnumerable<Standing> Below(string? step) => All.Where(s => s.Step?.Id == step);

    private static int Weight(Standing standing) => standing switch
    {
        { IsBlocking: true } => 0,
        { IsError: true } => 1,
        { Finding.Severity: Severity.Warning } => 2,
        _ => 3,
    };

    private static Standing At(string? key, Standing standing) =>
        StepOf(key) is { } step ? standing with { Step = step, Key = key } : standing;

    private static Step? StepOf(string? key) => key is null ? null : Steps.Of(key);
}
