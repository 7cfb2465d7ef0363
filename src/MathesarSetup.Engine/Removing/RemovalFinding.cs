using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Removing;

/// <summary>The kinds of finding about the end of an installation.</summary>
public static class RemovalFinding
{
    public static readonly FindingKind ByHand = FindingKind.Error("removal.by-hand",
        "Nothing here can remove this installation by itself, such as one of Helm's where Helm is not installed. The message names the commands "
        + "that do.");

    public static readonly FindingKind NoBackup = FindingKind.Error("removal.no-backup",
        "Data would go for good, and no backup of it could be made. The findings above say why; --no-backup goes on without one.");

    public static readonly FindingKind OtherEngine = FindingKind.Error("removal.other-engine",
        "A removal that was cut off began in another place than the one that answers now. Reach that one, and run uninstall once more.");

    public static readonly FindingKind OtherName = FindingKind.Error("removal.other-name",
        "The name that was said is not the installation's, so nothing was removed. Say its own name.");

    public static readonly FindingKind Left = FindingKind.Warning("removal.left",
        "Something that was to go stays, because nothing proves that it was made from this directory, or somebody uses it. The message names it and "
        + "the command by which you remove it yourself.");

    public static readonly FindingKind Unfinished = FindingKind.Error("removal.unfinished",
        "Not all of it is removed yet. Run uninstall once more, which goes on with it.");

    /// <summary>That another place answers than the one in which a removal began.</summary>
    /// <param name="place">What it was.</param>
    internal static Finding OtherPlace(string place) => OtherEngine.Say($"What was to go are {place}, when this was begun, and this is another "
        + "place now, so it was left alone. Reach the former one, and run uninstall once more.");

    /// <summary>That something stays, because it is no longer what was agreed to.</summary>
    internal static Finding Stays(RemovedThing thing) => Left.Say($"The {thing.Kind} {thing.Name} stays: since it was looked at, "
        + "somebody began to use it or put another one in its place. Look whose it is, and run uninstall once more.");
}
