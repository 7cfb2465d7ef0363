namespace MathesarSetup.Targets.Podman;

/// <summary>
/// The two ways in which units name files of the install directory: by the link of the install script, and from where the unit lies.
/// </summary>
internal static class QuadletPaths
{
    private const string Link = "%E/mathesar-setup/";

    /// <summary>The path from the install directory, with <c>./</c> in front; any other path as it is.</summary>
    /// <param name="file">The unit that names it, or a drop-in of it.</param>
    public static string Whole(string source, string file)
    {
        if (source.StartsWith(Link, StringComparison.Ordinal))
        {
            return $"./{source[Link.Length..].Split('/', 2)[^1]}";
        }

        if (source is not ['.', ..])
        {
            return source;
        }

        var parts = Folder(file).ToList();
        foreach (var part in source.Split('/').Where(static p => p is not ("." or "")))
        {
            if (part == ".." && parts is [.., not ".."])
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return $"./{string.Join('/', parts)}";
    }

    /// <summary>A value that starts with the link, with the way from a unit in its place.</summary>
    public static string FromUnit(string value, string unit) => value.StartsWith(Link, StringComparison.Ordinal)
        ? (Folder(unit).Length == 0 ? "./" : string.Concat(Folder(unit).Select(static _ => "../"))) + value[Link.Length..].Split('/', 2)[^1]
        : value;

    // Quadlet counts from the unit, whatever drop-in names it.
    private static string[] Folder(string file) => file.Split('/')[..^1] is [.., var last] folder && last.EndsWith(".d", StringComparison.Ordinal)
        ? folder[..^1]
        : file.Split('/')[..^1];
}
