using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about answers of which the chosen way to run Mathesar makes no use.</summary>
public static class TargetFinding
{
    public static readonly FindingKind NotHonoured = FindingKind.Warning("kept.not-honoured",
        "The chosen way to run Mathesar has names and places of its own, not those of the imported installation. Copy the data over, or use "
        + "Docker Compose.");

    public static readonly FindingKind NotAsked = FindingKind.Note("target.not-asked",
        "The chosen way to run Mathesar has no use for an answer. It is kept for the ways that the message names.");

    public static readonly FindingKind NotAskedBesideOthers = FindingKind.Note("answers.not-asked",
        "The other answers leave no use for an answer. It is kept for when they change.");
}
