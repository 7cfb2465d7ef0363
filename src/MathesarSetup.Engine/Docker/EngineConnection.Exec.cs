using System.Collections.Immutable;
using System.Globalization;
using Docker.DotNet;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Docker;

internal sealed partial class EngineConnection
{
    /// <summary>Follows what a container says, from its start or a moment, line by line, until it ends or the caller cancels.</summary>
    /// <param name="last">How many of the lines that it said already are told; null for all.</param>
    public async Task FollowLogAsync(
        string container, DateTimeOffset? since, Action<string> tell, CancellationToken cancellation, int? last = null)
    {
        using var stream = await _client.Containers.GetContainerLogsAsync(container, new()
        {
            ShowStdout = true,
            ShowStderr = true,
            Follow = true,
            Since = Words(since)!,
            Tail = last?.ToString(CultureInfo.InvariantCulture)!,
        }, cancellation);
        await ReadAsync(stream, new LineCutter(tell), cancellation);
    }

    /// <summary>The last lines that a container said, from its first start or a moment, in their order.</summary>
    public async Task<ImmutableArray<string>> LastLinesAsync(string container, int count, DateTimeOffset? since, CancellationToken cancellation)
    {
        using var stream = await _client.Containers.GetContainerLogsAsync(container, new()
        {
            ShowStdout = true,
            ShowStderr = true,
            Tail = count.ToString(CultureInfo.InvariantCulture),
            Since = Words(since)!,
        }, cancellation);
        var lines = ImmutableArray.CreateBuilder<string>();
        var cutter = new LineCutter(lines.Add);
        await ReadAsync(stream, cutter, cancellation);
        return [.. lines.Select(static line => line.TrimEnd()).Where(static line => line.Length > 0)];
    }

    private static async Task ReadAsync(MultiplexedStream stream, LineCutter lines, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        while (await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellation) is { EOF: false } read)
        {
            lines.Add(buffer.AsSpan(0, read.Count));
        }

        lines.End();
    }

    private static string? Words(DateTimeOffset? moment) =>
        moment is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds() / 1000.0:0.000}") : null;
}
