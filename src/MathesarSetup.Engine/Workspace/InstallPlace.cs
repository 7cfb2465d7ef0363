using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Workspace;

/// <summary>Which directory is meant when somebody runs the program.</summary>
public static class InstallPlace
{
    private const string AnswersFile = "mathesar.yaml";

    /// <summary>The directory given; else the current one if it holds an installation; else <c>mathesar</c> in the home directory. Absolute.</summary>
    public static string Choose(string? given) => Choose(given, Environment.CurrentDirectory, Home);

    internal static string Choose(string? given, string current, string home) =>
        given is { Length: > 0 } ? Path.GetFullPath(given, current)
        : HoldsInstallation(current) ? current
        : Path.Join(home, "mathesar");

    /// <summary>Whether a directory holds answers or the wizard's memory of an installation.</summary>
    public static bool HoldsInstallation(string directory) =>
        File.Exists(Path.Join(directory, AnswersFile)) || Directory.Exists(Path.Join(directory, StateFolder.Name));

    /// <summary>The user's home directory; the root directory for a user who has none.</summary>
    internal static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home ? home : "/";
}
