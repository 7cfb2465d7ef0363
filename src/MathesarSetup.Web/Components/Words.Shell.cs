namespace MathesarSetup.Web.Components;

/// <content>The frame around the pages: a connection that breaks, keys, help and brightness.</content>
public static partial class Words
{
    public static string LineTrying => Say("The connection was lost. Trying again; what you type meanwhile is sent when it is back.");
    public static string LineAway =>
        Say("The wizard does not answer. If it was stopped, start it again in the terminal and open the link that it prints. "
            + "Otherwise this line goes by itself; what you type meanwhile is sent then.");
    public static string LineDoor =>
        Say("The program was started anew. Open the new link that it printed in the terminal; the answers up to then are kept.");
    public static string LineDoorLink => Say("Or enter it here");
    public static string LineAnew => Say("The wizard is there again. What you typed since is not in it: copy what you need first.");
    public static string LineAnewDo => Say("Load this page anew");
    public static string LinePressed => Say("Buttons work again when the connection is back.");
    public static string TooLong =>
        Say("Not taken: the text has {0} MB, and 1 MB is the most. If it is a file, give its path instead.");
    public static string HelpTitle => Say("How it works");
    public static string HelpSteps => Say("The steps at the side can be taken in any order, and each has an answer already.");
    public static string HelpKept =>
        Say("Answers are kept on this machine as you give them. Nothing is written or started before you say so on the last page.");
    public static string HelpSearch => Say("The search finds every setting by its name, its variable or a word.");
    public static string KeysOutside => Say("They act outside of text fields.");
    public static string BrightnessTitle => Say("Brightness");
    public static string BrightnessSystem => Say("As the system");
    public static string BrightnessLight => Say("Light");
    public static string BrightnessDark => Say("Dark");
    public static string ChangedElsewhere => Say("Changed in another window to {0},");
    public static string ChangedElsewhereUnseen => Say("Changed in another window,");
    public static string ChangedElsewhereEmpty => Say("Emptied in another window,");
    public static string FileChangedOne => Say("{0}: 1 line changed.");
    public static string TakeIt => Say("take it");
}
