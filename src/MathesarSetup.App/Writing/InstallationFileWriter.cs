using System.Collections.Immutable;
using MathesarSetup.App.Comparing;
using MathesarSetup.App.Importing;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Writing;

/// <summary>Writes an installation's files into its directory or into an archive.</summary>
public static class InstallationFileWriter
{
    /// <summary>
    /// Writes all or none into a directory. What a person edited stays, unless it was decided otherwise or <paramref name="force"/> says so.
    /// </summary>
    /// <param name="setup">What the files are made from.</param>
    /// <param name="adopted">An installation of somebody else whose files make room first; null for none.</param>
    public static WriteResult Write(
        string directory, Setup setup, FileSet files, bool force = false, Decisions? decisions = null, ImportReading? adopted = null)
    {
        if (adopted is null && FoundPlace.Occupied(directory) is { } occupied)
        {
            return new WriteResult(WriteOutcome.NeedsForce, new Comparison([], [occupied]), [occupied]);
        }

        var comparison = adopted is null ? InstallationComparison.Of(directory, setup, files, decisions) : null;
        if (comparison?.Findings.Where(static f => f.Kind == DifferenceFinding.Overruled).ToImmutableArray() is { IsEmpty: false } overruled)
        {
            return new WriteResult(WriteOutcome.NeedsForce, comparison.Files, overruled);
        }

        var refused = Adoption.MakeRoom(directory, adopted).Where(static f => f.Severity is Severity.Error).ToImmutableArray();
        return refused is []
            ? InstallDirectory.Open(directory).Write(files, force, decisions)
            : new WriteResult(WriteOutcome.Failed, new Comparison([], refused), refused);
    }

    /// <summary>Writes one archive; with the reason when it is not written.</summary>
    public static (WriteOutcome Outcome, Finding? Problem) Pack(ImmutableArray<GeneratedFile> files, string path, string folder, bool force)
    {
        var problem = ArchiveFile.Write(new FileSet(files, []), path, folder, force);
        return (problem is null ? WriteOutcome.Written : problem.Code == "files.exists" ? WriteOutcome.NeedsForce : WriteOutcome.Failed, problem);
    }

    /// <summary>The bytes of an archive.</summary>
    public static byte[] Pack(ImmutableArray<GeneratedFile> files, ArchiveKind kind, string folder)
    {
        using var packed = new MemoryStream();
        Archive.Write(new FileSet(files, []), kind, folder, packed);
        return packed.ToArray();
    }

    /// <summary>The kind of archive that a name asks for; null when it is none.</summary>
    public static ArchiveKind? KindOf(string name) => Archive.KindOf(name);
}
