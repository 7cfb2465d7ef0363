using System.Globalization;
using System.Runtime.InteropServices;

namespace MathesarSetup.Benchmarks.Figures;

/// <summary>The machine behind the figures, in one line.</summary>
internal static class Surroundings
{
    public static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"Measured with {Environment.ProcessorCount} cores ({Processor()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB of memory, "
            + $"Linux, {RuntimeInformation.FrameworkDescription}.");

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
}
