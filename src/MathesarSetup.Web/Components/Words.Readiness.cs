namespace MathesarSetup.Web.Components;

/// <content>How everything stands, and the button that acts on it.</content>
public static partial class Words
{
    public static string LookingAround => Say("Trying and looking.");
    public static string LookingOnce => Say("Looking once more");
    public static string OneInTheWay => Say("1 thing stands in the way: {0}.");
    public static string ManyInTheWay => Say("{0} things stand in the way, the first: {1}.");
    public static string OneBeforeStart => Say("1 thing stands in the way of starting it: {0}.");
    public static string ManyBeforeStart => Say("{0} things stand in the way of starting it, the first: {1}.");
    public static string LookAtIt => Say("Look at it");
    public static string ActAlthough => Say("{0} although this stands?");
    public static string ActAllTheSame => Say("{0} all the same");
    public static string NotNow => Say("Not now");
    public static string ApplyTheChanges => Say("Apply the changes");
    public static string UpdateThis => Say("Update");
    public static string SeeProgress => Say("See how far it is");
    public static string NotDone => Say("Nothing was written.");
    public static string WriteOrTakeAway => Say("Write the files, or take them to another machine");
    public static string PlanTitle => Say("What will be done, in this order");
    public static string DowntimeChange => Say("Mathesar does not answer meanwhile, usually for less than 1 minute");
    public static string CostsDownload => Say("Costs a download");
    public static string CostsDownloadWhat =>
        Say("An image is often several hundred MB. How much of it is there is shown while it is fetched.");
    public static string StartedByItself =>
        Say("{0} is started by its own commands, so there is no button that installs it. Write the files, then this runs it: `{1}`");
    public static string StepsDone => Say("{0} of {1} steps");
    public static string StepWaits => Say("Not begun:");
    public static string CopyReport => Say("Copy a report");
    public static string AppliedTitle => Say("The changes are applied");
    public static string NotAppliedTitle => Say("The changes were not applied");
    public static string ApplyingTitle => Say("Applying the changes");
    public static string Applying => Say("Applying for {0}.");
    public static string FilesBelow =>
        Say("Writes the files, starts the containers and waits until Mathesar answers. If it fails, everything is as before.");
    public static string UnitsBelow =>
        Say("Writes the files, starts the services and waits until Mathesar answers. If it fails, everything is as before.");
    public static string ClusterBelow =>
        Say("Writes the files, brings the objects about in the cluster and waits until Mathesar answers. If it fails, everything is as before.");
    public static string CheckFoundProblem => Say("{0}: tried just now, and it does not work");
    public static string CheckFoundDoubt => Say("{0}: tried just now, and there is something to know");
    public static string SwitchOffChecks => Say("Stop asking servers");
    public static string SwitchOnChecks => Say("Ask servers again");
}
