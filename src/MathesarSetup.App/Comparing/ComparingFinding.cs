using MathesarSetup.Findings;

namespace MathesarSetup.App.Comparing;

/// <summary>The kinds of finding about what stays as a person wrote it: codes <c>compare.*</c>.</summary>
public static class ComparingFinding
{
    public static readonly FindingKind Apart = FindingKind.Warning("compare.apart",
        "An answer changed. One file takes the new one, and another stays as a person left it, so the two disagree. Take the new one in both, "
        + "or take the answer back.");
}
