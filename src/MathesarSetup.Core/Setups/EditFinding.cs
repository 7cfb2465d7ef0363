using MathesarSetup.Findings;

namespace MathesarSetup.Setups;

/// <summary>The kinds of finding about edits of generated files by hand.</summary>
public static class EditFinding
{
    public static readonly FindingKind Contradiction = FindingKind.Error("edits.contradiction",
        "The same answer was changed in mathesar.yaml and in a generated file, to different texts. Make the two agree.");

    public static readonly FindingKind ReadBack = FindingKind.Note("edits.read-back",
        "An answer was changed in a generated file and is taken over.");
}
