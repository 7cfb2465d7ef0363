using System.Globalization;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Kubernetes;

/// <summary>What a pod asks for and what it may take, in Kubernetes' quantities; null for no limit.</summary>
internal sealed record ClusterResources(string Memory, string Processors, string? MemoryLimit, string? ProcessorLimit)
{
    // What one of Mathesar's workers takes at rest, roughly, and what the rest of the pod takes.
    private const int WorkerMebibytes = 150;
    private const int OtherMebibytes = 100;

    private const string Processor = "250m";

    /// <summary>For the web server: enough for its workers at rest, and never more than its limit.</summary>
    public static ClusterResources Of(Service web, int workers)
    {
        var needed = (workers * WorkerMebibytes) + OtherMebibytes;
        var limit = web.MemoryLimit is { } text ? Mebibytes(text) : (long?)null;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{Math.Min(needed, limit ?? needed)}Mi"),
            web.ProcessorLimit is { } cores && decimal.Parse(cores, CultureInfo.InvariantCulture) < 0.25m ? cores : Processor,
            web.MemoryLimit is { } said ? $"{said[..^1]}{(said[^1] == 'g' ? "Gi" : "Mi")}" : null,
            web.ProcessorLimit);
    }

    /// <summary>For PostgreSQL: its cache and what a few connections take.</summary>
    public static ClusterResources Database { get; } = new("512Mi", Processor, null, null);

    // Docker's m is a mebibyte; Kubernetes' m is a thousandth.
    private static long Mebibytes(string limit) => long.Parse(limit.AsSpan(0, limit.Length - 1), CultureInfo.InvariantCulture) * (limit[^1] == 'g' ? 1024 : 1);
}
