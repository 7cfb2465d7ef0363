using System.Collections.Immutable;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MathesarSetup.Benchmarks.Figures;
using Perfolizer.Horology;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>Runs a benchmark of BenchmarkDotNet in this process: time in ms and memory in kB, each with its aim where there is one.</summary>
internal static class InProcess
{
    public static ImmutableArray<Figure> Run<T>(Func<BenchmarkReport, string> name, Aim time, Aim? memory) where T : class
    {
        using var artifacts = new TemporaryDirectory();
        var config = ManualConfig.CreateEmpty().WithArtifactsPath(artifacts.Path).WithOptions(ConfigOptions.DisableLogFile)
            .AddLogger(NullLogger.Instance)
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(15)
                .WithIterationTime(TimeInterval.FromMilliseconds(250)));
        return [.. BenchmarkRunner.Run<T>(config).Reports.SelectMany(report => Read(report, name(report), time, memory))];
    }

    private static IEnumerable<Figure> Read(BenchmarkReport report, string name, Aim time, Aim? memory)
    {
        var results = report.ResultStatistics?.OriginalValues ?? throw new InvalidOperationException($"BenchmarkDotNet gave no result for {name}.");
        yield return new Figure(name, new Samples(results.Select(nanoseconds => nanoseconds / 1e6)), "ms", time);
        yield return new Figure($"{name}, allocated", new Samples(report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value / 1e3),
            "kB", memory);
    }
}
