using System.Runtime.CompilerServices;

namespace MathesarSetup.Reference;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    /// <summary>The text of every source file of the product.</summary>
    public static IEnumerable<(string Name, string Text)> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).Select(path => (Path.GetFileName(path), File.ReadAllText(path)));
}
