using MathesarSetup.Findings;
using MathesarSetup.Merging;

namespace MathesarSetup.Engine.Files;

/// <summary>The findings about files and directories: codes <c>files.*</c>.</summary>
internal static class FileFindings
{
    // Error numbers that .NET hands through as HResult; Linux first, then macOS where it differs.
    private const int NoSuchFile = 2;
    private const int PermissionDenied = 13;
    private const int NotPermitted = 1;
    private const int NotADirectory = 20;
    private const int IsADirectory = 21;
    private const int NoSpace = 28;
    private const int ReadOnlySystem = 30;

    public static Finding From(Exception problem, string path) => problem switch
    {
        FindingException refused => refused.Finding,
        UnauthorizedAccessException => NotWritable(path),
        IOException { HResult: NoSpace or 122 or 69 } => Of(FilesFinding.DiskFull,
            $"The disk is full, so {path} could not be written and everything stays as it was. Free some space and try again.", path),
        IOException { HResult: ReadOnlySystem } => Of(FilesFinding.ReadOnlyDisk,
            $"{path} lies on a disk that is mounted read-only, so nothing was written. Choose another directory, or mount it writable.", path),
        IOException { HResult: PermissionDenied or NotPermitted } => NotWritable(path),
        IOException { HResult: 40 or 62 } => Symlink(path),
        IOException { HResult: IsADirectory } => IsDirectory(path),
        IOException { HResult: NotADirectory } or DirectoryNotFoundException => NoDirectory(path),
        PathTooLongException => BadPath(path),
        FileNotFoundException => Of(FilesFinding.NotADirectory,
            $"Nothing can be made at {path}: the system has no such place. Choose another directory.", path),
        IOException =>
            Of(FilesFinding.Failed, $"The system refused to work on {path}: {FileWords.Why(problem)}. Everything stays as it was.", path),
        _ => throw new InvalidOperationException("Not a failure of the file system.", problem),
    };

    /// <summary>The same for a problem that was met while looking, not while writing.</summary>
    public static Finding FromReading(Exception problem, string path) =>
        problem is UnauthorizedAccessException ? NotReadable(path) : From(problem, path);

    public static bool IsFileProblem(Exception problem) => problem is IOException or UnauthorizedAccessException or FindingException;

    public static bool IsMissing(IOException problem) =>
        problem is FileNotFoundException or DirectoryNotFoundException || problem.HResult is NoSuchFile or NotADirectory;

    public static Finding NotWritable(string path) =>
        Of(FilesFinding.NotWritable, $"This user may not write {path}. Choose another directory, or give this user the right to write there.", path);

    public static Finding NotReadable(string path) =>
        Of(FilesFinding.NotReadable, $"This user may not read {path}, so what would change cannot be said. "
            + "Give this user the right to read it, or choose another directory.", path);

    public static Finding Special(string path) =>
        Of(FilesFinding.Special, $"{path} is a pipe, a socket or a device, so it is not opened. Move it away, or name a file.", path);

    public static Finding Symlink(string path) =>
        Of(FilesFinding.Symlink, $"{path} is a symbolic link. Links are not followed below the install directory, because they can lead a write "
            + "elsewhere. Replace it by a real file or directory.", path);

    public static Finding IsDirectory(string path) =>
        Of(FilesFinding.IsDirectory, $"{path} is a directory, and a file belongs there. Move it away, or choose another install directory.", path);

    public static Finding NoDirectory(string path) =>
        Of(FilesFinding.NotADirectory, $"A part of {path} is missing or is not a directory. Make the directory, or choose another one.", path);

    public static Finding BadPath(string path) =>
        Of(FilesFinding.BadPath,
            $"{path} is no usable name below the install directory. Names are relative, without `..`, and at most 255 bytes a part.", path);

    public static Finding TooLarge(string path, long most) =>
        Of(FilesFinding.TooLarge,
            $"{path} is larger than {most / (1024 * 1024)} MB, which no generated file is. Move it away, or choose another install directory.", path);

    public static Finding Locked(string root, string holder) =>
        Of(FilesFinding.Locked, $"Another program writes to {root} at this moment: {holder}. Wait until it has finished, then try again.", root);

    public static Finding Unfinished(string root) =>
        Of(FilesFinding.Unfinished, $"Writing to {root} was interrupted and could not be finished or taken back yet. "
            + "Settle what the other findings say, then run any command on the directory again.", root);

    public static Finding OnTrial(string root) =>
        Of(FilesFinding.OnTrial, $"Installing in {root} was interrupted while what runs was being changed. "
            + $"Run `mathesar-setup apply --dir {root}`: it first finishes that or takes it back.", root);

    public static Finding RemovalUnfinished(string root) =>
        Of(FilesFinding.RemovalUnfinished, $"Removing the installation in {root} was interrupted after some of its data may have gone. Run "
            + $"`mathesar-setup uninstall --dir {root}`: it goes on with it. Then install anew.", root);

    public static Finding JournalDamaged(string path) =>
        Of(FilesFinding.JournalDamaged,
            $"{path} should say how to finish an interrupted write, but cannot be read. Look at the files beside it, then delete it.", path);

    public static Finding Exists(string path) =>
        Of(FilesFinding.Exists, $"{path} exists already, so it is not replaced. Choose another name, delete it, or use force.", path);

    public static Finding ArchiveName(string path) =>
        Of(FilesFinding.ArchiveName,
            $"{path} says by its name neither .tar.gz nor .zip, so the kind of archive is not known. End the name in one of the two.", path);

    public static Finding Windows() =>
        Of(FilesFinding.Windows, "Windows keeps no Unix file modes, so files are not written there. Export an archive, or run this in WSL2.");

    /// <summary>What is to be said about a file that somebody edited or brought.</summary>
    public static Finding About(FileChange change) => change switch
    {
        { Kind: ChangeKind.Foreign, Path: var path } =>
            FilesFinding.Foreign.Say($"{path} exists and was not written by Mathesar Setup, so it is not replaced. Look at the difference; "
                + "force replaces it and keeps a backup.") with
            { File = path },
        { Kind: ChangeKind.Merge, Path: var path } =>
            FilesFinding.Merged.Say($"{path} was edited after it was generated. What was written there stays.") with { File = path },
        { Path: var path, Merge: { } merge } =>
            FilesFinding.EditedByHand.Say($"{path} was edited{Places(merge)} after it was generated, and the new one differs at "
                + "the same place, so nothing is written. Look at the difference; force takes the new one there, keeps your "
                + "other edits, and keeps a backup.") with
            { File = path },
        _ =>
            FilesFinding.EditedByHand.Say($"{change.Path} was edited after it was generated and is no text in UTF-8, so it is not replaced. "
                + "Force replaces it and keeps a backup.") with
            { File = change.Path },
    };

    public static Finding Undecided(FileChange change, int places) =>
        FilesFinding.Undecided.Say((change.Former is null
                ? $"{change.Path} was there before, and the new one differs. "
                : $"{change.Path} was edited by hand {(places == 1 ? "where" : $"at {places} places where")} the new one differs. ")
            + "Yours stays until you decide: both sides stand on the review.") with
        { File = change.Path };

    public static Finding KeptEdited(string path) =>
        FilesFinding.KeptEdited.Say($"{path} is no longer needed, but was edited after it was generated, so it stays. "
            + "Delete it when you no longer need it.") with
        { File = path };

    public static Finding ModesNotKept(string root) =>
        FilesFinding.ModesNotKept.Say($"The disk of {root} keeps no file modes, so everybody on this machine may read the secrets in it. "
            + "Choose a directory on a Linux or macOS file system.") with
        { File = root };

    public static Finding BackedUp(string path, string backup) =>
        FilesFinding.Backup.Say($"{path} as it was is kept in {backup}.") with { File = path };

    public static Finding TakenAway(IReadOnlyList<string> paths, string backup) =>
        FilesFinding.TakenAway.Say($"{Names(paths)} made room, because the version does not have {(paths.Count == 1 ? "it" : "them")}. "
            + $"What {(paths.Count == 1 ? "it" : "they")} held is kept in {backup}.");

    public static Finding Finished(string root) =>
        FilesFinding.Finished.Say($"An interrupted write to {root} was found and finished.") with { File = root };

    public static Finding RolledBack(string root) =>
        FilesFinding.TakenBack.Say($"An interrupted write to {root} was found and taken back: the files are as before it.") with { File = root };

    private static string Names(IReadOnlyList<string> paths) => paths.Count switch
    {
        1 => paths[0],
        <= 4 => $"{string.Join(", ", paths.SkipLast(1))} and {paths[^1]}",
        _ => $"{string.Join(", ", paths.Take(3))} and {paths.Count - 3} more",
    };

    private static string Places(Merged merge)
    {
        var places = merge.Conflicts.Select(static conflict => conflict.Where).Where(static where => where.Length > 0)
            .Distinct(StringComparer.Ordinal).ToArray();
        return places is [] ? "" : $" at {string.Join(", ", places.Take(3))}{(places.Length > 3 ? " and more" : "")}";
    }

    private static Finding Of(FindingKind kind, string message, string? file = null) => kind.Say(message) with { File = file };
}
