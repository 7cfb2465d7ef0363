using MathesarSetup.Findings;

namespace MathesarSetup.Setups;

/// <summary>The kinds of finding about what runs before and after a write: codes <c>difference.*</c>.</summary>
public static class DifferenceFinding
{
    public static readonly FindingKind Overruled = FindingKind.Error("difference.overruled",
        "An answer changed, and a line of your own wins over it. Change that line, or take the answer back.");

    public static readonly FindingKind Improvement = FindingKind.Note("difference.improvement",
        "Files that are laid out anew say something that the old ones did not.");

    public static readonly FindingKind Unexplained = FindingKind.Error("difference.unexplained",
        "Files that are laid out anew would not say what the old ones say, and no answer is the reason. "
            + "Keep your files with --in-place, or accept it "
            + "with --force.");

    public static readonly FindingKind Data = FindingKind.Error("difference.data",
        "Files that are laid out anew would put something else in the place of data, of a secret or of a lock. Keep your files with --in-place, or "
            + "accept this very difference with --accept-difference.");
}
