namespace MathesarSetup.Engine.Files;

/// <summary>Where a directory lies when every link on the way to it is followed.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links; as it is where a part of it is not there or cannot be followed.</summary>
    public static string Of(string path)
    {
        var whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        for (var links = 0; links < MostLinks; links++)
        {
            if (FirstLink(whole) is not { } next)
            {
                return whole;
            }

            whole = next;
        }

        return whole;
    }

    // The path with its first link replaced by where that leads; null where there is none.
    private static string? FirstLink(string path)
    {
        try
        {
            for (var end = path.IndexOf('/', 1); ; end = path.IndexOf('/', end + 1))
            {
                var part = end < 0 ? path : path[..end];
                if (new DirectoryInfo(part).LinkTarget is { } target)
                {
                    var there = Path.GetFullPath(target, Path.GetDirectoryName(part)!);
                    return Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Join(there, path[part.Length..])));
                }

                if (end < 0)
                {
                    return null;
                }
            }
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return null;
        }
    }
}
