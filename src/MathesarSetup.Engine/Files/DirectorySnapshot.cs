using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>What a comparison reads: the files of a directory, and the names of those that were generated last.</summary>
internal interface IPresentFiles
{
    DiskFile? Read(string path);

    IEnumerable<string> FormerlyGenerated { get; }
}

/// <summary>
/// The files of a directory, each read once, when it is first asked for. What writing would do can then be said at every keystroke without the disk.
/// </summary>
public sealed class DirectorySnapshot : IPresentFiles
{
    private readonly Disk _disk;
    private readonly ConcurrentDictionary<string, (DiskFile? File, ExceptionDispatchInfo? Problem)> _read = new(StringComparer.Ordinal);
    private readonly Lazy<ImmutableArray<string>> _former;

    private DirectorySnapshot(string root)
    {
        _disk = new Disk(root);
        _former = new(() => [.. StateFolder.FormerlyGenerated(_disk)]);
        IsEmpty = _disk.IsEmpty;
    }

    /// <summary>Whether nothing lies there, so that every file would be new.</summary>
    public bool IsEmpty { get; }

    IEnumerable<string> IPresentFiles.FormerlyGenerated => _former.Value;

    public static DirectorySnapshot Of(string directory) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));

    /// <summary>Says what writing these files would do to what was read. Changes nothing.</summary>
    public Comparison Compare(FileSet wanted, Decisions decisions) => Comparer.Compare(this, wanted, decisions);

    DiskFile? IPresentFiles.Read(string path)
    {
        var (file, problem) = _read.GetOrAdd(path, Read);
        problem?.Throw();
        return file;
    }

    private (DiskFile?, ExceptionDispatchInfo?) Read(string path)
    {
        try
        {
            return (_disk.Read(path), null);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return (null, ExceptionDispatchInfo.Capture(problem));
        }
    }
}
