using MathesarSetup.Findings;

namespace MathesarSetup.Setups;

/// <summary>The kinds of finding about edits of generated files by hand.</summary>
public static class EditFinding
{
    public static readonly FindingKind Broken = FindingKind.Error("edits.broken",
        "A generated file was edited and can no longer be read from a line on, so nothing is written. Mend it, or delete it: it is then made anew.");

    public static readonly FindingKind Contradiction = FindingKind.Error("edits.contradiction",
        "The same answer was changed in mathesar.yaml and in a generated file, to different texts. Make the two agree.");

    public static readonly FindingKind ReadBack = FindingKind.Note("edits.read-back",
        "An answer was changed in a generated file and is taken over.");
}
