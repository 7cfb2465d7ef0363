using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.App.Opening;

/// <summary>What lies at the place of an install directory.</summary>
public enum DirectoryHolds
{
    /// <summary>There is no such directory yet.</summary>
    Nothing,

    /// <summary>It is empty.</summary>
    Empty,

    /// <summary>An installation that this program wrote.</summary>
    Ours,

    /// <summary>An installation of Mathesar that something else made.</summary>
    Foreign,

    /// <summary>Files that have nothing to do with Mathesar.</summary>
    Other,

    /// <summary>A file lies there, or on the way to it.</summary>
    NoDirectory,

    /// <summary>This user may not look into it.</summary>
    Unreadable,
}

/// <summary>What can be said of a directory before anything is asked or written.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="WriteError">The system's number for why this user may not write there; 0 where it may.</param>
/// <param name="FreeBytes">What is free on its disk; null where nobody knows.</param>
public sealed record DirectoryFacts(string Path, DirectoryHolds Holds, int WriteError, long? FreeBytes)
{
    /// <summary>Looks, and changes nothing.</summary>
    public static DirectoryFacts Read(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var nearest = Nearest(full);
        return new DirectoryFacts(full, Look(full, nearest), Directory.Exists(nearest) ? LibC.WhyNotWritable(nearest) : 0,
            EngineConnection.FreeAt(nearest));
    }

    private static DirectoryHolds Look(string full, string nearest)
    {
        if (!Directory.Exists(nearest))
        {
            return DirectoryHolds.NoDirectory;
        }

        if (nearest != full)
        {
            return DirectoryHolds.Nothing;
        }

        try
        {
            return InstallPlace.HoldsInstallation(full) ? DirectoryHolds.Ours
                : Directory.EnumerateFileSystemEntries(full).Any() ? DirectoryHolds.Other
                : DirectoryHolds.Empty;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return DirectoryHolds.Unreadable;
        }
    }

    // The first part of the way that is there: a directory that is made lies on the same disk.
    private static string Nearest(string path)
    {
        var at = path;
        while (!System.IO.Path.Exists(at) && System.IO.Path.GetDirectoryName(at) is { } above)
        {
            at = above;
        }

        return at;
    }
}
