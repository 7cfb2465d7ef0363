using System.Runtime.InteropServices;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Checks.Hosts;

/// <summary>What of this machine matters to a Mathesar without containers.</summary>
/// <param name="Python">The version of python3; null when there is none.</param>
/// <param name="OtherMathesar">The path of a program called mathesar; null when there is none.</param>
/// <param name="FreeBytes">What is free on the disk of the system.</param>
internal sealed record HostFacts(Version? Python, bool HasCairo, bool HasDownloader, bool HasSystemd, string? OtherMathesar, long FreeBytes)
{
    public static async Task<HostFacts> ReadAsync(CancellationToken cancellation) => new(
        await PythonAsync(cancellation),
        HasLibrary("libcairo.so.2"),
        ProgramPath.Find("curl") is not null || ProgramPath.Find("wget") is not null,
        Directory.Exists("/run/systemd/system"),
        ProgramPath.Find("mathesar"),
        new DriveInfo("/").AvailableFreeSpace);

    // "Python 3.11.2"
    private static async Task<Version?> PythonAsync(CancellationToken cancellation) =>
        await ChildProgram.RunAsync("python3", ["--version"], new(), cancellation) is { ExitCode: 0 } said && Version.TryParse(said.Output.Split(' ')[^1].Trim(), out var version) ? version : null;

    private static bool HasLibrary(string name)
    {
        if (!NativeLibrary.TryLoad(name, out var library))
        {
            return false;
        }

        NativeLibrary.Free(library);
        return true;
    }
}
