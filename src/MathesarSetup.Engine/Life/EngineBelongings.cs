using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Engine.Life;

/// <summary>
/// What an engine holds for one installation alone. A name is not enough: containers tell their directory by labels, and a network or a volume is
/// this installation's where no container of anybody else uses it.
/// </summary>
internal sealed record EngineBelongings(ImmutableArray<ContainerFacts> Containers, ImmutableArray<Belonging> Things, ImmutableArray<Finding> Notes)
{
    /// <param name="directory">The install directory, as the engine's machine has it.</param>
    public static async Task<EngineBelongings> FindAsync(EngineConnection engine, Setup setup, string directory, CancellationToken cancellation)
    {
        var labels = Labels.For(setup, directory);
        var containers = await ContainersAsync(engine, setup, labels, directory, cancellation);
        var own = containers.Select(static c => c.Id).ToHashSet(StringComparer.Ordinal);
        var things = containers.Select(static c => new Belonging(BelongingKind.Container, c.Name)).ToList();
        var notes = new List<Finding>();
        var network = setup.Target.NetworkName(setup.Plan);
        if (await engine.FindNetworkAsync(network, cancellation) is { } found && IsOurs(found.Labels, labels)
            && !setup.Plan.JoinedNetworks.Contains(network))
        {
            Judge(new Belonging(BelongingKind.Network, network), await engine.ListInNetworkAsync(network, cancellation));
        }

        foreach (var name in setup.Plan.Volumes.Where(static v => !v.IsExternal).Select(v => ObjectNames.Volume(setup.Plan, v.Name)))
        {
            if (await engine.FindVolumeAsync(name, cancellation) is { } volume && IsOurs(volume, labels))
            {
                Judge(new Belonging(BelongingKind.Volume, name), await engine.ListWithVolumeAsync(name, cancellation));
            }
        }

        return new EngineBelongings(containers, [.. things], [.. notes]);

        void Judge(Belonging thing, ImmutableArray<ListedContainer> users)
        {
            if (users.FirstOrDefault(c => !own.Contains(c.Id)) is { } other)
            {
                notes.Add(LifeFinding.UsedByOthers.Say($"The {thing.Kind.ToString().ToLowerInvariant()} {thing.Name} stays: the container {other.Name}, "
                    + "which is not part of this installation, uses it."));
            }
            else
            {
                things.Add(thing);
            }
        }
    }

    // Those of services that the files no longer name are this installation's too, if this program made them. A sidecar is somebody's own.
    private static async Task<ImmutableArray<ContainerFacts>> ContainersAsync(
        EngineConnection engine, Setup setup, Labels labels, string directory, CancellationToken cancellation)
    {
        var found = (await OwnContainers.FindAsync(engine, setup, directory, cancellation)).InStartOrder.Select(static c => c.Found)
            .OfType<ContainerFacts>().Reverse().ToList();
        foreach (var id in await engine.ListContainersAsync($"{Labels.InstallDirectory}={labels.Directory}", cancellation))
        {
            if (found.All(c => c.Id != id) && await engine.FindContainerAsync(id, cancellation) is { } one && labels.Owns(one))
            {
                found.Add(one);
            }
        }

        return [.. found];
    }

    // What run.sh makes carries no label of a project; what has one of another project is that project's.
    private static bool IsOurs(ImmutableSortedDictionary<string, string> found, Labels labels) =>
        found.GetValueOrDefault(Labels.ComposeProject) is { } project ? labels.IsCompose && project == labels.Project : !labels.IsCompose;
}
