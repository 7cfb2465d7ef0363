using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Files;

/// <summary>The end of an install directory: what was generated and is still as it was goes, with all that this program remembers of it.</summary>
public static class DirectoryRemoval
{
    /// <summary>The files that would go, and those that stay because somebody edited them; the folder of state goes with the files.</summary>
    /// <param name="mayGo">Whether a file is this program's to remove.</param>
    public static (ImmutableArray<string> Goes, ImmutableArray<string> Stays) Look(string root, Func<string, bool> mayGo)
    {
        var files = InstallDirectory.Open(root).Watched;
        var goes = files.Where(f => f.Former == f.Present && mayGo(f.Path)).Select(static f => f.Path).Order(StringComparer.Ordinal).ToImmutableArray();
        return (goes, [.. files.Select(static f => f.Path).Except(goes).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Removes the files that are still as they were generated, then the folder of state, then the directory if nothing is left in it.</summary>
    /// <param name="paths">Relative to the directory, as <see cref="Look"/> told them.</param>
    public static ImmutableArray<Finding> Run(string root, ImmutableArray<string> paths)
    {
        try
        {
            var disk = new Disk(root);
            using (DirectoryLock.Take(disk))
            {
                // Somebody may have edited one since it was shown.
                var (goes, _) = Look(root, paths.Contains);
                foreach (var path in goes)
                {
                    disk.Delete(path);
                }

                foreach (var folder in goes.Select(static p => Path.GetDirectoryName(p)!).Where(static f => f.Length > 0).Distinct(StringComparer.Ordinal)
                    .OrderByDescending(static f => f.Length))
                {
                    disk.DeleteIfEmpty(folder);
                }

                disk.DeleteTree(StateFolder.Name);
            }

            disk.DeleteRootIfEmpty();
            return [];
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return [FileFindings.From(problem, root)];
        }
    }
}
