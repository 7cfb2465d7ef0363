using MathesarSetup.Findings;

namespace MathesarSetup.App.Removing;

/// <summary>The kinds of finding about the end of an installation.</summary>
public static class RemovalFinding
{
    public static readonly FindingKind ByHand = FindingKind.Error("removal.by-hand",
        "This program does not remove an installation of this kind itself. The message names the commands that do.");

    public static readonly FindingKind DatabaseStays = FindingKind.Note("removal.database-stays",
        "A database server that is yours is never touched: Mathesar's database, and its schemas in the databases that it was connected to, stay.");

    public static readonly FindingKind NoBackup = FindingKind.Warning("removal.no-backup",
        "The data goes for good, and nothing here makes a backup of it first. The message names the command that does.");
}
