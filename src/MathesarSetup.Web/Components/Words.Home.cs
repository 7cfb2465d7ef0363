using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.Engine.Life;

namespace MathesarSetup.Web.Components;

/// <content>What is installed, and the directory that is worked in.</content>
public static partial class Words
{
    public static string HomeTitle => Say("This installation");
    public static string HomeLead => Say("Mathesar {0} with {1}, in {2}");
    public static string Looking => Say("Looking at what runs.");
    public static string Answers => Say("answers {0} in {1} ms");
    public static string NotAnswering => Say("does not answer");
    public static string Asking => Say("asking");
    public static string AskedFromHere => Say("asked from this machine at {0}");
    public static string NotAsked => Say("It cannot be asked from inside the wizard's container. Open it to see.");
    public static string CertificateUntil => Say("Its certificate is valid until {0}.");
    public static string CertificateSoon => Say("Its certificate ends on {0}. Renew it, or look why the proxy did not.");
    public static string OpenMathesar => Say("Open Mathesar");
    public static string ChangeIt => Say("Change");
    public static string StopMathesar => Say("Stop");
    public static string StartMathesar => Say("Start");
    public static string ReviewAndInstall => Say("Review and install");
    public static string ShowLog => Say("Log");
    public static string HideLog => Say("Hide the log");
    public static string StopAsk => Say("Stop Mathesar for everybody?");
    public static string StopAskHere =>
        Say("Whoever has it open on this machine is cut off until it is started again. Nothing is lost: {0} stop and stay.");
    public static string StopAskAll =>
        Say("Everybody who uses {1} is cut off until it is started again. Nothing is lost: {0} stop and stay.");
    public static string StopYes => Say("Stop it");
    public static string StopNo => Say("Let it run");
    public static string StoppedNow => Say("It is stopped. Start brings it back as it was.");
    public static string StartedNow => Say("It runs again.");
    public static string NotStopped => Say("It was not stopped.");
    public static string NotStarted => Say("It was not started whole.");
    public static string ServicesTitle => Say("Services");
    public static string Restarted => Say("started anew {0} times by itself");
    public static string RestartedOnce => Say("started anew once by itself");
    public static string ExitedWith => Say("ended with exit code {0}");
    public static string NeverSeen =>
        Say("What runs with {0} cannot be seen from here. On its machine, this shows it:");
    public static string FilesNow => Say("Files");
    public static string FilesAndRoom => Say("Files and room");
    public static string FilesVersion => Say("Version {0}, written {1}");
    public static string FilesNoVersion => Say("no version is remembered");
    public static string FilesTheirs => Say("your own files, edited where they lie");
    public static string NoEdits => Say("Nothing was changed by hand since.");
    public static string EditsOne => Say("Changed by hand since it was written: 1 place");
    public static string EditsMany => Say("Changed by hand since it was written: {0} places");
    public static string PendingTitle => Say("Not done yet");
    public static string PendingOne => Say("1 answer is drafted and not written: {0}.");
    public static string PendingMany => Say("{0} answers are drafted and not written: {1}.");
    public static string PendingRuns => Say("{0} runs otherwise than the files say.");
    public static string PendingNone => Say("Nothing: the answers are in the files.");
    public static string PendingNoneRuns => Say("Nothing: the answers are in the files, and the files are what runs.");
    public static string LookItOver => Say("Look it over");
    public static string Room => Say("Room");
    public static string RoomDisk => Say("{0} free on the disk of the files");
    public static string RoomEngine => Say("{0} free where images and data lie");
    public static string RoomMemory => Say("{0} of {1} of memory free");
    public static string HomeLogTitle => Say("Log of {0}");
    public static string HomeLogLead => Say("The last 200 lines, and new ones as they come. Secrets are dots.");
    public static string LogEmpty => Say("It has said nothing yet.");
    public static string LogOf => Say("Log of");
    public static string BackupsTitle => Say("Backups");
    public static string BackupsNone => Say("There is none yet.");
    public static string BackupsMore => Say("{0} more are older.");
    public static string BackUpNow => Say("Back up now");
    public static string BackUpWhere => Say("Into {0}. Mathesar goes on meanwhile.");
    public static string BackupOf => Say("Mathesar {0}, {1}");
    public static string BackupBeforeUpgrade => Say("Mathesar {0}, {1}, made before an upgrade");
    public static string BackupBeforeRestore => Say("Mathesar {0}, {1}, made before a restore");
    public static string BackupUnreadable => Say("no backup");
    public static string BackupBegins => Say("Looking at what there is to back up.");
    public static string BackedUp => Say("It is backed up, and the backup was read back to its end.");
    public static string NotBackedUp => Say("There is no backup. Mathesar is as it was.");
    public static string BackupCancelled => Say("It was broken off, and nothing of it is left.");
    public static string BackupsAll => Say("Show all");
    public static string Restore => Say("Go back to it");
    public static string RestoreOf => Say("Go back to it, the backup of {0}");
    public static string GoBackAsk => Say("Go back to the backup of {0}?");
    public static string RestoreLooks => Say("Reading it to its end.");
    public static string RestoreWhat => Say("These databases become as they were then: {0}.");
    public static string RestoreHow =>
        Say("A backup of what is there now is made first. Mathesar is stopped for a moment at the end, and the databases of now are kept under "
            + "other names. If anything fails, everything is as before.");
    public static string RestoreYes => Say("Go back");
    public static string RestoreNo => Say("Leave it");
    public static string RestoreBegins => Say("Looking at what there is to restore.");
    public static string Restored => Say("Mathesar runs with what the backup holds.");
    public static string RemovalTitle => Say("Remove");
    public static string RemovalLead => Say("What runs can go. Data, secrets, answers and files stay, and installing brings it back as it was.");
    public static string RemoveWhatRuns => Say("Remove what runs");
    public static string RemovalAsk => Say("Remove what runs?");
    public static string RemovalNothing => Say("Nothing is removed from here");
    public static string RemovalGoes => Say("These go: {0}.");
    public static string RemovalStops => Say("The {0} stops and stays: {1}.");
    public static string RemovalStays => Say("The {0} stays: {1}.");
    public static string RemovalYes => Say("Remove it");
    public static string RemovalNo => Say("Keep it");
    public static string RemovalBegins => Say("Looking at what there is to remove.");
    public static string Removed => Say("It is removed. Data, secrets and files are where they were.");
    public static string NotRemoved => Say("Not all of it was removed. Removing it once more goes on.");
    public static string RemovalMore => Say("The data too");
    public static string RemovalMoreLead =>
        Say("Typed in a terminal on this machine, because it asks for the name of the installation. A backup is made first.");
    public static string KeyTitle => Say("Secret key");
    public static string KeyLead =>
        Say("Mathesar encrypts the passwords that it stores with its secret key. Give it a new one when somebody may have seen the present one.");
    public static string KeyNew => Say("Make a new key");
    public static string KeyAsk => Say("Give Mathesar a new secret key?");
    public static string KeyWhat =>
        Say("What is stored is brought to the new key, then Mathesar is started anew, and everybody logs in again. If anything fails, the present "
            + "key stays. Backups of before need the present key: they hold it, unless they were made without secrets.");
    public static string KeyYes => Say("Make it");
    public static string KeyNo => Say("Keep this one");
    public static string KeyBegins => Say("Looking at what is stored.");
    public static string KeyChanged => Say("Mathesar has a new secret key, and what it stores fits it.");
    public static string UpgradeTitle => Say("Mathesar {0}");
    public static string UpgradeLead => Say("{0} runs. This program knows a newer release; nobody was asked over the network.");
    public static string UpgradeTo => Say("Upgrade to {0}");
    public static string Rehearse => Say("Try it on a copy");
    public static string UpgradeAsk => Say("Upgrade to {0}?");
    public static string UpgradeAskRehearsed =>
        Say("Mathesar goes on while the image is fetched, the migration is tried on a copy and a backup is made. Then it is stopped for the "
            + "migration itself. If anything fails, the former release runs again with its records.");
    public static string UpgradeAskHere => Say("Mathesar is stopped for the migration. If it fails, the former release runs again with its records.");
    public static string UpgradeYes => Say("Upgrade it");
    public static string UpgradeNo => Say("Not now");
    public static string UpgradeBegins => Say("Looking at what there is to do.");
    public static string Rehearsed => Say("The migration works on a copy of Mathesar's records. Nothing is left of the trial.");
    public static string NotRehearsed => Say("The migration did not work on a copy. Mathesar was not touched.");
    public static string Upgraded => Say("It is upgraded, and answers.");
    public static string LaterLead => Say("Typed in a terminal on this machine.");
    public static string UpdateWhat =>
        Say("Put the release that you want in place of RELEASE. Back up first: an older release cannot read what a newer one has written.");
    public static string StartAgainWhat => Say("Images that are missing are fetched first, and containers whose files changed are made anew.");
    public static string InstalledLeadBefore => Say("It is healthy, with the accounts that it had. Its files lie in {0}.");

    public static string DirectoryTitle => Say("Another directory");
    public static string DirectoryLead => Say("Every directory has an installation and a draft of its own.");
    public static string DirectoryChoose => Say("Choose another directory");
    public static string DirectoryTyped => Say("Its path; ~ is your home directory");
    public static string DirectoryUse => Say("Use this directory");
    public static string DirectoryKnown => Say("You worked here before:");
    public static string DirectorySame => Say("This is the directory that is open now.");
    public static string DirectoryNone => Say("Type the path of a directory first.");
    public static string DirectoryMoved => Say("{0} is open now.");

    public static string ForeignTitle => Say("Mathesar is here already");
    public static string ForeignLead => Say("An installation of Mathesar {0} with {1}, in {2}. Something else made it.");
    public static string ForeignUnknown =>
        Say("An installation of Mathesar with {1}, in {2}. Something else made it, and nothing tells its release.");
    public static string ReadThem => Say("Read them");
    public static string ReadThemWhat =>
        Say("Shows what the files say as answers. They stay as they are, and nothing is changed before the last step.");
    public static string NewElsewhere => Say("Or set up a new one elsewhere");
    public static string NewElsewhereLead => Say("In this directory it would come up beside the old one, with new secrets and without its data.");
    public static string FilesAndMore => Say("{0} and {1} more files");
    public static string FilesAndOne => Say("{0} and 1 more file");
    public static string OtherWays => Say("Another installation");
    public static string ReadAnother => Say("Read another one into answers");
    public static string NothingTyped => Say("Nothing was pasted or typed. Paste a text, or type where the installation lies.");
    public static string NotReadable => Say("It could not be read: {0}");

    /// <summary>What lies at a place, for whoever is about to choose it.</summary>
    public static string Of(DirectoryHolds holds) => holds switch
    {
        DirectoryHolds.Nothing => Say("It is new: it is made when the files are written.", "HoldsNothing"),
        DirectoryHolds.Empty => Say("It is there and empty.", "HoldsEmpty"),
        DirectoryHolds.Ours => Say("It holds an installation that this wizard wrote, which is opened.", "HoldsOurs"),
        DirectoryHolds.Foreign => Say("It holds an installation of Mathesar that something else made, which can be read.", "HoldsForeign"),
        DirectoryHolds.Other => Say("It holds other files, which stay as they are.", "HoldsOthers"),
        _ => "",
    };

    public static string Of(InstallationCondition condition) => condition switch
    {
        InstallationCondition.Running => Say("Runs and is healthy", "IsRunning"),
        InstallationCondition.Starting => Say("Starts", "IsStarting"),
        InstallationCondition.Stopped => Say("Is stopped", "IsStopped"),
        InstallationCondition.NotMade => Say("Is written, and nothing runs yet", "IsNotMade"),
        InstallationCondition.Unwell => Say("Runs in part", "IsUnwell"),
        _ => Say("Cannot be seen from here", "IsUnseen"),
    };

    public static string Of(ServiceCondition condition) => condition switch
    {
        ServiceCondition.Running => Say("runs", "ServiceRuns"),
        ServiceCondition.Starting => Say("starts", "ServiceStarts"),
        ServiceCondition.Unhealthy => Say("runs, not healthy", "ServiceUnhealthy"),
        ServiceCondition.Restarting => Say("ends and is started again", "ServiceRestarting"),
        ServiceCondition.Stopped => Say("stopped", "ServiceStopped"),
        _ => Say("has no container", "ServiceNotMade"),
    };
}
