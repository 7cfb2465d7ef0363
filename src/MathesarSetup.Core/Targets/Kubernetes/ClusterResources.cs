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
        var limit = web.MemoryLimit?.Mebibytes;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{Math.Min(needed, limit ?? needed)}Mi"),
            web.ProcessorLimit is { Number: < 0.25m } cores ? cores.Text : Processor,
            web.MemoryLimit?.ForKubernetes,
            web.ProcessorLimit?.Text);
    }

    /// <summary>For PostgreSQL: its cache and what a few connections take.</summary>
    public static ClusterResources Database { get; } = new("512Mi", Processor, null, null);
}
