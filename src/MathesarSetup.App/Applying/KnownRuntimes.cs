using System.Collections.Immutable;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Engine.Runtimes.Helm;
using MathesarSetup.Engine.Runtimes.Hosts;
using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Engine.Runtimes.Units;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Applying;

/// <summary>Every kind of place in which this program installs.</summary>
public static class KnownRuntimes
{
    /// <summary>The last one also ends writes that were cut off, whoever began them.</summary>
    public static readonly ImmutableArray<IRuntime> All =
        [new KubeRuntime(), new HelmRuntime(), new UnitRuntime(), new HostRuntime(), new DockerRuntime()];

    /// <summary>The kind of place that the answers want; null where what they want is started by its own commands alone.</summary>
    public static IRuntime? For(Setup setup) => All.FirstOrDefault(runtime => runtime.Takes(setup));

    /// <summary>What takes things away from a place with this address.</summary>
    /// <param name="directory">The install directory, absolute.</param>
    public static IThingRemoval RemovalAt(Uri place, string directory) =>
        All.Select(runtime => runtime.RemovalAt(place, directory)).First(static removal => removal is not null)!;

    /// <summary>Looks for the place that the answers want; one that is not there where nothing installs what they want.</summary>
    public static async Task<PlaceSearch> FindAsync(Setup setup, CancellationToken cancellation) =>
        For(setup) is { } runtime ? await runtime.FindAsync(setup, cancellation) : new PlaceSearch([], null, []);
}
