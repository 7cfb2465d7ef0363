using MathesarSetup.Findings;

namespace MathesarSetup.App.RotatingKey;

/// <summary>The kinds of finding about a new secret key.</summary>
public static class KeyFinding
{
    public static readonly FindingKind Pending = FindingKind.Error("key.pending",
        "Answers were changed and not installed yet, and a new key would bring them about with it. Install or take back those first.");

    public static readonly FindingKind Unreadable = FindingKind.Warning("key.unreadable",
        "Mathesar stores passwords that its present key does not open, so they failed before too. They were left as they are.");

    public static readonly FindingKind CellsLeft = FindingKind.Warning("key.cells-left",
        "Files in some columns do not open any more, because no stored role may change those cells. The message says how to mend it.");

    public static readonly FindingKind Unsettled = FindingKind.Error("key.unsettled",
        "What Mathesar stores could not be brought to the key that the files have. Start Mathesar and its database, and run the same command again.");

    public static readonly FindingKind CutOff = FindingKind.Note("key.cut-off",
        "A change of the secret key was cut off. What Mathesar stores was brought back to the key that the files have.");

    public static readonly FindingKind Third = FindingKind.Error("key.third",
        "A change of the key was cut off, and the files have neither of its two keys. Put one of them back into mathesar.secrets.yaml.");
}
