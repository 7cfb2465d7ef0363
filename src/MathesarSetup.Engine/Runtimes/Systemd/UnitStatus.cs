using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>How a service is, as systemd tells it.</summary>
internal sealed record UnitStatus(ImmutableDictionary<string, string> Properties)
{
    private const string Asked =
        "Id,LoadState,ActiveState,SubState,Result,NRestarts,FragmentPath,InvocationID,ExecMainStatus,ActiveEnterTimestamp,InactiveEnterTimestamp,"
        + "UnitFileState";

    /// <summary>Whether there is such a service.</summary>
    public bool IsKnown => this["LoadState"] is not ("not-found" or "");

    public bool IsActive => this["ActiveState"] is "active";

    /// <summary>Whether it runs, is about to, or is started again and again.</summary>
    public bool IsWanted => this["ActiveState"] is "active" or "activating" or "reloading";

    /// <summary>Whether it failed and is started again by itself.</summary>
    public bool IsRestarting => this["SubState"] is "auto-restart";

    /// <summary>Whether it starts with the machine, or with its user's systemd.</summary>
    public bool IsEnabled => this["UnitFileState"] is "enabled";

    /// <summary>What systemd calls its present life: another one after each start.</summary>
    public string Life => this["InvocationID"];

    /// <summary>Whether Podman made it of a unit of containers.</summary>
    public bool IsGenerated => this["FragmentPath"].Contains("/generator/", StringComparison.Ordinal);

    public string this[string property] => Properties.GetValueOrDefault(property, "");

    public long Number(string property) => long.TryParse(this[property], CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Since when it is as it is; null where systemd does not say.</summary>
    public DateTimeOffset? Since => this[IsActive ? "ActiveEnterTimestamp" : "InactiveEnterTimestamp"].TrimStart('@') is { Length: > 0 } said
        && long.TryParse(said, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>All of these, by their names.</summary>
    public static async Task<ImmutableDictionary<string, UnitStatus>> ReadAsync(
        SystemdHost host, IEnumerable<string> units, CancellationToken cancellation)
    {
        string[] named = [.. units];
        var said = await host.AskAsync(HostCommand.UnitState.About(["--timestamp=unix", $"--property={Asked}", .. named]), cancellation);
        var blocks = (said?.Output ?? "").Split("\n\n").Select(static block => new UnitStatus(block.Split('\n')
            .Select(static line => line.Split('=', 2)).Where(static pair => pair.Length == 2)
            .ToImmutableDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal))).ToArray();
        return named.Index().ToImmutableDictionary(static u => u.Item,
            u => blocks.ElementAtOrDefault(u.Index) ?? new UnitStatus(ImmutableDictionary<string, string>.Empty), StringComparer.Ordinal);
    }

    public static async Task<UnitStatus> ReadAsync(SystemdHost host, string unit, CancellationToken cancellation) =>
        (await ReadAsync(host, [unit], cancellation))[unit];
}
