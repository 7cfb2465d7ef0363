using System.Collections.Immutable;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Backups;

/// <summary>An archive in a folder of backups.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Size">In bytes; of what lies there, good or not.</param>
/// <param name="Manifest">What it says of itself; null where that cannot be read.</param>
/// <param name="Problem">Why it is no good; null for a good one.</param>
public sealed record FoundBackup(string Path, long Size, BackupManifest? Manifest, Finding? Problem);

/// <summary>
/// A folder in which backups lie. What is not finished stands in a hidden folder below it, one an installation, so that whatever ends in
/// <c>.tar</c> was written and read back as a whole.
/// </summary>
internal sealed class BackupFolder(string path, Action<DiskStep>? announce = null)
{
    private readonly Disk _disk = new(path, announce);

    public string Path => _disk.Root;

    public Disk Disk => _disk;

    /// <summary>Where an installation's unfinished backup stands.</summary>
    public static string Staging(string installation) => $".mathesar-setup-backup-{installation}";

    /// <summary>Takes away what a backup of this installation left when it was cut off. The caller holds the installation's lock.</summary>
    public void Sweep(string installation)
    {
        var staging = Staging(installation);
        if (Directory.Exists(_disk.Full(staging)))
        {
            RelativePath.Guard(_disk.Root, staging);
            foreach (var left in Directory.GetFiles(_disk.Full(staging)).Select(System.IO.Path.GetFileName).OfType<string>())
            {
                _disk.Delete($"{staging}/{left}");
            }

            _disk.DeleteIfEmpty(staging);
        }
    }

    /// <summary>Gives a finished archive its name, under which nothing lies.</summary>
    /// <returns>The name.</returns>
    public string Publish(string staged, BackupManifest manifest)
    {
        var name = BackupName.Of(manifest.Name, manifest.Time, manifest.Purpose);
        _disk.RenameToNew(staged, name);
        _disk.Sync("");
        return name;
    }

    /// <summary>The archives that lie there, the newest first. Nothing is read but what each says of itself.</summary>
    public ImmutableArray<FoundBackup> List() => !Directory.Exists(_disk.Root) ? [] :
    [
        .. Directory.EnumerateFiles(_disk.Root, $"*{BackupName.Extension}").Select(Look).OfType<FoundBackup>()
            .OrderByDescending(static b => b.Manifest?.Time ?? DateTimeOffset.MinValue).ThenBy(static b => b.Path, StringComparer.Ordinal),
    ];

    // An archive of something else is nobody's broken backup.
    private static FoundBackup? Look(string path)
    {
        var (archive, problem) = BackupArchive.Open(path);
        return problem?.Kind == BackupFinding.NoBackup && !System.IO.Path.GetFileName(path).StartsWith("mathesar-", StringComparison.Ordinal) ? null
            : new FoundBackup(path, new FileInfo(path).Length, archive?.Manifest, problem);
    }
}
