using Docker.DotNet.Models;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Docker;

/// <summary>
/// From an existing container and what shall be other to what the API takes for the one in its place: whatever nobody speaks of stays as it is. What
/// the former image brought is left to the new one.
/// </summary>
internal sealed class ContainerSuccession(ContainerSpec spec, ContainerInspectResponse former, ContainerSpec formerSpec, DockerOCIImageConfig? image)
{
    private const int ShortId = 12;

    /// <summary>What the engine is told to make.</summary>
    public CreateContainerParameters Parameters(string name)
    {
        var config = former.Config!;
        var isShared = former.HostConfig!.NetworkMode?.StartsWith("container:", StringComparison.Ordinal) is true;
        var made = new CreateContainerParameters
        {
            Name = name,
            Image = spec.Image,
            Env = [.. spec.Environment],
            Labels = spec.Labels.Where(l => !IsImages(l)).ToDictionary(),
            Healthcheck = Kept(KeptPart.Health) ? Own(config.Healthcheck, image?.Healthcheck, Same) : Health(),
            StopTimeout = Kept(KeptPart.StopTime) ? config.StopTimeout : spec.StopSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            ExposedPorts = Exposed(config),
            HostConfig = Host(former.HostConfig),
            User = Own(config.User, image?.User),
            WorkingDir = Own(config.WorkingDir, image?.WorkingDir),
            StopSignal = Own(config.StopSignal, image?.StopSignal),
            Volumes = (config.Volumes ?? new Dictionary<string, EmptyStruct>()).Where(v => image?.Volumes?.ContainsKey(v.Key) is not true)
                .ToDictionary(),
            // The engine gives each container its id for a name, and one in another's network that one's.
            Hostname = isShared || config.Hostname == former.ID[..ShortId] ? "" : config.Hostname,
            Domainname = isShared ? "" : config.Domainname,
            Tty = config.Tty,
            OpenStdin = config.OpenStdin,
            StdinOnce = config.StdinOnce,
            AttachStdin = config.AttachStdin,
            AttachStdout = config.AttachStdout,
            AttachStderr = config.AttachStderr,
            NetworkDisabled = config.NetworkDisabled,
            NetworkingConfig = new() { EndpointsConfig = new Dictionary<string, EndpointSettings>() },
        };
        Start(made, config);
        if (IsNetwork(spec.Network))
        {
            made.NetworkingConfig.EndpointsConfig[spec.Network] = Endpoint(spec.Network, spec.Aliases);
        }

        return made;
    }

    /// <summary>How it joins a network: as the former container does, under further names.</summary>
    public EndpointSettings Endpoint(string network, IEnumerable<string> aliases)
    {
        var had = former.NetworkSettings?.Networks?.TryGetValue(network, out var found) is true ? found : null;
        return new EndpointSettings
        {
            // The engine itself adds the id and the name of the host.
            Aliases = [.. (had?.Aliases ?? []).Where(a => a != former.ID[..ShortId] && a != former.Config!.Hostname).Union(aliases)],
            Links = had?.Links!,
            IPAMConfig = had?.IPAMConfig!,
            DriverOpts = had?.DriverOpts!,
            GwPriority = had?.GwPriority ?? 0,
        };
    }

    // Others are words such as host, or name a container whose network it shares.
    private static bool IsNetwork(string mode) =>
        mode is not ("" or "host" or "none" or "bridge" or "default") && !mode.Contains(':', StringComparison.Ordinal);

    private bool Kept(KeptPart part) => spec.Kept.Contains(part);

    private HealthcheckConfig? Health() => spec.Health is { } health ? ContainerWriting.Health(health) : null;

    // An entry point of one's own takes the image's command away.
    private void Start(CreateContainerParameters made, ContainerConfig config)
    {
        var isImages = Same(config.Entrypoint, image?.Entrypoint);
        var (entry, command) = (isImages ? null : config.Entrypoint, isImages && Same(config.Cmd, image?.Cmd) ? null : config.Cmd);
        made.Entrypoint = Kept(KeptPart.EntryPoint) ? entry! : spec.EntryPoint is { } said ? [.. said] : null!;
        made.Cmd = Kept(KeptPart.Command) ? command! : spec.Command is { } words ? [.. words] : null!;
    }

    private Dictionary<string, EmptyStruct> Exposed(ContainerConfig config)
    {
        var published = formerSpec.Ports.Select(ContainerWriting.Inside).ToHashSet(StringComparer.Ordinal);
        return (config.ExposedPorts ?? new Dictionary<string, EmptyStruct>()).Keys
            .Where(p => image?.ExposedPorts?.ContainsKey(p) is not true && !published.Contains(p)).Concat(spec.Ports.Select(ContainerWriting.Inside))
            .Distinct(StringComparer.Ordinal).ToDictionary(static p => p, static _ => default(EmptyStruct));
    }

    private HostConfig Host(HostConfig host)
    {
        var fresh = ContainerWriting.Host(spec);
        host.ContainerIDFile = "";
        host.Links = [.. (host.Links ?? []).Select(Link)];
        host.PortBindings = Bindings(host);
        Mounts(host);
        host.ShmSize = Kept(KeptPart.SharedMemory) ? host.ShmSize : fresh.ShmSize;
        host.NanoCPUs = Kept(KeptPart.Processors) ? host.NanoCPUs : fresh.NanoCPUs;
        host.ExtraHosts = Kept(KeptPart.ExtraHosts) ? host.ExtraHosts : fresh.ExtraHosts;
        host.RestartPolicy = Kept(KeptPart.Restart) ? host.RestartPolicy : fresh.RestartPolicy;
        host.LogConfig = Kept(KeptPart.Logging) ? host.LogConfig : fresh.LogConfig;
        host.NetworkMode = spec.Network;
        if (!Kept(KeptPart.Memory))
        {
            // Where nobody says it, the engine gives twice as much with swap.
            host.MemorySwap = host.MemorySwap == 2 * host.Memory ? 0 : host.MemorySwap;
            host.Memory = fresh.Memory;
        }

        return host;
    }

    // Ports stay to the letter where they stay: ranges and other protocols have no other words here.
    private Dictionary<string, IList<PortBinding>> Bindings(HostConfig host)
    {
        var wanted = spec.Ports.ToHashSet();
        var stay = (host.PortBindings ?? new Dictionary<string, IList<PortBinding>>())
            .SelectMany(port => (port.Value ?? []).Select(binding => (Inside: port.Key, Binding: binding)))
            .Where(p => wanted.Contains(ContainerReading.Port(p.Inside, p.Binding))).ToArray();
        var had = stay.Select(static p => ContainerReading.Port(p.Inside, p.Binding)).ToHashSet();
        return stay.Concat(ContainerWriting.Host(spec with { Ports = [.. spec.Ports.Where(p => !had.Contains(p))] }).PortBindings!
                .SelectMany(static port => port.Value.Select(binding => (Inside: port.Key, Binding: binding))))
            .GroupBy(static p => p.Inside, static p => p.Binding, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => (IList<PortBinding>)[.. g], StringComparer.Ordinal);
    }

    // Mounts stay with all their options where they stay; a volume without a name goes on under the one that the engine gave it.
    private void Mounts(HostConfig host)
    {
        var had = formerSpec.Mounts.ToDictionary(static m => m.Target, StringComparer.Ordinal);
        bool Stays(string target) => !had.TryGetValue(target, out var mount) || (spec.Mounts.Contains(mount) && !mount.IsNameless);
        var binds = (host.Binds ?? []).Where(b => Stays(Target(b))).ToList();
        var mounts = (host.Mounts ?? []).Where(m => Stays(m.Target ?? "")).ToList();
        var there = binds.Select(Target).Concat(mounts.Select(static m => m.Target ?? "")).ToHashSet(StringComparer.Ordinal);
        // What another container's volumes bring comes with them.
        var fresh = ContainerWriting.Host(spec with
        {
            Mounts = [.. spec.Mounts.Where(m => !there.Contains(m.Target)
                && (host.VolumesFrom is not { Count: > 0 } || !formerSpec.Mounts.Contains(m)))],
        });
        host.Binds = [.. binds, .. fresh.Binds ?? []];
        host.Mounts = [.. mounts, .. fresh.Mounts ?? []];
    }

    private static string Target(string bind) => bind.Split(':') is [_, var target, ..] ? target : bind;

    // The engine tells them with slashes and the container's own name.
    private static string Link(string link) =>
        link.Split(':') is [var other, var alias] ? $"{other.TrimStart('/')}:{alias[(alias.LastIndexOf('/') + 1)..]}" : link;

    private bool IsImages(KeyValuePair<string, string> label) =>
        image?.Labels is { } labels && labels.TryGetValue(label.Key, out var value) && value == label.Value;

    private static string Own(string? value, string? images) => value is null || value == images ? "" : value;

    private static T? Own<T>(T? value, T? images, Func<T?, T?, bool> same) where T : class => same(value, images) ? null : value;

    private static bool Same(IList<string>? one, IList<string>? other) => (one ?? []).SequenceEqual(other ?? []);

    private static bool Same(HealthcheckConfig? one, HealthcheckConfig? other) => one is null || (other is not null && Same(one.Test, other.Test)
        && (one.Interval, one.Timeout, one.StartPeriod, one.Retries) == (other.Interval, other.Timeout, other.StartPeriod, other.Retries));
}
