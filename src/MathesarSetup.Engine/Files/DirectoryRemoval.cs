using System.Collections.Immutable;

namespace MathesarSetup.Engine.Files;

/// <summary>The files of an installation that is removed: what was generated and is still as it was may go, all else stays.</summary>
internal static class DirectoryRemoval
{
    /// <summary>The files that would go, and those that stay because somebody edited or brought them.</summary>
    /// <param name="generated">The files that this program writes for the installation: no other is its to remove.</param>
    public static (ImmutableArray<RemovedFile> Goes, ImmutableArray<string> Stays) Look(Disk disk, IReadOnlySet<string> generated)
    {
        var (goes, stays) = (ImmutableArray.CreateBuilder<RemovedFile>(), ImmutableArray.CreateBuilder<string>());
        foreach (var path in StateFolder.FormerlyGenerated(disk))
        {
            if (disk.Read(path) is not { } present)
            {
                continue;
            }

            if (generated.Contains(path) && disk.Read(StateFolder.CopyOf(path)) is { } former && present.Holds(former.Content))
            {
                goes.Add(new RemovedFile(path, Disk.Hash(present.Content)));
            }
            else
            {
                stays.Add(path);
            }
        }

        return (goes.ToImmutable(), stays.ToImmutable());
    }

    /// <summary>Removes files that still hold what they did, and the folders that are empty then.</summary>
    public static void Remove(Disk disk, IReadOnlyList<RemovedFile> files)
    {
        foreach (var file in files)
        {
            // Somebody may have edited it since it was shown.
            if (disk.Read(file.Path) is { } present && Disk.Hash(present.Content) == file.Hash)
            {
                disk.Delete(file.Path);
            }
        }

        foreach (var folder in files.SelectMany(static f => Above(f.Path)).Distinct(StringComparer.Ordinal).OrderByDescending(static f => f.Length))
        {
            disk.DeleteIfEmpty(folder);
        }
    }

    /// <summary>Removes all that this program remembers of the directory; what says how to go on with that goes last.</summary>
    public static void Forget(Disk disk)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(disk.Full(StateFolder.Name))
            .Select(static path => $"{StateFolder.Name}/{Path.GetFileName(path)}")
            .Where(static path => path is not (StateFolder.Removal or StateFolder.ArrivalJournal or StateFolder.Lock)).ToArray())
        {
            if (Directory.Exists(disk.Full(path)))
            {
                disk.DeleteTree(path);
            }
            else
            {
                disk.Delete(path);
            }
        }

        RemovalJournal.Forget(disk);
        disk.Delete(StateFolder.ArrivalJournal);
        disk.Delete(StateFolder.Lock);
        disk.DeleteIfEmpty(StateFolder.Name);
        disk.DeleteRootIfEmpty();
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is { Length: > 0 }; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }
}
