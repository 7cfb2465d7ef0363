using System.Collections.Immutable;
using MathesarSetup.Findings;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>The directory of an installation. It is compared, and written as a whole or not at all; files that a person edited are kept.</summary>
public sealed partial class InstallDirectory
{
    private readonly Disk _disk;

    private InstallDirectory(Disk disk) => _disk = disk;

    /// <summary>The absolute path.</summary>
    public string Root => _disk.Root;

    /// <summary>What opening met: an interrupted write that was ended, or why it could not be.</summary>
    public ImmutableArray<Finding> Findings { get; private init; } = [];

    /// <summary>Opens a directory, there or not yet, and ends a write that was interrupted. Never throws for what lies on the disk.</summary>
    public static InstallDirectory Open(string path) => Open(path, null);

    internal static InstallDirectory Open(string path, Action<DiskStep>? announce)
    {
        var disk = new Disk(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), announce);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (OperatingSystem.IsWindows())
        {
            findings.Add(FileFindings.Windows());
        }
        else if (File.Exists(disk.Root))
        {
            findings.Add(FileFindings.NoDirectory(disk.Root));
        }
        else
        {
            findings.AddRange(Recover(disk));
        }

        return new InstallDirectory(disk) { Findings = findings.ToImmutable() };
    }

    /// <summary>Says what writing these files would do. Changes nothing.</summary>
    /// <param name="decisions">What a person decided about files; null for nothing.</param>
    public Comparison Compare(FileSet wanted, Decisions? decisions = null) =>
        IsUnusable ? new Comparison([], Findings) : Comparer.Compare(_disk, wanted, decisions);

    /// <summary>
    /// Writes all of the files or none. What a person edited stays; where it is in the way of something new, and for files that a person brought,
    /// <paramref name="force"/> is needed, which keeps a backup of each.
    /// </summary>
    /// <param name="decisions">What a person decided about files; null for nothing.</param>
    public WriteResult Write(FileSet wanted, bool force = false, Decisions? decisions = null)
    {
        var result = TryWrite(wanted, force, decisions);
        return IsUnusable ? result : result with { Findings = [.. Findings, .. result.Findings] };
    }

    private WriteResult TryWrite(FileSet wanted, bool force, Decisions? decisions)
    {
        var comparison = Compare(wanted, decisions);
        if (comparison.IsForbidden || (comparison.NeedsForce && !force))
        {
            return Refusal(comparison);
        }

        try
        {
            return Editing.Plan(_disk, comparison).Edits.IsEmpty
                ? new WriteResult(WriteOutcome.Unchanged, comparison, comparison.Findings)
                : WriteLocked(wanted, force, decisions);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return new WriteResult(WriteOutcome.Failed, comparison, [FileFindings.From(problem, Root), .. Unfinished()]);
        }
    }

    private bool IsUnusable => Findings.Any(static finding => finding.Severity == Severity.Error);

    private WriteResult WriteLocked(FileSet wanted, bool force, Decisions? decisions)
    {
        PrepareState();
        using var writing = DirectoryLock.Take(_disk);
        StateFolder.RefuseWithinUpgrade(_disk);
        ImmutableArray<Finding> recovered = Recovery.Run(_disk) is { } ended ? [ended] : [];

        // Somebody may have written between the first look and the lock.
        var comparison = Comparer.Compare(_disk, wanted, decisions);
        if (comparison.IsForbidden || (comparison.NeedsForce && !force))
        {
            return Refusal(comparison);
        }

        var (edits, notes) = Editing.Plan(_disk, comparison);
        new Transaction(_disk).Run(edits);
        ImmutableArray<Finding> modes = _disk.LosesModes ? [FileFindings.ModesNotKept(Root)] : [];
        var kept = comparison.Findings.Where(finding => !notes.Any(note => note.File == finding.File));
        return new WriteResult(WriteOutcome.Written, comparison, [.. recovered, .. kept, .. notes, .. modes]);
    }

    private static WriteResult Refusal(Comparison comparison) => new(
        comparison.IsForbidden ? WriteOutcome.Failed : WriteOutcome.NeedsForce,
        comparison,
        [.. comparison.Findings.Select(static finding => finding.Kind == FilesFinding.EditedByHand || finding.Kind == FilesFinding.Foreign
            ? finding with { Severity = Severity.Error }
            : finding)]);

    private static ImmutableArray<Finding> Recover(Disk disk)
    {
        var needed = false;
        try
        {
            needed = Recovery.IsNeeded(disk);
            if (!needed)
            {
                return [];
            }

            using var writing = DirectoryLock.Take(disk);
            return Recovery.Run(disk) is { } ended ? [ended] : [];
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            var finding = needed ? FileFindings.From(problem, disk.Root) : FileFindings.FromReading(problem, disk.Full(StateFolder.Name));
            return needed && finding.Kind != FilesFinding.Locked && finding.Kind != FilesFinding.OnTrial
                ? [finding, FileFindings.Unfinished(disk.Root)]
                : [finding];
        }
    }

    private IEnumerable<Finding> Unfinished()
    {
        try
        {
            return Recovery.IsNeeded(_disk) ? [FileFindings.Unfinished(Root)] : [];
        }
        catch (FindingException)
        {
            return [];
        }
    }
}
