using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Files;

/// <summary>The kinds of finding about writing and reading an install directory.</summary>
public static class FilesFinding
{
    public static readonly FindingKind ArchiveName = FindingKind.Error("files.archive-name",
        "The name of an archive ends in .tar.gz or .zip.");

    public static readonly FindingKind Backup = FindingKind.Note("files.backup",
        "A file that was replaced is kept at the place that the message names.");

    public static readonly FindingKind BadPath = FindingKind.Error("files.bad-path",
        "A file has no usable name below the install directory.");

    public static readonly FindingKind DiskFull = FindingKind.Error("files.disk-full",
        "The disk is full and everything stays as it was. Free some space and try again.");

    public static readonly FindingKind EditedByHand = FindingKind.Warning("files.edited-by-hand",
        "A generated file was edited where the new one differs too, so nothing is written. Look at the difference; --force takes the new one "
        + "there, keeps other edits, and keeps a backup.");

    public static readonly FindingKind Exists = FindingKind.Error("files.exists",
        "There is such a file already. Choose another name, delete it, or use --force.");

    public static readonly FindingKind Failed = FindingKind.Error("files.failed",
        "The system refused to work on a file, for a reason that the message gives. Everything stays as it was.");

    public static readonly FindingKind Finished = FindingKind.Note("files.finished",
        "An earlier write was interrupted; it was found and finished.");

    public static readonly FindingKind Foreign = FindingKind.Warning("files.foreign",
        "A file exists that Mathesar Setup did not write, so it is not replaced. Look at the difference; --force replaces it and keeps a backup.");

    public static readonly FindingKind IsDirectory = FindingKind.Error("files.is-directory",
        "A directory stands where a file belongs. Move it away, or choose another install directory.");

    public static readonly FindingKind JournalDamaged = FindingKind.Error("files.journal-damaged",
        "The journal of an interrupted write cannot be read. Look at the files beside it, then delete it.");

    public static readonly FindingKind KeptEdited = FindingKind.Warning("files.kept-edited",
        "A file is no longer needed, but was edited, so it stays. Delete it when you no longer need it.");

    public static readonly FindingKind Locked = FindingKind.Error("files.locked",
        "Another program writes to the directory. Wait until it has finished.");

    public static readonly FindingKind Merged = FindingKind.Note("files.merged",
        "A generated file was edited since, and what was written there stays.");

    public static readonly FindingKind ModesNotKept = FindingKind.Warning("files.modes-not-kept",
        "The disk keeps no file modes, so everybody on the machine may read the secrets. Choose a directory on a Linux or macOS file system.");

    public static readonly FindingKind NotADirectory = FindingKind.Error("files.not-a-directory",
        "A part of the path is missing or is no directory. Make it, or choose another.");

    public static readonly FindingKind NotReadable = FindingKind.Error("files.not-readable",
        "This user may not read a file of the directory. Give it the right, or choose another directory.");

    public static readonly FindingKind NotWritable = FindingKind.Error("files.not-writable",
        "This user may not write there. Give it the right, or choose another directory.");

    public static readonly FindingKind OnTrial = FindingKind.Error("files.on-trial",
        "Installing was interrupted while what runs was being changed. Run `mathesar-setup apply`, which first finishes that or takes it back.");

    public static readonly FindingKind ReadOnlyDisk = FindingKind.Error("files.read-only-disk",
        "The disk is mounted read-only. Mount it writable, or choose another directory.");

    public static readonly FindingKind Special = FindingKind.Error("files.special",
        "A pipe, a socket or a device lies where a file belongs, so it is not opened. Move it away, or name a file.");

    public static readonly FindingKind Symlink = FindingKind.Error("files.symlink",
        "Symbolic links are not followed below the install directory, because they can lead a write elsewhere. Replace the link by a real file.");

    public static readonly FindingKind TakenAway = FindingKind.Note("files.taken-away",
        "A version was put back, and files that it does not have made room. They are kept at the place that the message names.");

    public static readonly FindingKind TakenBack = FindingKind.Note("files.taken-back",
        "An earlier write was interrupted; it was found and taken back, so the files are as before it.");

    public static readonly FindingKind TooLarge = FindingKind.Error("files.too-large",
        "A file is larger than any generated one. Move it away, or choose another directory.");

    public static readonly FindingKind RemovalUnfinished = FindingKind.Error("files.removal-unfinished",
        "Removing the installation was interrupted after some of its data may have gone. Run uninstall once more, which goes on with it.");

    public static readonly FindingKind Undecided = FindingKind.Warning("files.undecided",
        "A file was edited where the new one differs, and nobody has said yet which shall stand. What is there stays until then.");

    public static readonly FindingKind Unfinished = FindingKind.Error("files.unfinished",
        "An interrupted write could not be finished or taken back yet. Settle what the other findings say, then run any command on the "
        + "directory again.");

    public static readonly FindingKind Windows = FindingKind.Error("files.windows",
        "Windows keeps no Unix file modes, so files are not written there. Export an archive, or run this in WSL2.");

    public static readonly FindingKind BrokenArchive = FindingKind.Error("import.broken-archive",
        "The archive cannot be read to its end. Make it again, or name the directory.");
}
