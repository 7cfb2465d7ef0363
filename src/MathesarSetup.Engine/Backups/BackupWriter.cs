using System.Collections.Immutable;
using System.Formats.Tar;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Backups;

/// <summary>Writes the parts of a backup, each into a file of its own, and puts them together when all are there.</summary>
internal sealed class BackupWriter(BackupFolder folder, string installation, Narrator narrator)
{
    private const string Whole = "backup.part";

    private readonly List<(BackupPart Part, string Staged)> _parts = [];

    public ImmutableArray<BackupPart> Parts => [.. _parts.Select(static p => p.Part)];

    public List<LeftOut> LeftOut { get; } = [];

    /// <summary>Takes away what an earlier one left, and makes room for this one.</summary>
    public void Begin()
    {
        folder.Disk.MakeRoot();
        folder.Sweep(installation);
        folder.Disk.MakeDirectory(BackupFolder.Staging(installation), Disk.PrivateDirectory);
    }

    /// <summary>Writes a part.</summary>
    /// <param name="about">What it is; size and hash are found out.</param>
    /// <param name="what">Its name for people, such as <c>the database sales</c>.</param>
    /// <param name="fill">Says what it holds, and how saying it ended.</param>
    /// <param name="tries">How often it is begun anew where saying it fails.</param>
    /// <exception cref="StepFailure">It could not be written, or was not said to its end.</exception>
    public async Task AddAsync(BackupPart about, string what, Func<Stream, Task<ShellEnd>> fill, int tries = 1)
    {
        narrator.Started(BackupSteps.Write, $"Backing up {what}.");
        await WriteAsync(about, what, fill, tries);
    }

    /// <summary>Writes a small part, of which nobody is told.</summary>
    public Task AddAsync(BackupPart about, string what, ReadOnlyMemory<byte> content) => WriteAsync(about, what, async to =>
    {
        await to.WriteAsync(content);
        return new ShellEnd(0, "", "");
    }, 1);

    /// <summary>Puts the parts together. Each is taken away when it is in the archive: so only the largest one needs room twice.</summary>
    /// <returns>The archive's name in the folder; it has no name of a backup yet.</returns>
    public async Task<string> JoinAsync(BackupManifest manifest, CancellationToken cancellation)
    {
        var path = $"{BackupFolder.Staging(installation)}/{Whole}";
        await using var file = folder.Disk.Begin(path);
        await using (var tar = new TarWriter(file, TarEntryFormat.Gnu, leaveOpen: true))
        {
            var content = ManifestJson.Write(manifest);
            await WriteAsync(tar, BackupManifest.FileName, new MemoryStream(content), manifest.Time, cancellation);
            foreach (var (part, staged) in _parts)
            {
                await using (var stream = File.OpenRead(folder.Disk.Full(staged)))
                {
                    await WriteAsync(tar, part.Path, stream, manifest.Time, cancellation);
                }

                folder.Disk.Delete(staged);
            }

            await WriteAsync(tar, BackupArchive.Sums, new MemoryStream(BackupCheck.SumsOf(content, manifest.Parts)), manifest.Time, cancellation);
        }

        folder.Disk.Finish(file, path);
        return path;
    }

    private async Task WriteAsync(BackupPart about, string what, Func<Stream, Task<ShellEnd>> fill, int tries)
    {
        var name = $"{BackupFolder.Staging(installation)}/{_parts.Count}.part";
        for (var left = tries; ; left--)
        {
            await using var staged = new StagedPart(folder.Disk.Begin(name));
            var end = await FillAsync(staged, fill);
            if (end.Succeeded)
            {
                var hash = await staged.EndAsync();
                _parts.Add((about with { Size = staged.Size, Sha256 = hash, PlainSize = staged.PlainSize }, name));
                return;
            }

            if (left <= 1)
            {
                throw new StepFailure(narrator.Redact(BackupFinding.Failed.Say($"There is no backup, because {what} could not be read to the end: "
                    + $"{end.LastWords}. What was written of it was taken away.")));
            }

            folder.Disk.Delete(name);
        }
    }

    // Whoever feeds a part may hide the words of the disk behind his own.
    private async Task<ShellEnd> FillAsync(StagedPart staged, Func<Stream, Task<ShellEnd>> fill)
    {
        try
        {
            var end = await fill(staged);
            return staged.Problem is { } failed ? throw failed : end;
        }
        catch (Exception problem) when (problem is StepFailure or IOException && staged.Problem is not null)
        {
            throw new StepFailure(FileFindings.From(staged.Problem, folder.Path));
        }
    }

    private static Task WriteAsync(TarWriter tar, string name, Stream content, DateTimeOffset time, CancellationToken cancellation) =>
        tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = Targets.GeneratedFile.Private,
            ModificationTime = time,
        }, cancellation);
}

/// <summary>The steps of a backup, in their order.</summary>
public static class BackupSteps
{
    public const string Write = "backup";
    public const string Check = "read-back";
    public const string Done = "backed-up";
    public const string Clean = "retention";
}
