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

    public required NetworkFacts? Network { get; init; }

    /// <summary>Labels of those wanted volumes that are there.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Volumes { get; init; }

    /// <summary>Those wanted images that are here, by the name under which they are wanted.</summary>
    public required ImmutableSortedDictionary<string, ImageFacts> Images { get; init; }

    /// <summary>The images that found containers were made from, by id.</summary>
    public required ImmutableSortedDictionary<string, ImageFacts> FormerImages { get; init; }

    public required ImmutableArray<HeldPort> Ports { get; init; }

    /// <summary>Networks to be joined that are not there.</summary>
    public required ImmutableArray<string> MissingNetworks { get; init; }

    /// <summary>The container under a wanted name, if it belongs to this installation.</summary>
    public ContainerFacts? Former(WantedState wanted, string name) =>
        Named.GetValueOrDefault(name) is { } found && wanted.Labels.Owns(found) ? found : null;

    public static async Task<EngineHoldings> ReadAsync(EngineConnection engine, WantedState wanted, CancellationToken cancellation)
    {
        var named = await FoundAsync(wanted.Containers.Select(c => c.Name), name => engine.FindContainerAsync(name, cancellation));
        var others = await OthersAsync(engine, wanted, named, cancellation);
        return new EngineHoldings
        {
            Named = named,
            Others = others,
            Network = await engine.FindNetworkAsync(wanted.Network, cancellation),
            Volumes = await FoundAsync(wanted.Volumes.Keys, name => engine.FindVolumeAsync(name, cancellation)),
            Images = await FoundAsync(wanted.Containers.Select(c => c.Spec.Image), name => engine.FindImageAsync(name, cancellation)),
            FormerImages = await FoundAsync(named.Values.Concat(others).Select(c => c.ImageId), id => engine.FindImageAsync(id, cancellation)),
            Ports = await engine.ListPortsAsync(cancellation),
            MissingNetworks = [.. await MissingAsync(engine, wanted, cancellation)],
        };
    }

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
