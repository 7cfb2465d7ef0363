namespace MathesarSetup.Engine.Files;

/// <summary>The home directory of the user whose process this is.</summary>
public static class HomeDirectory
{
    /// <summary>Absolute; the root directory for a user who has none.</summary>
    public static string Path =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home
            ? home
            : "/";
}
