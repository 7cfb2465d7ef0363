using System.Collections.Immutable;
using System.Globalization;
using Docker.DotNet.Models;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Docker;

/// <summary>From what the API says of a container to what this program knows of it.</summary>
internal static class ContainerReading
{
    public static ContainerFacts Of(ContainerInspectResponse found) => new(
        found.ID,
        found.Name.TrimStart('/'),
        found.Image,
        Spec(found.Config!, found.HostConfig!, found),
        Run(found),
        found.Created);

    private static ContainerRun Run(ContainerInspectResponse found)
    {
        var state = found.State!;
        return new(state.Running, state.Restarting, found.RestartCount, state.ExitCode, Moment(state.StartedAt), state.Health?.Status is "healthy")
        {
            Health = state.Health?.Status is null or "none" ? "" : state.Health.Status,
            Ended = Moment(state.FinishedAt),
        };
    }

    // The engine gives the year 1 to what never happened.
    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.Year > 1
            ? moment
            : null;

    private static ContainerSpec Spec(ContainerConfig config, HostConfig host, ContainerInspectResponse found) => new()
    {
        Image = config.Image,
        Environment = [.. config.Env ?? []],
        Command = [.. config.Cmd ?? []],
        EntryPoint = [.. config.Entrypoint ?? []],
        Ports = [.. (host.PortBindings
            ?? new Dictionary<string, IList<PortBinding>>()).SelectMany(port => (port.Value ?? []).Select(binding => Port(port.Key, binding)))],
        Mounts = [.. (found.Mounts ?? []).Where(static m => m.Type is "volume" or "bind")
            .Select(m => new MountSpec((m.Type == "volume" ? m.Name : m.Source) ?? "", m.Destination, !m.RW))],
        Health = Health(config.Healthcheck),
        StopSeconds = config.StopTimeout is { } stop ? (int)stop.TotalSeconds : null,
        SharedMemory = host.ShmSize,
        Memory = host.Memory is 0 ? null : host.Memory,
        NanoProcessors = host.NanoCPUs is 0 ? null : host.NanoCPUs,
        ExtraHosts = [.. host.ExtraHosts ?? []],
        Network = Network(host.NetworkMode ?? "", [.. Networks(found).Keys]),
        JoinedNetworks = [.. Networks(found).Keys],
        Labels = (config.Labels ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static IDictionary<string, EndpointSettings> Networks(ContainerInspectResponse found) =>
        found.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>();

    // Podman says bridge of a container in whichever network.
    private static string Network(string mode, string[] joined) =>
        mode is "bridge" or "default" or "" && !joined.Contains(mode) && joined is [var first, ..] ? first : mode;

    public static PortSpec Port(string inside, PortBinding binding) => new(
        binding.HostIP is null or "0.0.0.0" or "::" ? "" : binding.HostIP,
        int.TryParse(binding.HostPort, CultureInfo.InvariantCulture, out var port) ? port : 0,
        int.Parse(inside.Split('/')[0], CultureInfo.InvariantCulture))
    {
        Protocol = inside.Split('/') is [_, var protocol] ? protocol : "tcp",
    };

    private static HealthProbe? Health(HealthcheckConfig? health) => health?.Test is not { Count: > 1 } test ? null : new HealthProbe
    {
        Command = [.. test.Skip(test[0] is "CMD" ? 1 : 0)],
        Why = "",
        Interval = health.Interval ?? default,
        Timeout = health.Timeout ?? default,
        Grace = health.StartPeriod ?? default,
        Retries = (int)(health.Retries ?? 0),
    };
}
