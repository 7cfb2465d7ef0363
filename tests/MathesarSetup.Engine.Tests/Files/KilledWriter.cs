using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>This program run once more, not as tests but as a writer that can be stopped before any of its steps.</summary>
internal static class KilledWriter
{
    private const string Order = "MATHESAR_SETUP_TEST_WRITER";

    private const string Restore = "restore";

    /// <summary>How a program ends that SIGKILL ended.</summary>
    public const int Killed = 128 + 9;

    /// <summary>
    /// Writes in a process of its own, which SIGKILL ends before step <paramref name="killAt"/> (from 1; 0 for never). It prints how the write ended
    /// and its findings.
    /// </summary>
    public static ChildProcess Writing(string root, Generation generation, int killAt = 0) => new(Program.File, Program.Arguments)
    {
        Environment = new Dictionary<string, string?> { [Order] = string.Create(CultureInfo.InvariantCulture, $"{killAt} {generation} {root}") },
    };

    /// <summary>The same for one that puts the first version back.</summary>
    public static ChildProcess Restoring(string root, int killAt) => new(Program.File, Program.Arguments)
    {
        Environment = new Dictionary<string, string?> { [Order] = string.Create(CultureInfo.InvariantCulture, $"{killAt} {Restore} {root}") },
    };

    /// <summary>The order for a writer that stops before a step and waits, with its lock, to be killed.</summary>
    public static Process StartHolding(string root, Generation generation, int step)
    {
        var info = new ProcessStartInfo(Program.File, Program.Arguments) { RedirectStandardOutput = true };
        info.Environment[Order] = string.Create(CultureInfo.InvariantCulture, $"-{step} {generation} {root}");
        var process = Process.Start(info)!;
        Assert.Equal("holding", process.StandardOutput.ReadLine());
        return process;
    }

    internal static (string File, string[] Arguments) Program =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? (Environment.ProcessPath!, [typeof(KilledWriter).Assembly.Location])
            : (Environment.ProcessPath!, []);

    // Before Main, so that a writer costs no start of the test framework.
    [ModuleInitializer]
    internal static void ObeyOrder()
    {
        if (Environment.GetEnvironmentVariable(Order)?.Split(' ', 3) is [var step, var generation, var root])
        {
            var directory = InstallDirectory.Open(root, StopAt(int.Parse(step, CultureInfo.InvariantCulture)));
            if (generation == Restore)
            {
                directory.Restore(directory.Versions[0]);
                Environment.Exit(0);
            }

            var result = directory.Write(Sample.Of(Enum.Parse<Generation>(generation)), force: generation == nameof(Generation.Forced));
            Console.WriteLine($"{result.Outcome} {string.Join(' ', result.Findings.Select(static finding => finding.Code))}");
            Environment.Exit(0);
        }
    }

    private static Action<DiskStep> StopAt(int step)
    {
        var taken = 0;
        return _ =>
        {
            if (++taken == Math.Abs(step))
            {
                Stop(hold: step < 0);
            }
        };
    }

    private static void Stop(bool hold)
    {
        if (hold)
        {
            Console.WriteLine("holding");
        }
        else
        {
            Process.GetCurrentProcess().Kill();
        }

        Thread.Sleep(Timeout.Infinite);
    }
}
