using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Engine.Apply;

/// <summary>One container as it shall be.</summary>
/// <param name="Name">Its name in the engine.</param>
internal sealed record WantedContainer(Service Service, string Name, ContainerSpec Spec);

/// <summary>
/// Everything that shall be in the engine, in its own words: a pure function of the request and of what a person added to the files.
/// </summary>
internal sealed record WantedState
{
    public required Plan Plan { get; init; }

    public required ITarget Target { get; init; }

    public required string Network { get; init; }

    /// <summary>Engine-wide names of the volumes, with their names in the files.</summary>
    public required ImmutableSortedDictionary<string, string> Volumes { get; init; }

    /// <summary>In the order in which they start.</summary>
    public required ImmutableArray<WantedContainer> Containers { get; init; }

    public required Labels Labels { get; init; }

    /// <summary>What a person added to the files.</summary>
    public required FileAdditions Additions { get; init; }

    public bool IsCompose => Labels.IsCompose;

    public WantedContainer Web => Containers.First(static c => c.Service.Role is ServiceRole.Web);

    public WantedContainer? Database => Containers.FirstOrDefault(static c => c.Service.Role is ServiceRole.Database);

    /// <summary>Whether the files say something of a service that is not told here, so that only Compose makes it as they say.</summary>
    public bool IsPartial(WantedContainer container) => Additions.Services.GetValueOrDefault(container.Service.Name) is { Others: not [] };

    public static WantedState Of(ApplyRequest request, FileAdditions additions)
    {
        var (plan, target) = (request.Setup.Plan, request.Setup.Target);
        var labels = Labels.For(request.Setup, request.PathOnEngine(request.Directory));
        var network = target.NetworkName(plan);
        return new WantedState
        {
            Plan = plan,
            Target = target,
            Network = network,
            Labels = labels,
            Additions = additions,
            Volumes = plan.Volumes.Select(static v => v.Name)
                .Union(additions.Services.Values.SelectMany(static s => s.Mounts).Where(static m => m.IsVolume).Select(static m => m.Source),
                    StringComparer.Ordinal)
                .ToImmutableSortedDictionary(name => ObjectNames.Volume(plan, name), static name => name, StringComparer.Ordinal),
            Containers = [.. plan.Services.Select(service => new WantedContainer(service, target.ContainerName(plan, service),
                WithAdditions(request, additions, Spec(request, labels, network, service), service)))],
        };
    }

    private static ContainerSpec WithAdditions(ApplyRequest request, FileAdditions additions, ContainerSpec spec, Service service) =>
        additions.Services.TryGetValue(service.Name, out var more) ? HandWritten.Into(spec, more, mount => Written(request, mount)) : spec;

    private static MountSpec Written(ApplyRequest request, WrittenMount mount) => mount.IsVolume
        ? new(ObjectNames.Volume(request.Setup.Plan, mount.Source), mount.Target, mount.ReadOnly)
        : new(request.PathOnEngine(Path.GetFullPath(mount.Source, request.Directory)), mount.Target, mount.ReadOnly);

    private static ContainerSpec Spec(ApplyRequest request, Labels labels, string network, Service service)
    {
        var plan = request.Setup.Plan;
        return new ContainerSpec
        {
            Image = service.Image!.Text,
            Environment = [.. service.Environment.Select(e => $"{e.Name}={e.Value}")],
            EntryPoint = service.Start?.EntryPoint,
            Command = service.Start?.Command,
            Ports = [.. service.Ports.Select(p => new PortSpec(p.Address.EngineText, p.Machine, p.Inside))],
            Mounts = [.. service.Mounts.Select(m => Mounted(request, m))],
            Health = service.Health,
            StopSeconds = service.StopSeconds,
            SharedMemory = service.SharedMemory * 1024L * 1024L,
            Memory = service.MemoryLimit?.Bytes,
            NanoProcessors = service.ProcessorLimit?.Nano,
            ExtraHosts = service.ReachesHost ? [$"{Service.HostGateway}:host-gateway"] : [],
            Network = network,
            Aliases = labels.IsCompose ? [request.Setup.Target.ContainerName(plan, service), service.Name] : [service.Name],
            JoinedNetworks = service.Role is ServiceRole.Web ? plan.JoinedNetworks : [],
            Labels = labels.Of(plan, service, MountedFiles(plan, service)),
        };
    }

    private static MountSpec Mounted(ApplyRequest request, Planning.Mount mount) => mount.Match<MountSpec>(
        volume => new(ObjectNames.Volume(request.Setup.Plan, volume.Volume), volume.Path, ReadOnly: false),
        bind => new(
            bind.Source.StartsWith("./", StringComparison.Ordinal)
                ? request.PathOnEngine(Path.Join(request.Directory, bind.Source[2..]))
                : bind.Source,
            bind.Path, bind.ReadOnly));

    // A fingerprint of everything that is mounted. It stands on the container, whose variables say as much as these files.
    private static string? MountedFiles(Plan plan, Service service)
    {
        var texts = service.Mounts.OfType<Planning.Mount.Bind>()
            .SelectMany(mount =>
                plan.Files.Where(f => f.IsMounted
                    && ("./" + f.Path == mount.Source || ("./" + f.Path).StartsWith(mount.Source + "/", StringComparison.Ordinal))))
            .Select(f => f.Content).ToArray();
        return texts is [] ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts))))[..16];
    }

    // As docker reads it: 512m, 2g, or bytes.
    private static long Bytes(string text)
    {
        var factor = char.ToLowerInvariant(text.TrimEnd('b', 'B')[^1]) switch
        {
            'k' => 1L << 10,
            'm' => 1L << 20,
            'g' => 1L << 30,
            't' => 1L << 40,
            _ => 1L,
        };
        return (long)(decimal.Parse(text.TrimEnd('b', 'B', 'k', 'K', 'm', 'M', 'g', 'G', 't', 'T'), CultureInfo.InvariantCulture) * factor);
    }
}
