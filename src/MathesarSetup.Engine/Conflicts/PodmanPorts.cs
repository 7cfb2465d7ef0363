using System.Collections.Immutable;
using System.Text.Json;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Conflicts;

/// <summary>The ports that this user's Podman containers hold, also where Podman listens on no socket.</summary>
internal static class PodmanPorts
{
    /// <summary>None when there is no podman, or it does not tell.</summary>
    public static async Task<ImmutableArray<HeldPort>> ReadAsync(string podman, ImmutableArray<string> options, CancellationToken cancellation) =>
        await ChildProgram.RunAsync(HostCommand.PodmanContainers.By(podman, options), new(), cancellation) is { ExitCode: 0 } said
            ? Parse(said.Output)
            : [];

    // [{"Id": "7f6d", "Names": ["mathesar"], "Ports": [{"host_ip": "127.0.0.1", "host_port": 8000, "range": 1, ...}], ...}]
    private static ImmutableArray<HeldPort> Parse(string output)
    {
        try
        {
            using var page = JsonDocument.Parse(output);
            return
            [
                .. from container in page.RootElement.EnumerateArray()
                   where container.TryGetProperty("Ports", out var ports) && ports.ValueKind is JsonValueKind.Array
                   from port in container.GetProperty("Ports").EnumerateArray()
                   from number in Enumerable.Range(port.GetProperty("host_port").GetInt32(), port.GetProperty("range").GetInt32())
                   select new HeldPort(container.GetProperty("Id").GetString()!, container.GetProperty("Names")[0].GetString()!,
                       ListenAddress.Parse(port.GetProperty("host_ip").GetString() ?? "") ?? ListenAddress.Everywhere, number),
            ];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [];
        }
    }
}
