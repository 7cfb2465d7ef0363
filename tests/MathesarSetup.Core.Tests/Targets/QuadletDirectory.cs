using System.Text.RegularExpressions;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

/// <summary>A directory of Quadlet files, as the real reader of Podman 5.4 understands it.</summary>
internal static partial class QuadletDirectory
{
    /// <summary>What the reader makes of the units among the files: each service by its name. It fails where it finds fault with one.</summary>
    public static Dictionary<string, string> Read(IEnumerable<GeneratedFile> files, bool forRoot) =>
        Read(files.Where(static f => f.Path.StartsWith("quadlet/", StringComparison.Ordinal))
            .Select(static f => new FoundFile(Path.GetFileName(f.Path), f.Content)), forRoot);

    /// <summary>The same of files as they lie there.</summary>
    public static Dictionary<string, string> Read(IEnumerable<FoundFile> files, bool forRoot)
    {
        using var directory = new TemporaryDirectory();
        foreach (var file in files)
        {
            directory.Write(file.Path, file.Text);
        }

        string[] user = forRoot ? [] : ["-user"];
        var run = new ChildProcess(RealPart.Quadlet(), [.. user, "-dryrun", "-v"])
        {
            Environment = new Dictionary<string, string?> { ["QUADLET_UNIT_DIRS"] = directory.Path },
        }.Run().Successful();
        Assert.DoesNotContain("rror", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("upported", run.Errors, StringComparison.Ordinal);
        // Each service stands below a line with its name: ---mathesar.service---
        var parts = Heading().Split("\n" + run.Output);
        return Enumerable.Range(0, parts.Length / 2).ToDictionary(i => parts[(2 * i) + 1], i => parts[(2 * i) + 2], StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\n---(\S+\.service)---\n")]
    private static partial Regex Heading();
}
