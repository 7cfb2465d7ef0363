using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathesarSetup.Benchmarks;

/// <summary>The program as README says to publish it: one file that runs without the SDK.</summary>
internal static class PublishedProgram
{
    private static readonly Lazy<string> s_path = new(Publish);

    /// <summary>
    /// Its full path. The first call publishes it, which takes a few minutes, unless the variable MATHESAR_BENCHMARKS_PROGRAM names one that is
    /// ready.
    /// </summary>
    public static string Path => s_path.Value;

    private static string Publish()
    {
        if (Environment.GetEnvironmentVariable("MATHESAR_BENCHMARKS_PROGRAM") is { Length: > 0 } ready)
        {
            return System.IO.Path.GetFullPath(ready);
        }

        var folder = System.IO.Path.Join(AppContext.BaseDirectory, "published");
        Console.Error.WriteLine($"Publishing the program to {folder}");
        new ChildProcess("dotnet", "publish", "src/MathesarSetup.Web", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
            "--self-contained",
            "-p:PublishSingleFile=true", "-p:EmbedAssets=true", "-o", folder, "--disable-build-servers", "-nologo")
        {
            Directory = Repository(),
            Timeout = TimeSpan.FromMinutes(10),
        }.Run().Successful();
        return System.IO.Path.Join(folder, "mathesar-setup");
    }

    private static string Repository([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath("../..", System.IO.Path.GetDirectoryName(here)!);
}
