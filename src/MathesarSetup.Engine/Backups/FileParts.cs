using System.Collections.Immutable;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Backups;

/// <summary>The parts of a backup that are files: those of the install directory, and those that people uploaded.</summary>
internal sealed class FileParts(Setup setup, Disk disk, BackupWriter writer, Redaction redaction)
{
    private const UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // Somebody may upload or import while it is read, which tar calls a failure.
    private const int Tries = 3;

    /// <summary>Every file that the history knows, as it lies there, and what had been generated under its name.</summary>
    /// <exception cref="FindingException">One cannot be read.</exception>
    public async Task AddFilesAsync(bool withSecrets)
    {
        foreach (var path in Versions.Tracked(disk))
        {
            await AddAsync(path, withSecrets);
        }
    }

    /// <summary>The files that people uploaded for imports.</summary>
    public async Task AddMediaAsync(IServiceShell shell, CancellationToken cancellation)
    {
        var folder = MediaFolder(setup.Plan);
        if (!(await shell.RunAsync(new ShellCommand("test", "-d", folder), cancellation)).Succeeded)
        {
            writer.LeftOut.Add(new LeftOut("uploads", $"There is no folder {folder}, so nothing was uploaded."));
            return;
        }

        await writer.AddAsync(new BackupPart(PartKind.Media, "media.tar.gz", 0, "", 0) { Folder = folder }, "the uploads",
            to => shell.RunAsync(new ShellCommand("tar", "--create", "--numeric-owner", "--file=-", $"--directory={folder}", ".") { Output = to },
                cancellation), Tries);
    }

    /// <summary>What lies with somebody else.</summary>
    public void LeaveOut()
    {
        if (setup.Answers.Get(FileSettings.Kind) is not FileStorage.None)
        {
            writer.LeftOut.Add(new LeftOut("files in tables", "They lie in the object storage that the answers name: whoever looks after that backs "
                + "them up."));
        }

        if (setup.Answers.Get(FileSettings.DataFilesOnAzure))
        {
            writer.LeftOut.Add(new LeftOut("files for import", "They lie in Azure Blob Storage, and are needed for an import alone."));
        }
    }

    private static string MediaFolder(Plan plan) => plan.Place is { } place ? place.Media
        : plan.Web.Mounts.FirstOrDefault(static m => m.Path is ContainerPaths.Media or ContainerPaths.MistakenMedia)?.Path ?? ContainerPaths.Media;

    private async Task AddAsync(string path, bool withSecrets)
    {
        var (present, copy) = (disk.Read(path), disk.Read(StateFolder.CopyOf(path)));
        var isSecret = IsSecret(present) || HoldsSecret(copy) || (present is null && IsSecret(copy));
        if (isSecret && !withSecrets)
        {
            writer.LeftOut.Add(new LeftOut(path, "It holds passwords or keys, and the backup was wanted without secrets."));
            return;
        }

        foreach (var (file, folder) in new[] { (present, "files"), (copy, "generated") })
        {
            if (file is not null)
            {
                await writer.AddAsync(new BackupPart(isSecret ? PartKind.Secret : PartKind.File, $"{folder}/{path}.gz", 0, "", 0)
                {
                    File = path,
                    Mode = (int)(present ?? file).Mode,
                    IsGeneratedCopy = file == copy,
                }, path, file.Content);
            }
        }
    }

    private bool IsSecret(DiskFile? file) => file is not null && ((file.Mode & ForOthers) == 0 || HoldsSecret(file));

    private bool HoldsSecret(DiskFile? file) => file is not null && Utf8Text.Of(file.Content) is { } text && redaction.Hide(text) != text;
}
