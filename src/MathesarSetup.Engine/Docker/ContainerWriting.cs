using System.Globalization;
using Docker.DotNet.Models;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Docker;

/// <summary>From a wanted container to what the API takes.</summary>
internal static class ContainerWriting
{
    public static CreateContainerParameters Of(string name, ContainerSpec spec) => new()
    {
        Name = name,
        Image = spec.Image,
        Env = [.. spec.Environment],
        Cmd = spec.Command is { } command ? [.. command] : null!,
        Entrypoint = spec.EntryPoint is { } entry ? [.. entry] : null!,
        Labels = new Dictionary<string, string>(spec.Labels),
        Healthcheck = spec.Health is { } health ? Health(health) : null,
        StopTimeout = spec.StopSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        ExposedPorts =
            spec.Ports.Select(Inside).Distinct(StringComparer.Ordinal).ToDictionary(static inside => inside, static _ => default(EmptyStruct)),
        HostConfig = Host(spec),
        NetworkingConfig = new()
        {
            EndpointsConfig = new Dictionary<string, EndpointSettings> { [spec.Network] = new() { Aliases = [.. spec.Aliases] } },
        },
    };

    public static HostConfig Host(ContainerSpec spec) => new()
    {
        NetworkMode = spec.Network,
        RestartPolicy = new() { Name = RestartPolicyKind.UnlessStopped },
        LogConfig = new() { Type = "json-file", Config = new Dictionary<string, string> { ["max-size"] = "10m", ["max-file"] = "3" } },
        PortBindings = spec.Ports.GroupBy(Inside).ToDictionary(
            group => group.Key,
            group =>
                (IList<PortBinding>)[.. group.Select(
                    port => new PortBinding { HostIP = port.Address, HostPort = port.Machine.ToString(CultureInfo.InvariantCulture) })]),
        // A read-only source has to be there: as a mount it is refused when missing, as a bind it would be made as a folder.
        Binds = [.. spec.Mounts.Where(m => m.IsVolume || !m.ReadOnly).Select(m => m.ToString())],
        Mounts = [.. spec.Mounts.Where(m => !m.IsVolume && m.ReadOnly)
            .Select(m => new global::Docker.DotNet.Models.Mount { Type = "bind", Source = m.Source, Target = m.Target, ReadOnly = true })],
        ExtraHosts = [.. spec.ExtraHosts],
        ShmSize = spec.SharedMemory ?? 0,
        Memory = spec.Memory ?? 0,
        NanoCPUs = spec.NanoProcessors ?? 0,
    };

    public static HealthcheckConfig Health(HealthProbe health) => new()
    {
        Test = [.. health.Command.Prepend("CMD")],
        Interval = health.Interval,
        Timeout = health.Timeout,
        StartPeriod = health.Grace,
        Retries = health.Retries,
    };

    public static string Inside(PortSpec port) => string.Create(CultureInfo.InvariantCulture, $"{port.Inside}/{port.Protocol}");
}
