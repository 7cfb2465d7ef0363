using System.Reflection;

namespace MathesarSetup.Engine.Processes;

/// <summary>Which Mathesar Setup this is.</summary>
public static class ProgramVersion
{
    private const int BuildLetters = 9;

    /// <summary>Such as <c>mathesar-setup 0.1.0 (build 7288d04ce)</c>; without the build where it was not made from a repository.</summary>
    public static string Text { get; } = Of(typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion);

    private static string Of(string version) => version.IndexOf('+', StringComparison.Ordinal) is > 0 and var end
        ? $"mathesar-setup {version[..end]} (build {version[(end + 1)..Math.Min(version.Length, end + 1 + BuildLetters)]})"
        : $"mathesar-setup {version}";
}
