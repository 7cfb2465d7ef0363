using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Restoring;

/// <summary>The versions of an installation's files: what each differs in, and the way back.</summary>
public sealed class FileHistory
{
    private readonly InstallDirectory _directory;

    private FileHistory(InstallDirectory directory) => _directory = directory;

    /// <summary>The install directory, absolute.</summary>
    public string Directory => _directory.Root;

    /// <summary>What is to be said about the directory; an error forbids looking.</summary>
    public ImmutableArray<Finding> Findings => _directory.Findings;

    /// <summary>The oldest first.</summary>
    public ImmutableArray<FileVersion> Versions => _directory.Versions;

    public static FileHistory Open(string directory) => new(InstallDirectory.Open(directory));

    /// <summary>A version by its number, 0 for the files as they are now; null when there is none.</summary>
    public FileVersion? Find(int number) => number == 0 ? _directory.Current : _directory.Versions.FirstOrDefault(v => v.Number == number);

    /// <summary>What restoring a version would change in the files as they are now.</summary>
    public string Difference(FileVersion version) => _directory.Current.Diff(version);

    /// <summary>What restoring a version would put back, what would go, and what somebody edited since.</summary>
    public Restoration Look(FileVersion version) => _directory.Look(version);

    /// <summary>What a version has otherwise than the one before it.</summary>
    public VersionChanges Changes(FileVersion version) => version.Since(Versions.LastOrDefault(v => v.Number < version.Number));

    /// <summary>Puts the files back as a version has them; an error means that nothing was written.</summary>
    public RestoreResult Restore(FileVersion version) => _directory.Restore(version);
}
