using System.Collections.Immutable;
using Docker.DotNet.Models;

namespace MathesarSetup.Engine.Docker;

internal sealed partial class EngineConnection
{
    /// <summary>The network with exactly this name; null when there is none.</summary>
    public async Task<NetworkFacts?> FindNetworkAsync(string name, CancellationToken cancellation) =>
        (await _client.Networks.ListNetworksAsync(new() { Filters = Filter("name", name) }, cancellation))
            .FirstOrDefault(n => n.Name == name) is { } found
            ? new NetworkFacts(found.ID, Copy(found.Labels))
            : null;

    public Task CreateNetworkAsync(string name, ImmutableSortedDictionary<string, string> labels, CancellationToken cancellation) =>
        Changing($"create {name}").Networks.CreateNetworkAsync(new() { Name = name, Driver = "bridge", Labels = Copy(labels) }, cancellation);

    public Task RemoveNetworkAsync(string name, CancellationToken cancellation) =>
        Changing($"remove {name}").Networks.DeleteNetworkAsync(name, cancellation);

    private Task JoinNetworkAsync(string network, string container, EndpointSettings place, CancellationToken cancellation) =>
        Changing($"join {network}").Networks
            .ConnectNetworkAsync(network, new() { Container = container, EndpointConfig = place }, cancellation);

    /// <summary>The labels of a volume; null when there is no such volume.</summary>
    public async Task<ImmutableSortedDictionary<string, string>?> FindVolumeAsync(string name, CancellationToken cancellation) =>
        await OrNullAsync(() => _client.Volumes.InspectAsync(name, cancellation)) is { } found ? Copy(found.Labels) : null;

    public Task CreateVolumeAsync(string name, ImmutableSortedDictionary<string, string> labels, CancellationToken cancellation) =>
        Changing($"create {name}").Volumes.CreateAsync(new() { Name = name, Labels = Copy(labels) }, cancellation);

    /// <summary>The names of all volumes that carry a label: <c>name</c> or <c>name=value</c>.</summary>
    public async Task<ImmutableArray<string>> ListVolumesAsync(string label, CancellationToken cancellation) =>
        [.. ((await _client.Volumes.ListAsync(new() { Filters = Filter("label", label) }, cancellation)).Volumes ?? []).Select(static v => v.Name)];

    /// <summary>Removes a volume, which the engine refuses while a container has it.</summary>
    public Task RemoveVolumeAsync(string name, CancellationToken cancellation) =>
        Changing($"remove {name}").Volumes.RemoveAsync(name, force: false, cancellation);

    private static ImmutableSortedDictionary<string, string> Copy(IDictionary<string, string>? labels) =>
        labels is null ? ImmutableSortedDictionary<string, string>.Empty : labels.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
