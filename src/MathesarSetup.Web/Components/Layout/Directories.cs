namespace MathesarSetup.Web.Components.Layout;

/// <summary>Directories as people write them.</summary>
public static class Directories
{
    /// <summary>With <c>~</c> for the home directory.</summary>
    public static string WithTilde(string directory)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 1 && (directory == home || directory.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            ? "~" + directory[home.Length..]
            : directory;
    }
}
