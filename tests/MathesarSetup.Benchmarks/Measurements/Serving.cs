using System.Collections.Immutable;
using System.Diagnostics;
using MathesarSetup.Benchmarks.Figures;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary><c>serve</c>: how soon it answers, and how much memory it holds once a page was loaded.</summary>
internal static class Serving
{
    private const int Starts = 15;
    private const int Loads = 5;

    public static readonly Measurement Measurement = new("serve", "Serve: start and memory", TakeAsync);

    private static async Task<ImmutableArray<Figure>> TakeAsync()
    {
        await using var chromium = await Chromium.StartAsync();
        var starts = await Rounds.RunAsync(Starts, StartAsync);
        var loads = await Rounds.RunAsync(Loads, () => LoadAsync(chromium));
        return
        [
            new("From the start of the process to the first 200, the link's", new Samples(starts.Select(s => s.Link)), "ms", new Aim(500)),
            new("From the start of the process to the page behind it", new Samples(starts.Select(s => s.Page)), "ms", new Aim(500)),
            new("Resident memory before a browser came", new Samples(loads.Select(l => l.Before)), "MB"),
            new("Resident memory after the page was loaded", new Samples(loads.Select(l => l.After)), "MB", new Aim(110)),
        ];
    }

    private static async Task<(double Link, double Page)> StartAsync()
    {
        _ = PublishedProgram.Path;
        var started = Stopwatch.GetTimestamp();
        using var program = await RunningProgram.StartAsync();
        var link = Stopwatch.GetElapsedTime(started);
        _ = await program.PageAsync();
        return (link.TotalMilliseconds, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static async Task<(double Before, double After)> LoadAsync(Chromium chromium)
    {
        using var program = await RunningProgram.StartAsync();
        var before = program.ResidentMegabytes;
        var page = await Browsing.NewPageAsync(chromium, program);
        await page.OpenAsync(program, "");
        var after = program.ResidentMegabytes;
        await page.Context.CloseAsync();
        return (before, after);
    }
}
