using System.Collections.Immutable;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MathesarSetup.Benchmarks.Figures;
using Perfolizer.Horology;
using Measurement = MathesarSetup.Benchmarks.Figures.Measurement;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>What one keystroke costs the server, by BenchmarkDotNet: draft, rules, plan, all files and their differences.</summary>
internal static class Typing
{
    private static readonly Aim s_time = new(1);
    private static readonly Aim s_memory = new(300);

    public static readonly Measurement Measurement = new("keystroke", "A keystroke, on the server", () => Task.FromResult(Take()));

    private static ImmutableArray<Figure> Take()
    {
        using var artifacts = new TemporaryDirectory();
        var config = ManualConfig.CreateEmpty().WithArtifactsPath(artifacts.Path).WithOptions(ConfigOptions.DisableLogFile)
            .AddLogger(NullLogger.Instance)
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(250)));
        return [.. BenchmarkRunner.Run<Keystroke>(config).Reports.SelectMany(Read)];
    }

    private static IEnumerable<Figure> Read(BenchmarkReport report)
    {
        var given = report.BenchmarkCase.Parameters;
        var name = $"{given[nameof(Keystroke.Scenario)]}, {given[nameof(Keystroke.Target)]}";
        var results = report.ResultStatistics?.OriginalValues ?? throw new InvalidOperationException($"BenchmarkDotNet gave no result for {name}.");
        yield return new Figure(name, new Samples(results.Select(nanoseconds => nanoseconds / 1e6)), "ms", s_time);
        yield return new Figure($"{name}, allocated", new Samples(report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value / 1e3), "kB", s_memory);
    }
}
