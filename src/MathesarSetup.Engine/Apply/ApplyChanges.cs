using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>Everything that applying would do, before it does anything.</summary>
/// <param name="Changes">Files, then images, network, volumes and containers, those that are kept among them.</param>
/// <param name="Files">The files in detail, with their differences.</param>
/// <param name="Findings">Errors forbid applying; warnings want a decision.</param>
public sealed record ApplyChanges(ImmutableArray<ApplyChange> Changes, Comparison Files, ImmutableArray<Finding> Findings)
{
    /// <summary>Nothing, since not even a comparison could be made.</summary>
    internal static ApplyChanges None(ImmutableArray<Finding> findings) => new([], new Comparison([], findings), findings);

    /// <summary>Whether anything is not as it should be.</summary>
    public bool HasDifferences => Changes.Any(static change => change.IsDifference);

    /// <summary>Differences of containers that neither an answer nor a file explains, and that would lose data or access.</summary>
    public ImmutableArray<UnexplainedChange> Unexplained { get; internal init; } = [];

    /// <summary>Whether a finding forbids applying.</summary>
    public bool IsForbidden => Findings.Any(static finding => finding.Severity is Severity.Error);

    /// <summary>
    /// Whether all that forbids applying is a person's to settle or to accept: edits of theirs, and what would be lost of containers of theirs.
    /// </summary>
    public bool IsLeftToPerson => IsForbidden && Findings.Where(static f => f.Severity is Severity.Error).All(static f =>
        f.Kind == ApplyFinding.NotMade || f.Kind == ApplyFinding.NetworkShared || f.Kind == ApplyFinding.Unexplained
        || f.Kind == ApplyFinding.OthersField || f.Kind == ApplyFinding.Context
        || f.Kind == ApplyFinding.LoginProgram || f.Kind == FilesFinding.EditedByHand
            || f.Kind == FilesFinding.Foreign);

    /// <summary>Whether files that a person edited would be replaced, so that force is needed.</summary>
    public bool NeedsForce => Files.NeedsForce;

    /// <summary>The dearest cost of all changes.</summary>
    public ApplyCost Cost => Changes.Where(static change => change.IsDifference).Select(static change => change.Cost).DefaultIfEmpty().Max();

    /// <summary>The steps in which it would be done, in their order; a run may need further ones.</summary>
    public ImmutableArray<PlannedStep> Steps { get; internal init; } = [];

    /// <summary>Whether services of this installation are there already, so that this is a change of it and not its first installation.</summary>
    public bool IsChange => Changes.Any(static c => c is
    {
        Thing: ChangedThing.Container or ChangedThing.Unit or ChangedThing.ClusterObject,
        Verb: not ChangeVerb.Create
    });

    internal ApplyPlan? Plan { get; init; }

    /// <summary>Two comparisons that would do the same have the same one, so that a look is told from what is true under the lock.</summary>
    internal string Fingerprint =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Changes.Select(static c => $"{c.Thing} {c.Name} {c.Verb} {c.Cost} {c.Why}")))));
}
