namespace MathesarSetup.Web.Components;

/// <content>The pages.</content>
public static partial class Words
{
    public static string StartTitle => Say("Set up Mathesar");
    public static string StartLead =>
        Say("Answer a few questions, watch the files take shape, and install or take them when you are content. "
            + "Nothing is started or changed before that.");
    public static string RecommendedSettings => Say("Recommended settings");
    public static string RecommendedWhat =>
        Say("Mathesar and PostgreSQL in Docker Compose, for this machine alone, with new passwords. "
            + "Look it over, then install it, or take the files.");
    public static string ChooseEverything => Say("Choose everything");
    public static string ChooseEverythingWhat => Say("Five short steps. Each has an answer already; change what you like.");
    public static string GoOnWithAnswers => Say("Go on with your answers");
    public static string ResumeOne => Say("1 answer of yours is kept. Look it over, then write the files.");
    public static string ResumeMany => Say("{0} answers of yours are kept. Look them over, then write the files.");
    public static string RecommendedInstead => Say("Takes the place of your answers; undo brings them back.");
    public static string FoundTitle => Say("Found on this machine");
    public static string InstallDirectory => Say("Install directory");
    public static string HoldsInstallation => Say("holds an installation; nothing of yours is overwritten without asking");
    public static string NewDirectory => Say("new");
    public static string HoldsOther => Say("holds other files, which stay as they are");
    public static string WithCompose => Say("with Compose");
    public static string ComposeTyped => Say("with Compose, called by");
    public static string WithoutCompose => Say("Compose was not found; needed to start, not to write the files");
    public static string NotFound => Say("not found");
    public static string PodmanNote => Say("choose it under Runs on");
    public static string NoDocker => Say("not found; needed to start, not to write the files");
    public static string TheCluster => Say("The cluster");
    public static string ThisMachine => Say("This machine");
    public static string CoresAndMemory => Say("{0} processor cores, {1} GB of memory");
    public static string Promise =>
        Say("Everything stays on this machine: the wizard talks to nobody but the servers that you name, to see whether they answer.");
    public static string SecretsLead => Say("All secrets were made on this machine. They leave it only in the files that you write or download.");
    public static string OptionalLead => Say("None of this is needed. Open what you want to change, or go on.");
    public static string ReviewTitle => Say("This is what will run");
    public static string ReviewLead => Say("{0}, Mathesar {1}, opened at {2}");
    public static string PictureLabel => Say("Who talks to whom");
    public static string PictureInWords => Say("The picture in words");
    public static string Browser => Say("Browser");
    public static string YourProxy => Say("Your proxy");
    public static string YourProxyWhat => Say("ends TLS");
    public static string NoHostYet => Say("no host yet");
    public static string TalksTo => Say("{0} talks to {1}.");
    public static string OpenPort => Say("{0} can be reached from outside at {1}.");
    public static string ClosedPort => Say("{0} can be reached from this machine alone, at {1}.");
    public static string KeepsDataIn => Say("{0} keeps its data in {1}.");
    public static string FindingsTitle => Say("What to know before");
    public static string NoFindings => Say("Nothing stands in the way.");
    public static string ChecksTitle => Say("Tried just now");
    public static string ChecksSend => Say("What is sent where");
    public static string FilesTitle => Say("{0} files");
    public static string File => Say("File");
    public static string Mode => Say("Mode");
    public static string WhatFor => Say("What it is for");
    public static string OnlyYou => Say("only you may read it");
    public static string Everybody => Say("everybody on this machine may read it");
    public static string AnswersTitle => Say("Your answers");
    public static string CostFixed => Say("Fixed once there is data");
    public static string CostFixedWhat => Say("Changing one of these later loses or strands data.");
    public static string CostRestart => Say("Needs a restart");
    public static string CostRestartWhat => Say("Can be changed at any time; Mathesar does not answer for a few seconds.");
    public static string CostLive => Say("Can be changed at any time");
    public static string CostLiveWhat => Say("Nothing has to be restarted.");
    public static string FinishTitle => Say("Take the files");
    public static string InstallBlockedLead => Say("The files can be written at any time, and Mathesar installed once these are settled.");
    public static string BlockedLead => Say("The files can be written once these are settled.");
    public static string WriteTitle => Say("Write to {0}");
    public static string WriteFiles => Say("Write the files");
    public static string CheckFiles => Say("Check the files");
    public static string Writing => Say("Writing");
    public static string WriteNote => Say("All of them or none. Nothing is started.");
    public static string NothingToWrite => Say("The directory holds these files already.");
    public static string LookAgain => Say("Look again");
    public static string IsCreated => Say("new");
    public static string IsChanged => Say("changes");
    public static string IsSame => Say("as it is");
    public static string IsModeOnly => Say("only its mode changes");
    public static string IsReplaced => Say("is replaced, a backup is kept");
    public static string IsKept => Say("stays as it is");
    public static string IsRemoved => Say("no longer needed, goes away");
    public static string IsKeptEdited => Say("no longer needed, stays because it was edited");
    public static string ShowDifference => Say("Show the difference");
    public static string HideDifference => Say("Hide the difference");
    public static string DifferenceOf => Say("What changes in {0}");
    public static string DecisionsTitle => Say("Files that are yours");
    public static string DecisionsLead =>
        Say("The new ones differ here. What you say counts for installing and for writing; what you leave stays as it is.");
    public static string EditedWhat => Say("Somebody edited this file after it was written.");
    public static string ForeignWhat => Say("This file was there before.");
    public static string KeepMine => Say("Keep the file as it is");
    public static string ReplaceWithBackup => Say("Replace it, and keep a backup");
    public static string WrittenTitle => Say("The files are written");
    public static string WrittenLead => Say("They lie in {0}. Nothing runs yet.");
    public static string StartIt => Say("Start it");
    public static string StartItWhat => Say("The first start takes a few minutes: the images are fetched and the database is prepared.");
    public static string ThenOpen => Say("Then open");
    public static string KeepThese => Say("What to keep");
    public static string LogInBySingleSignOn => Say("Log in through single sign-on: logging in by password is switched off.");
    public static string LogInAsBefore => Say("Log in as before: the accounts that Mathesar has stay as they were.");
    public static string PerhapsNewAdministrator => Say("Accounts that the database holds already stay as they are: then nobody is made.");
    public static string FilesLie => Say("Where the files lie");
    public static string TelemetryOff => Say("Mathesar's telemetry is left off. An administrator can switch it on in Mathesar.");
    public static string LaterTitle => Say("For later");
    public static string StopIt => Say("Stop");
    public static string LogsIt => Say("Watch the log");
    public static string UpdateIt => Say("Update");
    public static string BackUpIt => Say("Back up");
    public static string RemoveIt => Say("Remove");
    public static string TakeTitle => Say("For another machine");
    public static string ThenThere => Say("Then, on that machine");
    public static string CopyCommand => Say("Copy the command");
    public static string OneCommand => Say("One shell command");
    public static string OneCommandWhat =>
        Say("Paste it into a terminal on the other machine. It carries no secret: it makes new ones there, and asks for those that you typed.");
    public static string TakeAbout => Say("The same files as one download, secrets among them.");
}
