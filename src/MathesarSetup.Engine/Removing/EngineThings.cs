using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Removing;

/// <summary>Takes things away from an engine, each only if it still is what was written down.</summary>
/// <param name="engine">The way to it, which goes with the removal.</param>
internal sealed class EngineThings(EngineConnection engine) : IThingRemoval
{
    public async Task<ImmutableArray<Finding>> RemoveAsync(
        string identity, IReadOnlyList<RemovedThing> things, Action<string> tell, CancellationToken cancellation)
    {
        using var way = engine;
        var found = await engine.DescribeAsync("", cancellation);
        if (found.Identity != identity)
        {
            throw new StepFailure(RemovalFinding.OtherEngine.Say($"What was to go is in the engine that answered at {found.Shown} when this was "
                + "begun, and another one answers there now, so it was left alone. Reach the former one, and run uninstall once more."));
        }

        var left = ImmutableArray.CreateBuilder<Finding>();
        foreach (var thing in things)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await IsRemovedAsync(thing, tell, cancellation))
            {
                left.Add(RemovalFinding.Stays(thing));
            }
        }

        return left.ToImmutable();
    }

    private Task<bool> IsRemovedAsync(RemovedThing thing, Action<string> tell, CancellationToken cancellation) => thing.Kind switch
    {
        OwnedContainers.Kind => ContainerAsync(thing, isRemoved: true, tell, cancellation),
        OwnedContainers.Stopped => ContainerAsync(thing, isRemoved: false, tell, cancellation),
        OwnedThings.Network => NetworkAsync(thing, tell, cancellation),
        _ => VolumeAsync(thing, tell, cancellation),
    };

    private async Task<bool> ContainerAsync(RemovedThing thing, bool isRemoved, Action<string> tell, CancellationToken cancellation)
    {
        if (await engine.FindContainerAsync(thing.Id, cancellation) is not { } found)
        {
            return true;
        }

        tell(isRemoved ? $"Removing the container {thing.Name}." : $"Stopping the container {thing.Name}.");
        // A database that is killed has to mend its files at the next start.
        if (found.Run.Running || found.Run.Restarting)
        {
            await engine.StopContainerAsync(found.Id, cancellation, StopTime.Of(found));
        }

        if (isRemoved)
        {
            await engine.RemoveContainerAsync(found.Id, thing.Detail == OwnedContainers.WithVolumes, cancellation);
        }

        return true;
    }

    private async Task<bool> NetworkAsync(RemovedThing thing, Action<string> tell, CancellationToken cancellation)
    {
        if (await engine.FindNetworkAsync(thing.Name, cancellation) is not { } found)
        {
            return true;
        }

        if (found.Id != thing.Id || await engine.ListInNetworkAsync(found.Id, cancellation) is not [])
        {
            return false;
        }

        tell($"Removing the network {thing.Name}.");
        await engine.RemoveNetworkAsync(found.Id, cancellation);
        return true;
    }

    private async Task<bool> VolumeAsync(RemovedThing thing, Action<string> tell, CancellationToken cancellation)
    {
        if (await engine.FindVolumeAsync(thing.Name, cancellation) is not { } labels)
        {
            return true;
        }

        if (labels.GetValueOrDefault(Labels.Installation) != thing.Id || await engine.ListWithVolumeAsync(thing.Name, cancellation) is not [])
        {
            return false;
        }

        tell($"Removing the volume {thing.Name}.");
        await engine.RemoveVolumeAsync(thing.Name, cancellation);
        return true;
    }
}
