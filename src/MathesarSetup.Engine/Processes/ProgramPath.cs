namespace MathesarSetup.Engine.Processes;

/// <summary>Looks for programs as a shell does.</summary>
public static class ProgramPath
{
    /// <summary>The full path of a program; null when no folder of <paramref name="path"/>, by default of PATH, holds it.</summary>
    public static string? Find(string program, string? path = null) => (path ?? Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Join(folder, program))
        .FirstOrDefault(File.Exists);
}
