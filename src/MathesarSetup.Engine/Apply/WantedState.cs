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
internal sealed record WantedContainer(Service Service, string Name, ContainerSpec Spec)
{
    /// <summary>Whether it is known to be all that the files say, so that Compose may take it for its own work.</summary>
    public bool IsAsWritten { get; init; } = true;

    /// <summary>What the files may have said of the service when its existing container was made, the likeliest first.</summary>
    public ImmutableArray<WrittenService> Before { get; init; } = [];
}

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

    /// <summary>Whether any container is to be in the installation's own network.</summary>
    public bool NeedsNetwork => Containers.Any(c => c.Spec.Network == Network || c.Spec.JoinedNetworks.Contains(Network));

    /// <summary>The volumes that have a name, or were given one by the engine, and are mounted by any container.</summary>
    public IEnumerable<string> MountedVolumes =>
        Containers.SelectMany(static c => c.Spec.Mounts).Where(static m => m.IsVolume && m.Source.Length > 0).Select(static m => m.Source);

    /// <summary>Whether a person's files say something of a container that only an existing one has in an engine's words.</summary>
    public bool IsForeign(WantedContainer container) => Additions.Services.GetValueOrDefault(container.Service.Name) is { Written: { } written } more
        && (more.Others is not [] || written.OpenVariables is not [] || written.HasOpenFile);

    /// <summary>A mount of the files in the engine's words.</summary>
    public required Func<WrittenMount, MountSpec> MountOf { get; init; }

    public bool IsCompose => Labels.IsCompose;

    public WantedContainer Web => Containers.First(static c => c.Service.Role is ServiceRole.Web);

    public WantedContainer? Database => Containers.FirstOrDefault(static c => c.Service.Role is ServiceRole.Database);

    /// <summary>What the Compose files say and said.</summary>
    public WrittenVersions Versions { get; init; } = WrittenVersions.None;

    public static WantedState Of(ApplyRequest request, FileAdditions additions, WrittenVersions versions)
    {
        var (plan, target) = (request.Setup.Plan, request.Setup.Target);
        var labels = Labels.For(request.Setup, request.PathOnEngine(request.Directory));
        labels = request.IsInPlace ? labels with { ComposeFiles = versions.ComposeFiles } : labels;
        var network = target.NetworkName(plan);
        return new WantedState
        {
            Plan = plan,
            Target = target,
            Network = network,
            Labels = labels,
            Additions = additions,
            Versions = versions,
            MountOf = mount => Mounted(request, mount),
            Volumes = VolumesOf(plan, additions),
            Containers = [.. plan.Services.Select(service => new WantedContainer(service, target.ContainerName(plan, service),
                WithAdditions(request, additions, Spec(request, labels, network, service), service)))],
        };
    }

    private static ContainerSpec WithAdditions(ApplyRequest request, FileAdditions additions, ContainerSpec spec, Service service) =>
        additions.Services.TryGetValue(service.Name, out var more) ? HandWritten.Into(spec, more, mount => Mounted(request, mount)) : spec;

    // Engine-wide names with those in the files. Where a person's files say what a service mounts, they say which volumes there are.
    private static ImmutableSortedDictionary<string, string> VolumesOf(Plan plan, FileAdditions additions)
    {
        var written = additions.Services.Where(static s => s.Value.Written is not null).ToDictionary(static s => s.Key, static s => s.Value.Written!);
        var planned = plan.Services.Where(s => !written.ContainsKey(s.Name)).SelectMany(static s => s.Mounts).OfType<Planning.Mount.Named>()
            .Select(m => (Name: ObjectNames.Volume(plan, m.Volume), InFile: m.Volume));
        return planned.Concat(written.Values.SelectMany(static w => w.Mounts).Where(static m => m.IsVolume)
                .Select(m => (Name: VolumeName(plan, m), InFile: m.Source))).DistinctBy(static v => v.Name)
            .ToImmutableSortedDictionary(static v => v.Name, static v => v.InFile, StringComparer.Ordinal);
    }

    private static string VolumeName(Plan plan, WrittenMount mount) => mount.VolumeName ?? $"{plan.Name}_{mount.Source}";

    /// <summary>A mount of the files in the engine's words.</summary>
    public static MountSpec Mounted(ApplyRequest request, WrittenMount mount) => mount.IsVolume
        ? new(VolumeName(request.Setup.Plan, mount), mount.Target, mount.ReadOnly)
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
            bind.Source switch
            {
                ['.', ..] => request.PathOnEngine(Path.GetFullPath(Path.Join(request.Directory, bind.Source))),
                ['~', '/', .. var below] => request.PathOnEngine(Path.Join(Files.HomeDirectory.Path, below)),
                var whole => whole,
            },
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
}
