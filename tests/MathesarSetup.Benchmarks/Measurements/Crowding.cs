using System.Collections.Immutable;
using System.Diagnostics;
using MathesarSetup.Benchmarks.Circuits;
using MathesarSetup.Benchmarks.Figures;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>Many open tabs: what each costs the server in memory.</summary>
internal static class Crowding
{
    private const int Sessions = 200;
    private const int Count = 3;

    // Late drawings and the garbage collector come to rest.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(2);

    public static readonly Measurement Measurement = new("sessions", $"{Sessions} sessions at once", TakeAsync);

    private static async Task<ImmutableArray<Figure>> TakeAsync()
    {
        var rounds = await Rounds.RunAsync(Count, OpenAsync);
        return
        [
            new("Resident memory with one session", new Samples(rounds.Select(r => r.One)), "MB"),
            new($"Resident memory with {Sessions} more", new Samples(rounds.Select(r => r.All)), "MB"),
            new("Memory of each further session", new Samples(rounds.Select(r => (r.All - r.One) / Sessions)), "MB", new Aim(1)),
            new("Time to open one, page and circuit", new Samples(rounds.SelectMany(r => r.Opened)), "ms"),
        ];
    }

    private static async Task<(double One, double All, ImmutableArray<double> Opened)> OpenAsync()
    {
        using var program = await RunningProgram.StartAsync();
        await using var first = await Tab.OpenAsync(program, "database");
        await Task.Delay(s_rest);
        var one = program.ResidentMegabytes;
        var tabs = new List<Tab>();
        var opened = ImmutableArray.CreateBuilder<double>();
        for (var i = 0; i < Sessions; i++)
        {
            var started = Stopwatch.GetTimestamp();
            tabs.Add(await Tab.OpenAsync(program, "database"));
            opened.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        await Task.Delay(s_rest);
        var all = program.ResidentMegabytes;
        foreach (var tab in tabs)
        {
            await tab.DisposeAsync();
        }

        return (one, all, opened.ToImmutable());
    }
}
