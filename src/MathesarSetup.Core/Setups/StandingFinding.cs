using MathesarSetup.Findings;

namespace MathesarSetup.Setups;

/// <summary>The kinds of finding about secrets that the file of secrets should hold and does not.</summary>
public static class StandingFinding
{
    public static readonly FindingKind Found = FindingKind.Note("secrets.found",
        "A secret is missing from mathesar.secrets.yaml and stands in another file of the installation, or in its container. That one goes on.");

    public static readonly FindingKind Lost = FindingKind.Error("secrets.lost",
        "A secret of this installation is found nowhere, and the data was made with it, so no new one is made. Put the former mathesar.secrets.yaml "
        + "back, or give the secret.");
}
