using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Web.Components;

/// <content>Installing through the engine.</content>
public static partial class Words
{
    public static string InstallTitle => Say("Install on this machine");
    public static string InstallInCluster => Say("Install in this cluster");
    public static string LookingForEngine => Say("Looking for the place to install in, and at what is there already.");
    public static string WhereLooked => Say("Where it was looked for");
    public static string FilesAllTheSame => Say("The files can be written all the same.");
    public static string Rootless => Say("without root");
    public static string ServicesStay => Say("Services of {0}, which start with the machine:");
    public static string ServicesEnd => Say("Services of {0}, which end with the last logout:");
    public static string FreeDisk => Say("{0} GB free");
    public static string AcceptLostConnections => Say("I accept that every connection stored in Mathesar has to be entered again.");
    public static string AcceptChange(ContainerPart part) => part switch
    {
        ContainerPart.Mounts => Say("I accept that a container mounts its data from another place, or no longer."),
        ContainerPart.PgData => Say("I accept that PostgreSQL looks for its data in another folder."),
        ContainerPart.DatabaseImage => Say("I accept that the database runs another image."),
        ContainerPart.Secrets => Say("I accept that a container gets another secret."),
        ContainerPart.Networks => Say("I accept that a container leaves a network."),
        ContainerPart.StartCommand => Say("I accept that a container starts by another command."),
        _ => Say("I accept that another way of logging in is required."),
    };

    public static string Install => Say("Install");
    public static string CheckInstallation => Say("Check the installation");
    public static string NothingToInstall => Say("Everything is as it should be.");
    public static string CostsData => Say("Costs data");
    public static string CostsNothing => Say("Costs nothing");
    public static string WillCreate => Say("will be new");
    public static string WillReplace => Say("will be made anew");
    public static string WillStart => Say("will start");
    public static string WillRemove => Say("will be removed");
    public static string WillFetch => Say("will be fetched");
    public static string WillChange => Say("will change");
    public static string AnImage => Say("Image");
    public static string ANetwork => Say("Network");
    public static string AVolume => Say("Volume");
    public static string AService => Say("Service");
    public static string ASecret => Say("Secret");
    public static string ALink => Say("Link");
    public static string AClusterObject => Say("Object");

    public static string AUser => Say("User");

    public static string AProgram => Say("Program");
    public static string AcceptContext => Say("The cluster of the context {0} is meant: install there.");
    public static string ChooseContext => Say("Which cluster is meant, by its context");
    public static string NoContext => Say("Not chosen yet");
    public static string AcceptLoginProgram => Say("Run the program by which the kubeconfig logs in.");
    public static string AcceptOthersFields => Say("Replace what others set in these objects.");
    public static string InCluster => Say("Context {0}, namespace {1}, user {2}");
    public static string LogsInBy => Say("Logs in by a program: {0}");
    public static string AContainer => Say("Container");
    public static string FilesChange => Say("Files to write: {0}; they are listed below.");
    public static string ThingsStay => Say("As they should be already, and not touched: {0}.");
    public static string ByHand => Say("The same by hand");
    public static string Installing => Say("Installing for {0}. A first start takes a few minutes.");
    public static string Cancelling => Say("Taking back what was done.");
    public static string Seconds => Say("{0} s");
    public static string MinutesAndSeconds => Say("{0} min {1} s");
    public static string StepDone => Say("Done:");
    public static string StepFailed => Say("Failed:");
    public static string StepUndone => Say("Taken back:");
    public static string StepGoesOn => Say("Goes on:");
    public static string LogTitle => Say("What the containers say");
    public static string LastWords => Say("The container's last lines");
    public static string Cancel => Say("Cancel");
    public static string CancelNote => Say("Stops, and takes back what was done: what ran before runs again, former files are back, volumes stay.");
    public static string BackToChanges => Say("Back to the changes");
    public static string ReportNote => Say("The report holds no secret.");
    public static string Applied => Say("Mathesar runs, is healthy and belongs to its administrator.");
    public static string Unchanged => Say("Nothing to do: everything is as it should be.");
    public static string Refused => Say("Nothing was begun.");
    public static string RolledBack => Say("It failed, and everything is as before.");
    public static string WasCancelled => Say("It was cancelled, and everything is as before.");
    public static string NeedsPerson => Say("It failed, and not everything could be taken back. The messages say what to do.");
    public static string InstallingTitle => Say("Installing");
    public static string NotInstalledTitle => Say("It was not installed");
    public static string InstalledTitle => Say("Mathesar runs");
    public static string InstalledLead => Say("It is healthy and belongs to its administrator. Its files lie in {0}.");
    public static string FinishBoth => Say("Install, or take the files");
}
