using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>The kinds of finding about releases of Helm's.</summary>
public static class HelmFinding
{
    public static readonly FindingKind OldVersion = FindingKind.Error("helm.old-version",
        "Helm on this machine is older than what this program can install with, or does not say its version.");

    public static readonly FindingKind Pending = FindingKind.Error("helm.pending",
        "Somebody's Helm is at work on the release, or was cut off. Wait for it, or end what it left by the command that the message names.");

    public static readonly FindingKind Failed = FindingKind.Error("helm.failed",
        "Helm refused a step, for the reason that the message gives.");

    public static readonly FindingKind OthersRevision = FindingKind.Error("helm.others-revision",
        "Somebody changed the release from elsewhere, by other values or another chart. Bring that into the files, or accept that it is "
            + "replaced by --accept-others-fields.");
}
