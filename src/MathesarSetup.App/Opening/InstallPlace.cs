using MathesarSetup.Engine.Files;

namespace MathesarSetup.App.Opening;

/// <summary>Which directory is meant when somebody runs the program.</summary>
public static class InstallPlace
{
    private const string AnswersFile = "mathesar.yaml";

    /// <summary>
    /// The directory given; else the current one if it holds an installation; else <c>mathesar</c> in the home directory. Absolute.
    /// </summary>
    public static string Choose(string? given) => Choose(given, Environment.CurrentDirectory, HomeDirectory.Path);

    internal static string Choose(string? given, string current, string home) =>
        given is { Length: > 0 } ? Path.GetFullPath(given, current)
        : HoldsInstallation(current) ? current
        : Path.Join(home, "mathesar");

    /// <summary>Whether a directory holds answers or the wizard's memory of an installation.</summary>
    public static bool HoldsInstallation(string directory) =>
        File.Exists(Path.Join(directory, AnswersFile)) || Directory.Exists(Path.Join(directory, StateFolder.Name));
}
