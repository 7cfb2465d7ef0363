using System.Globalization;
using System.Security.Cryptography;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Processes;

/// <summary>Reads how large this machine, or the container that this runs in, is.</summary>
public static class ThisMachine
{
    private const string MemoryInfo = "/proc/meminfo";
    private const string ContainerLimit = "/sys/fs/cgroup/memory.max";

    /// <summary>Cores and memory within the limits of the control group, and the system's randomness.</summary>
    public static Machine Read() => new(Environment.ProcessorCount, Math.Min(Memory(), Limit()), RandomNumberGenerator.GetBytes);

    /// <summary>Bytes of memory that programs could still take; null where the system does not say.</summary>
    public static long? FreeMemory() => Kernel("MemAvailable:");

    // The runtime's own figure is three quarters of a container's limit, so the kernel is asked where it can be.
    private static long Memory() => Kernel("MemTotal:") ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static long? Kernel(string name) =>
        Lines(MemoryInfo).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) is { } number
        && long.TryParse(number, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : null;

    private static long Limit() =>
        long.TryParse(Lines(ContainerLimit).FirstOrDefault(), CultureInfo.InvariantCulture, out var bytes) ? bytes : long.MaxValue;

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
