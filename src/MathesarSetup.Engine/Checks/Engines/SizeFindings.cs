using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>Whether disk and memory are enough.</summary>
internal static class SizeFindings
{
    // What the images of Mathesar, PostgreSQL and a proxy take unpacked, with room for the first data.
    private const long LeastDisk = 5_000_000_000;
    private const long WorkerBytes = 150_000_000;
    private const long DatabaseBytes = 500_000_000;
    private const long ProxyBytes = 50_000_000;

    public static IEnumerable<Finding> Of(Setup setup, EngineInfo engine, Machine machine)
    {
        if (engine.FreeBytes is { } free and < LeastDisk)
        {
            yield return EngineStateFinding.LittleDisk.Say(string.Create(CultureInfo.InvariantCulture,
                $"{engine.RootDirectory}, where the engine keeps images and volumes, has {free / 1e9:0.0} GB free. "
                    + $"The images take about 3 GB, and the data grows. Free some space, or move the engine's directory."),
                RunSettings.Target.Key);
        }

        foreach (var finding in engine.IsLocal ? Memory(setup, machine) : [])
        {
            yield return finding;
        }
    }

    /// <summary>Whether the memory of this machine is enough for the workers and what runs beside them.</summary>
    public static IEnumerable<Finding> Memory(Setup setup, Machine machine)
    {
        var workers = setup.Answers.Get(TuningSettings.Workers);
        var needed = Needed(setup, workers);
        if (machine.MemoryBytes is > 0 and var memory && needed > memory)
        {
            var fitting = (int)Math.Max(1, workers - ((needed - memory + WorkerBytes - 1) / WorkerBytes));
            yield return EngineStateFinding.LittleMemory.Say(string.Create(CultureInfo.InvariantCulture,
                $"Mathesar with {workers} workers and what runs beside it take about {needed / 1e9:0.0} GB of memory, and this machine has "
                    + $"{memory / 1e9:0.0} GB. Use fewer workers, or a larger machine."),
                TuningSettings.Workers.Key,
                fitting < workers ? Fix.To($"Use {fitting} {(fitting == 1 ? "worker" : "workers")}", TuningSettings.Workers, fitting) : null);
        }
    }

    private static long Needed(Setup setup, int workers) => (workers * WorkerBytes)
        + (setup.Answers.Get(DatabaseSettings.Mode) is DatabaseMode.Existing ? 0 : DatabaseBytes)
        + (ProxySettings.RunsOne(setup.Answers) ? ProxyBytes : 0);
}
