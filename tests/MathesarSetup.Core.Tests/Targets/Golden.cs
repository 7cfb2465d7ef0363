using System.Runtime.CompilerServices;

namespace MathesarSetup.Targets;

/// <summary>Approved output as files: a difference fails, and so does an approved file that nothing produces. UPDATE_GOLDEN=1 approves what is there.</summary>
internal static class Golden
{
    public static string Folder(string scenario, string target, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden", scenario, target);

    public static void Match(IEnumerable<GeneratedFile> files, string folder)
    {
        // Under its own name, Git would obey it.
        var produced = files.ToDictionary(f => f.Path == ".gitignore" ? "gitignore" : f.Path, f => f.Content, StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            foreach (var (path, content) in produced)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                File.WriteAllText(Path.Combine(folder, path), content);
            }
        }

        var approved = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllText, StringComparer.Ordinal);
        Assert.Equal(approved.Keys.Order(StringComparer.Ordinal), produced.Keys.Order(StringComparer.Ordinal));
        Assert.All(produced, file => Assert.Equal(approved[file.Key], file.Value));
    }
}
