using System.Collections.Immutable;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Docker;

internal sealed partial class EngineConnection
{
    /// <summary>The container with this name or id; null when there is none.</summary>
    public async Task<ContainerFacts?> FindContainerAsync(string nameOrId, CancellationToken cancellation) =>
        await OrNullAsync(() => _client.Containers.InspectContainerAsync(nameOrId, cancellation)) is { } found ? ContainerReading.Of(found) : null;

    /// <summary>Ids of all containers, running or not, that carry a label: <c>name</c> or <c>name=value</c>.</summary>
    public async Task<ImmutableArray<string>> ListContainersAsync(string label, CancellationToken cancellation) =>
        [.. (await _client.Containers.ListContainersAsync(new() { All = true, Filters = Filter("label", label) }, cancellation)).Select(c => c.ID)];

    /// <summary>Names of running containers with the ports of the machine that they hold.</summary>
    public async Task<ImmutableArray<HeldPort>> ListPortsAsync(CancellationToken cancellation) =>
        [.. from container in await _client.Containers.ListContainersAsync(new(), cancellation)
            from port in container.Ports ?? []
            where port.PublicPort is > 0
            select new HeldPort(container.ID, container.Names[0].TrimStart('/'), ListenAddress.Parse(port.IP ?? "") ?? ListenAddress.Everywhere,
                port.PublicPort!.Value)
            {
                Labels = container.Labels?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary<string, string>.Empty,
            }];

    /// <summary>Names of all containers that use another one's network, with the word that says so.</summary>
    public async Task<ImmutableArray<(string Name, string Mode)>> ListSharedNetworksAsync(CancellationToken cancellation) =>
        [.. from container in await _client.Containers.ListContainersAsync(new() { All = true }, cancellation)
            let mode = container.HostConfig?.NetworkMode ?? ""
            where mode.StartsWith("container:", StringComparison.Ordinal)
            select (container.Names[0].TrimStart('/'), mode)];

    /// <summary>Makes a container in its networks and does not start it; gives its id.</summary>
    /// <param name="alias">What it is called in the networks that it joins besides.</param>
    public async Task<string> CreateContainerAsync(string name, ContainerSpec spec, string alias, CancellationToken cancellation)
    {
        if (spec.Existing is { } existing)
        {
            return await SucceedAsync(name, spec, existing, alias, cancellation);
        }

        var id = (await Changing($"create {name}").Containers.CreateContainerAsync(ContainerWriting.Of(name, spec), cancellation)).ID;
        foreach (var network in spec.JoinedNetworks)
        {
            await JoinNetworkAsync(network, id, new() { Aliases = [alias] }, cancellation);
        }

        return id;
    }

    public Task StartContainerAsync(string id, CancellationToken cancellation) =>
        Changing($"start {id}").Containers.StartContainerAsync(id, new(), cancellation);

    /// <summary>Stops it within some seconds, or within the time that it was made with.</summary>
    public Task StopContainerAsync(string id, CancellationToken cancellation, uint? seconds = null) =>
        Changing($"stop {id}").Containers.StopContainerAsync(id, new() { WaitBeforeKillSeconds = seconds }, cancellation);

    public Task RenameContainerAsync(string id, string name, CancellationToken cancellation) =>
        Changing($"rename {id} {name}").Containers.RenameContainerAsync(id, new() { NewName = name }, cancellation);

    /// <summary>
    /// Removes the container, running or not: one that runs is killed. Its volumes stay, but for those without a name where they may go too.
    /// </summary>
    public Task RemoveContainerAsync(string id, bool withNamelessVolumes, CancellationToken cancellation) =>
        Changing($"remove {id}").Containers.RemoveContainerAsync(id, new() { Force = true, RemoveVolumes = withNamelessVolumes }, cancellation);
}
