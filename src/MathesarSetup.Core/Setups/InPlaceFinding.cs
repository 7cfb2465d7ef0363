using MathesarSetup.Findings;

namespace MathesarSetup.Setups;

/// <summary>The kinds of finding about files that stay their author's: codes <c>layout.*</c>.</summary>
public static class InPlaceFinding
{
    public static readonly FindingKind OtherTarget = FindingKind.Error("layout.other-target",
        "Files that stay as they are cannot become those of another way to run Mathesar.");

    public static readonly FindingKind Unreadable = FindingKind.Error("layout.unreadable",
        "The installation's own files cannot be read any more, so nothing was changed in them. Put them right, and run this again.");

    public static readonly FindingKind NotReached = FindingKind.Error("layout.not-reached",
        "No place in your files could be changed for an answer without changing something else. Change it there yourself.");

    public static readonly FindingKind Yours = FindingKind.Error("layout.yours",
        "An answer would replace something that you set yourself in your files. Change it there, or take the answer back.");

    public static readonly FindingKind NoEffect = FindingKind.Warning("layout.no-effect",
        "An answer changes nothing in your files, because they have no place for it.");

    /// <summary>Whether something of a person's own stands in the way, so that nothing may be written before somebody decides.</summary>
    public static bool IsDecision(Finding finding) => finding.Kind == NotReached || finding.Kind == Yours || finding.Kind == OtherTarget;
}
