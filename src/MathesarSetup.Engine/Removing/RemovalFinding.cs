using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Removing;

/// <summary>The kinds of finding about the end of an installation.</summary>
public static class RemovalFinding
{
    public static readonly FindingKind ByHand = FindingKind.Error("removal.by-hand",
        "This program does not remove an installation of this kind itself. The message names the commands that do.");

    public static readonly FindingKind NoBackup = FindingKind.Error("removal.no-backup",
        "Data would go for good, and no backup of it was made. Make one, or say --no-backup.");

    public static readonly FindingKind OtherEngine = FindingKind.Error("removal.other-engine",
        "A removal that was cut off began in another engine than the one that answers now. Reach that one, and run uninstall once more.");

    public static readonly FindingKind OtherName = FindingKind.Error("removal.other-name",
        "The name that was said is not the installation's, so nothing was removed. Say its own name.");

    public static readonly FindingKind Left = FindingKind.Warning("removal.left",
        "Something that was to go stays, because nothing proves that it was made from this directory, or somebody uses it. The message names it and "
        + "the command by which you remove it yourself.");

    public static readonly FindingKind Unfinished = FindingKind.Error("removal.unfinished",
        "Not all of it is removed yet. Run uninstall once more, which goes on with it.");
}
