using System.Runtime.CompilerServices;

namespace MathesarSetup.Web.Components;

/// <summary>Every sentence of the screens that does not come from the catalogue. The property's name is the key for translations.</summary>
public static partial class Words
{
    public static string Product => Say("Mathesar Setup");
    public static string Loading => Say("Loading Mathesar Setup");
    public static string NoScript => Say("The wizard needs JavaScript. Without it, the command line does the same:");
    public static string Skip => Say("Skip to the question");
    public static string StepsLabel => Say("Steps");
    public static string Start => Say("Start");
    public static string Review => Say("Review");
    public static string Finish => Say("Finish");
    public static string Done => Say("done");
    public static string HasErrors => Say("has an error");
    public static string HasWarnings => Say("has a warning");
    public static string Kept => Say("Everything is kept.");
    public static string NotKept => Say("The answers cannot be saved at the moment; the start page says why.");
    public static string Tools => Say("Tools");
    public static string Undo => Say("Undo");
    public static string UndoTitle => Say("Undo (Ctrl+Z)");
    public static string Redo => Say("Redo");
    public static string RedoTitle => Say("Redo (Ctrl+Shift+Z)");
    public static string SearchSettings => Say("Search settings");
    public static string SearchTitle => Say("Search settings (/)");
    public static string SearchHint => Say("Name, variable or word");
    public static string SlashOpens => Say("The / key opens the search");
    public static string KeysTitle => Say("Keys and help");
    public static string EscapeCloses => Say("Close what opened last");
    public static string Close => Say("Close");
    public static string NothingFound => Say("No setting holds “{0}”.");
    public static string OneError => Say("error");
    public static string ManyErrors => Say("errors");
    public static string OneWarning => Say("warning");
    public static string ManyWarnings => Say("warnings");
    public static string FileChanged => Say("{0}: {1} lines changed.");
    public static string TroubleTitle => Say("This page failed");
    public static string TroubleWhat =>
        Say("A fault in the program stopped the page. Your answers are safe on this machine. Try again; "
            + "if it fails again, the terminal shows the reason.");
    public static string TryAgain => Say("Try again");
    public static string NotFoundTitle => Say("There is no such page");
    public static string NotFoundWhat => Say("The address is not one of the wizard's steps.");
    public static string ToStart => Say("Go to the start");

    // English stands here; a translation is looked up by the property's name and falls back to it.
    private static string Say(string english, [CallerMemberName] string key = "") => Translations.Find(key) ?? english;
}
