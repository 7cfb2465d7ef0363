using System.Text;

namespace MathesarSetup.Engine.Files;

/// <summary>Names below the install directory: relative, forward slashes, canonical, and never through a symbolic link.</summary>
internal static class RelativePath
{
    private const int LongestPart = 255 - 32;

    /// <summary>Whether a path stays below the directory and is written in one way only. Room is left for the suffix of a staged file.</summary>
    public static bool IsCanonical(string path) =>
        path.Length > 0 && path.Split('/').All(part =>
            part is not ("" or "." or "..")
            && !part.Any(char.IsControl)
            && !part.Contains('\\', StringComparison.Ordinal)
            && Encoding.UTF8.GetByteCount(part) <= LongestPart);

    /// <summary>The directory of a path; the empty text is the install directory itself.</summary>
    public static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    /// <summary>Every directory above a path, the outermost first, without the install directory.</summary>
    public static IEnumerable<string> Parents(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    /// <summary>The name beside a file under which its new content waits, or its old content is kept.</summary>
    public static string Beside(string path, string suffix)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return $"{path[..^name.Length]}.{name}.mathesar-setup-{suffix}";
    }

    /// <summary>Throws when a directory above <paramref name="path"/> is a link or no directory, or the path itself is a link.</summary>
    /// <exception cref="FindingException">With the finding.</exception>
    public static void Guard(string root, string path)
    {
        if (!IsCanonical(path))
        {
            throw new FindingException(FileFindings.BadPath(path));
        }

        foreach (var parent in Parents(path))
        {
            var info = new DirectoryInfo(Path.Join(root, parent));
            RefuseLink(info, parent);
            if (!info.Exists && File.Exists(info.FullName))
            {
                throw new FindingException(FileFindings.NoDirectory(path));
            }
        }

        RefuseLink(new FileInfo(Path.Join(root, path)), path);
    }

    private static void RefuseLink(FileSystemInfo info, string path)
    {
        // Attributes come from lstat, so a dangling link counts as a link; -1 means that nothing is there.
        if ((int)info.Attributes != -1 && info.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            throw new FindingException(FileFindings.Symlink(path));
        }
    }
}
