using MathesarSetup.Engine.Files;

namespace MathesarSetup.App.Opening;

/// <summary>A path as a person types it, in a field where no shell stands between.</summary>
public static class TypedPath
{
    /// <summary>The absolute path, with the home directory in the place of <c>~</c>; null where nothing was typed.</summary>
    public static string? Full(string typed) => Full(typed, HomeDirectory.Path);

    internal static string? Full(string typed, string home) => typed.Trim() is not { Length: > 0 } path ? null
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(
            path == "~" ? home : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(home, path[2..]) : path, home));
}
