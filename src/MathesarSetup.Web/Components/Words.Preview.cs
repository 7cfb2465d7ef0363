namespace MathesarSetup.Web.Components;

/// <content>The files as they will be written, and as they were.</content>
public static partial class Words
{
    public static string NotRestored => Say("Version {0} was not put back. Everything is as it was.");
    public static string RestoredTo => Say("The files are as in version {0}.");
    public static string RestoredAlready => Say("The files were as in version {0} already.");
    public static string TakeRestoreBack => Say("Undo: put the files back as they were before");
    public static string TakeRestoreBackWhat => Say("They are version {0}.");
    public static string RestoreAsk => Say("Put version {0} back?");
    public static string RestoreDo => Say("Put version {0} back");
    public static string RestoreLeave => Say("Leave the files as they are");
    public static string RestorePutsBack => Say("Put back");
    public static string RestoreTakesAway => Say("Taken away, a backup stays");
    public static string RestoreEdited => Say("Edited by hand since, a backup stays");
    public static string VersionAdded => Say("new: {0}");
    public static string VersionChanged => Say("changed: {0}");
    public static string VersionRemoved => Say("gone: {0}");
    public static string AndMore => Say("{0} and {1} more");
    public static string OneFile => Say("{0} file");
    public static string ManyFiles => Say("{0} files");

    public static string MarkYours => Say("yours");
    public static string MarkNew => Say("new");
    public static string MarkBoth => Say("yours and new in one");
    public static string LineChanged => Say("line changed");
    public static string WillGo => Say("will be removed");
    public static string FateGoes => Say("Not needed any more: it will be removed, and the history keeps it.");
    public static string FateStays => Say("Not needed any more, but you edited it: it stays as it is.");
    public static string FateKept => Say("It stays as you have it. The new one is not written.");
    public static string FateMerged => Say("You edited it: your lines stay, and what is new stands beside them.");
    public static string FateReplaced => Say("The new one takes its place, and a backup of yours is kept.");
    public static string FateBeside => Say("Your own parts, which go on beside the generated files.");
    public static string WrapLines => Say("Wrap lines");
    public static string LineAsked => Say("Looking for the answer that makes this line");
    public static string LineIsYours => Say("You wrote this line.");
    public static string LineIsAlways => Say("This line is always written.");
    public static string LineIsBoth => Say("You wrote this line, and this answer stands in it:");
    public static string LineIsMade => Say("This answer makes the line:");
    public static string LineIsMadeByMany => Say("These answers make the line:");
    public static string ShowLine => Say("in the files");
    public static string ShowsAt => Say("{0}:{1}");
    public static string ShowsNowhere => Say("in no file");
    public static string PlaceAt => Say("{0}:{1}, {2}");
    public static string PlaceIn => Say("{0}:{1}");
    public static string StaysUntil => Say("Yours stays until you choose.");
}
