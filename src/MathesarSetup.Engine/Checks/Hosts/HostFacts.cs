using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Checks.Hosts;

/// <summary>What of this machine matters to a Mathesar without containers.</summary>
/// <param name="Python">The version of python3; null when there is none.</param>
/// <param name="OtherMathesar">The path of a program called mathesar that is none of this installation's; null when there is none.</param>
/// <param name="FreeBytes">What is free on the disk on which Mathesar is to lie.</param>
internal sealed record HostFacts(Version? Python, bool HasCairo, bool HasDownloader, bool HasSystemd, string? OtherMathesar, long FreeBytes)
{
    private static readonly string[] s_tools = ["bash", "tar"];

    // Formerly the program lay in the directory itself.
    private static readonly string[] s_launchers = [$"{HostPlace.Current}/bin/mathesar", "bin/mathesar"];

    /// <summary>Programs that install.sh calls and that are not here.</summary>
    public ImmutableArray<string> MissingTools { get; init; } = [];

    /// <summary>The systemd of this user; null where the installation is the whole machine's.</summary>
    public UserManager? Services { get; init; }

    /// <summary>The firewall that is on; null when none is seen.</summary>
    public string? Firewall { get; init; }

    public static async Task<HostFacts> ReadAsync(HostPlace place, CancellationToken cancellation)
    {
        var isBelowHome = place.Directory.StartsWith("~/", StringComparison.Ordinal);
        var directory = isBelowHome ? Path.Join(Files.HomeDirectory.Path, place.Directory[2..]) : place.Directory;
        return new(
            await PythonAsync(cancellation),
            HasLibrary("libcairo.so.2"),
            ProgramPath.Find("curl") is not null || ProgramPath.Find("wget") is not null,
            Directory.Exists("/run/systemd/system"),
            s_launchers.Any(launcher => File.Exists(Path.Join(directory, launcher))) ? null : ProgramPath.Find("mathesar"),
            FreeAt(directory) ?? long.MaxValue)
        {
            MissingTools = [.. s_tools.Where(tool => ProgramPath.Find(tool) is null)],
            Services = place.ForOneUser ? UserManager.Read() : null,
            Firewall = Network.Firewall.Find(),
        };
    }

    /// <summary>Bytes free on the disk on which a directory lies or will lie; null where that cannot be seen.</summary>
    public static long? FreeAt(string directory) => EngineConnection.FreeAt(Existing(directory));

    // The nearest directory above that is there already lies on the same disk.
    private static string Existing(string directory) =>
        Directory.Exists(directory) || Path.GetDirectoryName(directory) is not { } above ? directory : Existing(above);

    // "Python 3.11.2"
    private static async Task<Version?> PythonAsync(CancellationToken cancellation) =>
        await ChildProgram.RunAsync(HostCommand.PythonVersion, new(), cancellation) is { ExitCode: 0 } said
            && Version.TryParse(said.Output.Split(' ')[^1].Trim(), out var version) ? version : null;

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
