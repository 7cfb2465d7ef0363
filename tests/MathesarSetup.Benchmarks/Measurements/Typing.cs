using MathesarSetup.Benchmarks.Figures;
using Measurement = MathesarSetup.Benchmarks.Figures.Measurement;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>What one keystroke costs the server, by BenchmarkDotNet: draft, rules, plan, all files and their differences.</summary>
internal static class Typing
{
    public static readonly Measurement Measurement = new("keystroke", "A keystroke, on the server", () => Task.FromResult(InProcess.Run<Keystroke>(
        static report =>
            $"{report.BenchmarkCase.Parameters[nameof(Keystroke.Scenario)]}, {report.BenchmarkCase.Parameters[nameof(Keystroke.Target)]}"
            + (report.BenchmarkCase.Parameters[nameof(Keystroke.Edited)] is true ? ", files that were edited" : ""),
        new Aim(1), new Aim(300))));
}
