namespace MathesarSetup.Web.Components;

/// <content>The way back, the search, and single sign-on.</content>
public static partial class Words
{
    public static string Undone => Say("Undone: {0}");
    public static string Redone => Say("Done again: {0}");
    public static string AndOneAnswer => Say(", and 1 more answer");
    public static string AndAnswers => Say(", and {0} more answers");
    public static string Empty => Say("empty");
    public static string SearchAll => Say("Search settings and actions");
    public static string ActionGroup => Say("Action");
    public static string AskedOnce => Say("\u201c{0}\u201d is asked once {1}.");
    public static string OnceChosen => Say("\u201c{0}\u201d is chosen");
    public static string OnceOn => Say("\u201c{0}\u201d is on");
    public static string OnceHttps => Say("the address begins with https://");
    public static string OnceProvider => Say("there is a provider");
    public static string OnceInternet => Say("Mathesar is reached through a proxy");
    public static string OnceElse => Say("other answers call for it");
    public static string And => Say("{0} and {1}");
    public static string NotAskedNow => Say("not asked now");
    public static string ChooseIt => Say("Choose it and go there");
    public static string GoToAddress => Say("Go to the address");
    public static string AddProviderAndGo => Say("Add a provider and go there");
    public static string GoToStep => Say("Go to the step");
    public static string ActUndo => Say("Undo the last change");
    public static string ActRedo => Say("Do it again");
    public static string ActStartOver => Say("Start over with the recommended settings");
    public static string ActReview => Say("See what would change");
    public static string ActInstall => Say("Install");
    public static string ActWrite => Say("Write the files");
    public static string ActLog => Say("Show the installation and its log");
    public static string ActRead => Say("Open an installation that is there");
    public static string ActChecksOff => Say("Try nothing while I type");
    public static string ActChecksOn => Say("Try the answers while I type");
    public static string HasAdministrator =>
        Say("This installation has its administrator, who stays. The key is the one that it has; what stands behind \u201cMore\u201d counts only "
            + "where there is no administrator yet.");
    public static string MoveUp => Say("Move up");
}
