using System.Runtime.CompilerServices;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Import;

/// <summary>Installations as people have them, in the shapes that Mathesar's releases gave them.</summary>
internal static class Installations
{
    public const string Expected = "expected.txt";

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Root()).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    public static string Folder(string name) => Path.Combine(Root(), name);

    public static ImportRequest Request(string name) => new(
        [.. Directory.EnumerateFiles(Folder(name), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Order(StringComparer.Ordinal)
            .Where(path => Path.GetFileName(path) != Expected)
            .Select(path => new FoundFile(Path.GetRelativePath(Folder(name), path), File.ReadAllText(path)))],
        "mathesar");

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Installations");
}
