namespace MathesarSetup.Web.Components;

/// <content>What was read of an installation, and whose its files are from then on.</content>
public static partial class Words
{
    public static string ReadGroup => Say("Read");
    public static string ReadSetting => Say("Setting");
    public static string ReadValue => Say("Answer");
    public static string ReadWhere => Say("Where it stands");
    public static string ReadFollows => Say("follows from the rest");
    public static string OneAnswer => Say("1 answer");
    public static string ManyAnswers => Say("{0} answers");
    public static string OneLine => Say("1 line");
    public static string ManyLines => Say("{0} lines");
    public static string UnknownGroup => Say("Unknown");
    public static string UnknownAbout => Say("It has these, and its files do not hold them. Give them here; nothing is made up in their place.");
    public static string GiveUnknown => Say("Use these answers");
    public static string WhichService => Say("Which service runs the Mathesar that is meant?");
    public static string ReadService => Say("Read this one");
    public static string KeptGroup => Say("Kept");
    public static string KeptAbout => Say("No answer stands for these lines. They stay in your files as they are.");
    public static string NotUnderstoodGroup => Say("Not understood");
    public static string NotUnderstoodAbout => Say("No answer stands for these lines. What becomes of them is said above.");
    public static string LayoutQuestion => Say("What shall happen to its files?");
    public static string LayoutInPlace => Say("They stay as you wrote them");
    public static string LayoutInPlaceWhat => Say("A changed answer changes its own line, and nothing else. Comments, order and names stay.");
    public static string LayoutAnew => Say("Lay the files out anew");
    public static string LayoutAnewWhat =>
        Say("The files are written from the answers, with comments. Yours are kept as version 1 of the history. All that changes is listed first.");
    public static string LayoutAnewDo => Say("Lay them out anew");
    public static string LayoutSame => Say("Nothing changes in what they run.");
    public static string LayoutData => Say("Data, a secret or a lock hangs on these");
    public static string LayoutDataAccept => Say("I accept that.");
    public static string LayoutUnexplained => Say("No answer is the reason for these");
    public static string LayoutAcceptOne => Say("I accept this difference.");
    public static string LayoutAcceptMany => Say("I accept these {0} differences.");
    public static string LayoutBetterOne => Say("1 improvement, with its reason");
    public static string LayoutBetterMany => Say("{0} improvements, each with its reason");
    public static string SoThat => Say("so that {0}.");
    public static string StayNoPlace =>
        Say("These answers become files of their own: what was read lies in no directory here, so there is nothing to edit in place.");
    public static string StayElsewhere =>
        Say("Files are edited only where they lie, and these answers are for another directory. New files are laid out.");
    public static string StayNotWhole =>
        Say("The files are laid out anew: not all that they run can be read, so an edit in place could not be checked.");
    public static string StayGenerated => Say("The files are as this program lays them out, so it goes on with them.");
    public static string TakeOver => Say("Take it over");
    public static string TakeOverNote => Say("Nothing is written yet. Undo takes it back.");
    public static string TakeOverNot => Say("An error above stands in the way.");
    public static string TakeOverTicks => Say("Each difference that costs something needs its tick.");
    public static string TakenInPlace => Say("{0} answers were taken over, and the files stay as they are. Undo takes the answers back.");
    public static string LayoutTitle => Say("Your files");
    public static string LayoutStays =>
        Say("They stay as you wrote them. A changed answer changes its own line, and the rest is not touched.");
}
