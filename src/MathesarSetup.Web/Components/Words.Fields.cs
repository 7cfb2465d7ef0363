namespace MathesarSetup.Web.Components;

/// <content>The form and the files beside it.</content>
public static partial class Words
{
    public static string Why => Say("Why?");
    public static string VariableTitle => Say("The environment variable that Mathesar reads");
    public static string NeedsRelease => Say("needs Mathesar {0}");
    public static string Recommended => Say("Recommended");
    public static string On => Say("On");
    public static string Off => Say("Off");
    public static string Was => Say("was {0},");
    public static string WasEmpty => Say("was empty,");
    public static string SecretChanged => Say("changed,");
    public static string PutBack => Say("put back");
    public static string ErrorSays => Say("Error:");
    public static string WarningSays => Say("Warning:");
    public static string NoteSays => Say("Note:");
    public static string GoTo => Say("Go to {0}");
    public static string More => Say("More ({0})");
    public static string MoreChanged => Say("{0} changed");
    public static string Generate => Say("Generate");
    public static string Reveal => Say("Reveal");
    public static string Hide => Say("Hide");
    public static string NoSecret => Say("none yet");
    public static string Understood => Say("What was understood");
    public static string RemoveItem => Say("Remove {0}");
    public static string OrTheParts => Say("Or field by field");
    public static string WhoReaches => Say("Who should reach it?");
    public static string OnlyThisMachine => Say("This machine only");
    public static string OnlyThisMachineWhat => Say("The port opens on 127.0.0.1. From elsewhere, nobody gets in without an SSH tunnel.");
    public static string MyNetwork => Say("My network");
    public static string MyNetworkWhat => Say("The port opens on every network of this machine, over plain HTTP.");
    public static string TheInternet => Say("The internet, through a proxy");
    public static string TheInternetWhat => Say("A proxy ends TLS in front of Mathesar. Needs a host name that leads here.");
    public static string NoProviders => Say("No provider yet. People log in with a name and a password.");
    public static string AddProvider => Say("Add a provider");
    public static string Remove => Say("Remove");
    public static string CallbackUrl => Say("Callback URL");
    public static string CallbackUrlWhat => Say("Register it with the provider, to the letter.");
    public static string DefaultRoles => Say("Database roles ({0})");
    public static string DefaultRolesWhat => Say("PostgreSQL roles that people get when they log in for the first time, one for each database.");
    public static string AddRole => Say("Add a role");
    public static string Copy => Say("Copy");
    public static string Copied => Say("Copied");
    public static string CopyFailed => Say("Select and copy by hand");
    public static string Download => Say("Download");
    public static string Files => Say("Files");
    public static string CloseFiles => Say("Close files");
    public static string NoFiles => Say("The files appear here as soon as there is something to write.");
    public static string LinesChanged => Say("lines changed");
    public static string SearchFile => Say("Search in this file");
    public static string Found => Say("{0} found");
    public static string RevealSecrets => Say("Reveal secrets");
    public static string HideSecrets => Say("Hide secrets");
}
