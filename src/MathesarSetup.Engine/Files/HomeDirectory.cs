namespace MathesarSetup.Engine.Files;

/// <summary>The home directory of the user whose process this is.</summary>
public static class HomeDirectory
{
    /// <summary>Absolute; the root directory for a user who has none.</summary>
    public static string Path =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home
            ? home
            : "/";

    /// <summary>A path that may begin with <c>~/</c>, which stands for this directory.</summary>
    public static string Absolute(string path) =>
        path.StartsWith("~/", StringComparison.Ordinal) ? System.IO.Path.Join(Path, path[2..]) : path;
}
