using System.Collections.Immutable;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Backups;

/// <summary>
/// Removes the backups of an installation that no day, week or month keeps. Nothing goes that was not read to its end, or for the sake of one that
/// was not. Each goes by itself, the oldest first, so that one that is cut off has removed nothing but what would have gone.
/// </summary>
internal sealed class BackupCleaning(BackupFolder folder, string installation, BackupRetention retention, Narrator narrator)
{
    private readonly List<Finding> _findings = [];

    /// <summary>Removes them; what went, and what could not be relied on.</summary>
    /// <param name="made">The backup that was just made and read back.</param>
    public async Task<(ImmutableArray<string> Removed, ImmutableArray<Finding> Findings)> RunAsync(
        BackupManifest made, CancellationToken cancellation)
    {
        try
        {
            var gone = await ProvenAsync(made, cancellation);
            return (Remove(gone), [.. _findings]);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ([], [.. _findings, BackupFinding.Stays.Say($"The folder {folder.Path} cannot be read, so every backup in it stays: "
                + $"{FileWords.Why(problem)}.")]);
        }
    }

    private async Task<ImmutableArray<FoundBackup>> ProvenAsync(BackupManifest made, CancellationToken cancellation)
    {
        var known = Own();
        var proven = new HashSet<string>(StringComparer.Ordinal) { PathOf(known, made.Id) };
        while (true)
        {
            var manifests = known.Select(static b => b.Manifest!).ToArray();
            var (gone, toProve) = (Ids(retention.Gone(manifests, installation)), Ids(retention.ToProve(manifests, installation)));
            // A copy has the id of what it is a copy of, and each is read.
            var unread = known.FirstOrDefault(b => toProve.Contains(b.Manifest!.Id) && !proven.Contains(b.Path));
            if (unread is null)
            {
                return [.. known.Where(b => gone.Contains(b.Manifest!.Id) && b.Manifest.Id != made.Id).Reverse()];
            }

            narrator.Started(BackupSteps.Clean, $"Reading {Path.GetFileName(unread.Path)}, before older backups go.");
            if (await ProblemAsync(unread, cancellation) is { } problem)
            {
                known.Remove(unread);
                Stays(unread, problem);
            }
            else
            {
                proven.Add(unread.Path);
            }
        }
    }

    private List<FoundBackup> Own()
    {
        var known = new List<FoundBackup>();
        foreach (var found in folder.List().Where(b => b.Manifest is null || b.Manifest.Installation == installation))
        {
            if (found.Problem is { } problem)
            {
                Stays(found, problem);
            }
            else if (new FileInfo(found.Path).LinkTarget is null)
            {
                known.Add(found);
            }
        }

        return known;
    }

    private static async Task<Finding?> ProblemAsync(FoundBackup found, CancellationToken cancellation)
    {
        var (archive, problem) = BackupArchive.Open(found.Path);
        return archive is null ? problem : archive.Manifest.Id != found.Manifest!.Id ? BackupArchive.Damaged(found.Path, "it was replaced meanwhile")
            : await BackupCheck.ReadAsync(archive, deep: false, null, cancellation);
    }

    private ImmutableArray<string> Remove(ImmutableArray<FoundBackup> gone)
    {
        var removed = ImmutableArray.CreateBuilder<string>();
        foreach (var found in gone)
        {
            try
            {
                folder.Disk.Delete(Path.GetFileName(found.Path));
                removed.Add(found.Path);
            }
            catch (Exception problem) when (FileFindings.IsFileProblem(problem))
            {
                _findings.Add(BackupFinding.Stays.Say($"{Path.GetFileName(found.Path)} could not be removed: {FileWords.Why(problem)}.") with
                { File = found.Path });
            }
        }

        if (removed.Count > 0)
        {
            folder.Disk.Sync("");
            narrator.Done(BackupSteps.Clean, $"Removed, as newer ones stand for them: {string.Join(", ", removed.Select(Path.GetFileName))}.");
        }

        return removed.ToImmutable();
    }

    private void Stays(FoundBackup found, Finding problem) => _findings.Add(BackupFinding.Stays.Say(
        $"{Path.GetFileName(found.Path)} stays, and stands for no other backup: {problem.Message}") with
    { File = found.Path });

    private static string PathOf(List<FoundBackup> known, string id) => known.FirstOrDefault(b => b.Manifest!.Id == id)?.Path ?? "";

    private static HashSet<string> Ids(IEnumerable<BackupManifest> manifests) =>
        manifests.Select(static b => b.Id).ToHashSet(StringComparer.Ordinal);
}
