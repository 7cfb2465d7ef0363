using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Removing;

/// <summary>Takes things away from an engine, each only if it still is what was written down.</summary>
/// <param name="tell">Told what is done, in a sentence.</param>
internal sealed class ThingRemoval(EngineConnection engine, RemovalJournal journal, Action<string> tell)
{
    /// <summary>What stays, because it became something else or somebody's since it was agreed to.</summary>
    public List<Finding> Left { get; } = [];

    public async Task RunAsync(CancellationToken cancellation)
    {
        var found = await engine.DescribeAsync("", cancellation);
        if (found.Identity != journal.Identity)
        {
            throw new StepFailure(RemovalFinding.OtherEngine.Say($"What was to go is in the engine that answered at {found.Shown} when this was "
                + "begun, and another one answers there now, so it was left alone. Reach the former one, and run uninstall once more."));
        }

        foreach (var thing in journal.Things)
        {
            cancellation.ThrowIfCancellationRequested();
            await RemoveAsync(thing, cancellation);
        }
    }

    private Task RemoveAsync(RemovedThing thing, CancellationToken cancellation) => thing.Kind switch
    {
        OwnedContainers.Kind => ContainerAsync(thing, isRemoved: true, cancellation),
        OwnedContainers.Stopped => ContainerAsync(thing, isRemoved: false, cancellation),
        OwnedThings.Network => NetworkAsync(thing, cancellation),
        _ => VolumeAsync(thing, cancellation),
    };

    private async Task ContainerAsync(RemovedThing thing, bool isRemoved, CancellationToken cancellation)
    {
        if (await engine.FindContainerAsync(thing.Id, cancellation) is not { } found)
        {
            return;
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
    }

    private async Task NetworkAsync(RemovedThing thing, CancellationToken cancellation)
    {
        if (await engine.FindNetworkAsync(thing.Name, cancellation) is not { } found)
        {
            return;
        }

        if (found.Id != thing.Id || await engine.ListInNetworkAsync(found.Id, cancellation) is not [])
        {
            Left.Add(Stays(thing));
            return;
        }

        tell($"Removing the network {thing.Name}.");
        await engine.RemoveNetworkAsync(found.Id, cancellation);
    }

    private async Task VolumeAsync(RemovedThing thing, CancellationToken cancellation)
    {
        if (await engine.FindVolumeAsync(thing.Name, cancellation) is not { } labels)
        {
            return;
        }

        if (labels.GetValueOrDefault(Labels.Installation) != thing.Id || await engine.ListWithVolumeAsync(thing.Name, cancellation) is not [])
        {
            Left.Add(Stays(thing));
            return;
        }

        tell($"Removing the volume {thing.Name}.");
        await engine.RemoveVolumeAsync(thing.Name, cancellation);
    }

    private static Finding Stays(RemovedThing thing) => RemovalFinding.Left.Say($"The {thing.Kind} {thing.Name} stays: since it was looked at, "
        + "somebody began to use it or put another one in its place. Look whose it is, and run uninstall once more.");
}
