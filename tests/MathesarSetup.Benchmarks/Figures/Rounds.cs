using System.Diagnostics;

namespace MathesarSetup.Benchmarks.Figures;

/// <summary>Runs something several times.</summary>
internal static class Rounds
{
    /// <summary>The results of all rounds but the first, which pays for cold caches of the disk and of this process.</summary>
    public static async Task<List<T>> RunAsync<T>(int count, Func<Task<T>> round)
    {
        _ = await round();
        var results = new List<T>();
        for (var i = 0; i < count; i++)
        {
            results.Add(await round());
        }

        return results;
    }

    /// <summary>How long a child process takes from its start to its end, in milliseconds.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static double Time(ChildProcess process) => Time(() => process.Run().Successful());

    /// <summary>The same for anything.</summary>
    public static double Time(Func<Outcome> run)
    {
        var started = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
