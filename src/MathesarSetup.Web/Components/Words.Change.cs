namespace MathesarSetup.Web.Components;

/// <content>Changing an installation that is there.</content>
public static partial class Words
{
    public static string ChangeTitle => Say("Change an existing installation");
    public static string ChangeLead => Say("Reads what is there into answers. Nothing is written before the last step.");
    public static string ChangePlace => Say("Its directory, a file of it, or an archive");
    public static string ChangePaste => Say("Or paste a Compose file, a docker run line or an env file");
    public static string ReadIt => Say("Read it");
    public static string Reading => Say("Reading");
    public static string ReadPlace => Say("Read {0}");
    public static string Opened => Say("From here on {0} is changed. What was begun elsewhere is kept there as a draft.");
    public static string FoundContainer => Say("Container {0}");
    public static string FoundStopped => Say("Container {0}, stopped");
    public static string MadeIn => Say("made from the files in {0}");
    public static string NoContainers => Say("No container of Mathesar was found.");
    public static string DiskTitle => Say("What will change in {0}");
    public static string DiskSame => Say("The directory holds these files already.");
    public static string DiskNew => Say("{0} new files.");
    public static string DiskBeside => Say("{0} new files, which hold the answers. Your own files stay as they are.");
    public static string RunsTitle => Say("What will change in what runs");
    public static string RunsSame => Say("What runs is as wanted.");
    public static string ReadTitle => Say("What was read");
    public static string ReadRelease => Say("Mathesar {0}: {1}.");
    public static string ReadAnswers => Say("{0} answers were taken over. Undo takes them back.");
    public static string SeeChanges => Say("See what would change");
    public static string IsMerged => Say("edited by hand, and kept");
    public static string MergedWhat => Say("Your edits stay; what is new is put in beside them.");
    public static string ConflictWhat => Say("You and the answers changed the same place. Which shall stand?");
    public static string MineTitle => Say("Mine");
    public static string NewTitle => Say("New");
    public static string TakenOut => Say("(taken out)");
    public static string KeepMineHere => Say("Keep mine");
    public static string TakeNewHere => Say("Take the new one");
    public static string EditHere => Say("Edit");
    public static string EditedText => Say("The lines as they shall stand");
    public static string HistoryTitle => Say("Earlier versions");
    public static string HistoryLead => Say("Every write keeps the files as they were found and as they became.");
    public static string VersionOf => Say("Version {0}, {1}");
    public static string VersionWritten => Say("written");
    public static string VersionFound => Say("as it was found");
    public static string VersionRestored => Say("restored");
    public static string RestoreIt => Say("Put these files back");
    public static string SameAsNow => Say("The files are like this now.");
}
