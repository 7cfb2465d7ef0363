using System.Text.Json;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>Podman as its own program tells of it, which needs no socket.</summary>
internal static class PodmanProgram
{
    /// <summary>Null when there is no podman, or it does not work.</summary>
    public static async Task<EngineInfo?> ReadAsync(CancellationToken cancellation) =>
        await ChildProgram.RunAsync(HostCommand.PodmanInfo, new(), cancellation) is { ExitCode: 0 } said ? Parse(said.Output) : null;

    /// <summary>Null when the text is none of podman's.</summary>
    internal static EngineInfo? Parse(string output)
    {
        try
        {
            using var page = JsonDocument.Parse(output);
            var (host, store) = (page.RootElement.GetProperty("host"), page.RootElement.GetProperty("store"));
            var isRootless = host.GetProperty("security").GetProperty("rootless").GetBoolean();
            var root = store.GetProperty("graphRoot").GetString()!;
            return new EngineInfo
            {
                Endpoint = new Uri(
                    $"unix://{host.GetProperty("remoteSocket").GetProperty("path").GetString()!.Replace("unix://", "", StringComparison.Ordinal)}"),
                Source = "podman",
                Name = host.GetProperty("hostname").GetString()!,
                Product = "Podman",
                Version = page.RootElement.GetProperty("version").GetProperty("Version").GetString()!,
                ApiVersion = new Version(0, 0),
                IsRootless = isRootless,
                IsPodman = true,
                Architecture = host.GetProperty("arch").GetString()!,
                RootDirectory = root,
                FreeBytes = EngineConnection.FreeAt(root),
                CgroupVersion = host.GetProperty("cgroupVersion").GetString()!.TrimStart('v'),
                MapsUsers = !isRootless || Mapped(host) is null or > 1,
                LimitsResources = !isRootless || Controllers(host).Contains("memory"),
            };
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or UriFormatException)
        {
            return null;
        }
    }

    // One of its own, and all that /etc/subuid gives.
    private static long? Mapped(JsonElement host) =>
        host.TryGetProperty("idMappings", out var maps) && maps.ValueKind is JsonValueKind.Object
            && maps.TryGetProperty("uidmap", out var users) && users.ValueKind is JsonValueKind.Array
            ? users.EnumerateArray().Sum(static map => map.GetProperty("size").GetInt64())
            : null;

    private static string[] Controllers(JsonElement host) =>
        host.TryGetProperty("cgroupControllers", out var given) && given.ValueKind is JsonValueKind.Array
            ? [.. given.EnumerateArray().Select(c => c.GetString() ?? "")]
            : [];
}
