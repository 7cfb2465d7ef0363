using MathesarSetup.Benchmarks.Figures;
using Measurement = MathesarSetup.Benchmarks.Figures.Measurement;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>What one keystroke would cost if every target were shown at once.</summary>
internal static class Rendering
{
    public static readonly Measurement Measurement =
        new("targets", "A keystroke, rendered for every target", () => Task.FromResult(InProcess.Run<EveryKeystroke>(
            static report => $"{report.BenchmarkCase.Parameters[nameof(EveryKeystroke.Scenario)]}, all targets", new Aim(3), null)));
}
