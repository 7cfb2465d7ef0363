using System.Collections.Immutable;
using MathesarSetup.App.Looking;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.App.BackingUp;

/// <summary>The backups in a folder: whether each can be relied on, and the newest one of an installation.</summary>
public static class KeptBackups
{
    /// <summary>All of them, the newest first, each read to its end: what is not as it was written is not called good.</summary>
    public static async Task<(ImmutableArray<FoundBackup> Backups, ImmutableArray<Finding> Findings)> ListAsync(
        string folder, CancellationToken cancellation)
    {
        var checkedOnes = ImmutableArray.CreateBuilder<FoundBackup>();
        try
        {
            foreach (var found in new BackupFolder(folder).List())
            {
                checkedOnes.Add(await CheckedAsync(found, cancellation));
            }
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return (checkedOnes.ToImmutable(), [BackupFinding.Unreadable.Say($"The folder {folder} cannot be read: {FileWords.Why(problem)}.")]);
        }

        return (checkedOnes.ToImmutable(), []);
    }

    /// <summary>Reads one archive to its end, and unpacks every part of it; needs neither the installation nor PostgreSQL.</summary>
    public static async Task<FoundBackup> VerifyAsync(string path, CancellationToken cancellation)
    {
        var (archive, problem) = BackupArchive.Open(path);
        return archive is null ? new FoundBackup(path, File.Exists(path) ? new FileInfo(path).Length : 0, null, problem)
            : new FoundBackup(archive.Path, archive.Size, archive.Manifest, await BackupCheck.ReadAsync(archive, deep: true, null, cancellation));
    }

    /// <summary>
    /// The backups of an installation, the newest first, by what each says of itself: none is read to its end. What cannot be read in
    /// their folder stands there too. None where the folder cannot be read.
    /// </summary>
    public static ImmutableArray<FoundBackup> Of(InstalledPlace place)
    {
        try
        {
            return InstallationId.Find(new Disk(place.Directory)) is { } id
                ? [.. new BackupFolder(Backup.FolderOf(place)).List().Where(b => b.Manifest is null || b.Manifest.Installation == id)] : [];
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return [];
        }
    }

    /// <summary>The newest one of them that can be read; null where there is none.</summary>
    public static FoundBackup? Newest(InstalledPlace place) => Of(place).FirstOrDefault(static b => b.Problem is null);

    private static async Task<FoundBackup> CheckedAsync(FoundBackup found, CancellationToken cancellation)
    {
        if (found.Problem is not null)
        {
            return found;
        }

        var (archive, problem) = BackupArchive.Open(found.Path);
        return found with { Problem = archive is null ? problem : await BackupCheck.ReadAsync(archive, deep: false, null, cancellation) };
    }
}
