using System.Globalization;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about size and speed.</summary>
internal static class TuningRules
{
    // What one of Mathesar's worker processes takes at rest, roughly.
    private const int WorkerMegabytes = 150;

    public static IEnumerable<Finding> Check(Answers a)
    {
        if (a.Get(TuningSettings.Debug))
        {
            yield return Finding.Warning("tuning.debug", "Debug mode shows settings and code to whoever meets an error. Use it for as long as you look for one.", TuningSettings.Debug.Key,
                Fix.To("Switch it off", TuningSettings.Debug.Key, "false"));
        }

        var limit = a.Get(TuningSettings.Memory);
        var needed = a.Get(TuningSettings.Workers) * WorkerMegabytes;
        if (limit.Length > 0 && Megabytes(limit) < needed)
        {
            yield return Finding.Warning("limits.memory-small", $"{a.Get(TuningSettings.Workers)} workers take about {needed} MB, more than the limit of {limit}. The engine would stop them. Raise the limit, or use fewer workers.", TuningSettings.Memory.Key,
                Fix.To($"Limit to {needed + 256} MB", TuningSettings.Memory.Key, $"{needed + 256}m"));
        }
    }

    private static long Megabytes(string limit) =>
        long.Parse(limit.AsSpan(0, limit.Length - 1), CultureInfo.InvariantCulture) * (limit[^1] == 'g' ? 1024 : 1);
}
