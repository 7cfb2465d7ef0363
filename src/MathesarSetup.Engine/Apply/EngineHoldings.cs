using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Apply;

/// <summary>What the engine holds of an installation, and what stands in its way.</summary>
internal sealed record EngineHoldings
{
    /// <summary>Containers under the wanted names, whoever made them.</summary>
    public required ImmutableSortedDictionary<string, ContainerFacts> Named { get; init; }

    /// <summary>Containers of this installation under other names.</summary>
    public required ImmutableArray<ContainerFacts> Others { get; init; }

    public NetworkFacts? Network { get; private init; }

    /// <summary>Labels of those wanted volumes that are there.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Volumes { get; private init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>Those wanted images that are here, by the name under which they are wanted.</summary>
    public ImmutableSortedDictionary<string, ImageFacts> Images { get; private init; } = ImmutableSortedDictionary<string, ImageFacts>.Empty;

    /// <summary>The images that found containers were made from, by id.</summary>
    public required ImmutableSortedDictionary<string, ImageFacts> FormerImages { get; init; }

    public ImmutableArray<HeldPort> Ports { get; private init; } = [];

    /// <summary>Containers that use another one's network, with that one's id behind a word.</summary>
    public ImmutableArray<(string Name, string Mode)> SharedNetworks { get; private init; } = [];

    /// <summary>Networks to be joined that are not there.</summary>
    public ImmutableArray<string> MissingNetworks { get; private init; } = [];

    /// <summary>The container of this installation in whose place a wanted one comes: by its name, or by the service that Compose knows.</summary>
    public ContainerFacts? Former(WantedState wanted, WantedContainer container) =>
        Named.GetValueOrDefault(container.Name) is { } found && wanted.Labels.Owns(found) ? found
            : wanted.IsCompose && OfService(container.Service.Name) is [var one] ? one
            : null;

    private ContainerFacts[] OfService(string service) =>
        [.. Others.Where(o => o.Labels.GetValueOrDefault(Labels.ComposeService) == service)];

    /// <summary>Reads what is there, and lets what is wanted take over what existing containers have.</summary>
    public static async Task<(EngineHoldings Holdings, WantedState Wanted)> ReadAsync(
        EngineConnection engine, ApplyRequest request, WantedState asked, CancellationToken cancellation)
    {
        var named = await FoundAsync(asked.Containers.Select(c => c.Name), name => engine.FindContainerAsync(name, cancellation));
        var others = await OthersAsync(engine, asked, named, cancellation);
        var holdings = new EngineHoldings
        {
            Named = named,
            Others = others,
            FormerImages = await FoundAsync(named.Values.Concat(others).Select(c => c.ImageId), id => engine.FindImageAsync(id, cancellation)),
        };
        var wanted = await Succession.OverAsync(request, asked, holdings, cancellation);
        return (holdings with
        {
            Network = wanted.NeedsNetwork ? await engine.FindNetworkAsync(wanted.Network, cancellation) : null,
            Volumes = await FoundAsync(wanted.Volumes.Keys.Concat(wanted.MountedVolumes), name => engine.FindVolumeAsync(name, cancellation)),
            Images = await FoundAsync(wanted.Containers.Select(c => c.Spec.Image), name => engine.FindImageAsync(name, cancellation)),
            Ports = await engine.ListPortsAsync(cancellation),
            SharedNetworks = await engine.ListSharedNetworksAsync(cancellation),
            MissingNetworks = [.. await MissingAsync(engine, wanted, cancellation)],
        }, wanted);
    }

    /// <summary>Names of the containers that use the network of one.</summary>
    public string[] Sharing(ContainerFacts container) =>
        [.. SharedNetworks.Where(s => s.Mode == $"container:{container.Id}").Select(static s => s.Name)];

    private static async Task<ImmutableArray<ContainerFacts>> OthersAsync(
        EngineConnection engine, WantedState wanted, ImmutableSortedDictionary<string, ContainerFacts> named, CancellationToken cancellation)
    {
        var known = named.Values.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var others = ImmutableArray.CreateBuilder<ContainerFacts>();
        foreach (var label in new[] { $"{Labels.ComposeProject}={wanted.Plan.Name}", $"{Labels.InstallDirectory}={wanted.Labels.Directory}" })
        {
            foreach (var id in (await engine.ListContainersAsync(label, cancellation)).Where(known.Add))
            {
                if (await engine.FindContainerAsync(id, cancellation) is { } found && wanted.Labels.Owns(found) && !Labels.IsOneOff(found.Labels))
                {
                    others.Add(found);
                }
            }
        }

        return others.ToImmutable();
    }

    private static async Task<List<string>> MissingAsync(EngineConnection engine, WantedState wanted, CancellationToken cancellation)
    {
        var missing = new List<string>();
        foreach (var name in wanted.Plan.JoinedNetworks)
        {
            if (await engine.FindNetworkAsync(name, cancellation) is null)
            {
                missing.Add(name);
            }
        }

        return missing;
    }

    private static async Task<ImmutableSortedDictionary<string, T>> FoundAsync<T>(
        IEnumerable<string> names, Func<string, Task<T?>> find) where T : class
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (await find(name) is { } value)
            {
                found.Add(name, value);
            }
        }

        return found.ToImmutable();
    }
}
