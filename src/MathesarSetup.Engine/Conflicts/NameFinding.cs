using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Conflicts;

/// <summary>The kinds of finding about the names that an installation needs in the engine.</summary>
public static class NameFinding
{
    public static readonly FindingKind Taken = FindingKind.Error("apply.name-taken",
        "A container of somebody else has a name that this installation needs. Choose another name for the installation, or rename or remove "
        + "that container.");
}
