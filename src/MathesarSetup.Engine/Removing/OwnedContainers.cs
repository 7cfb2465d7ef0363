using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Removing;

/// <summary>A container, and what becomes of it.</summary>
internal sealed record JudgedContainer(ContainerFacts Found, Service? Service, Belonging Thing);

/// <summary>The containers of an installation, and those that only look like it.</summary>
internal sealed class OwnedContainers(EngineConnection engine, DirectoryProof owner, RemovalDepth depth)
{
    /// <summary>How a thing of this kind is written down.</summary>
    public const string Kind = "container";

    /// <summary>How a container is written down that only stops.</summary>
    public const string Stopped = "stop";

    /// <summary>What is written down of a container whose volumes without a name go with it.</summary>
    public const string WithVolumes = "volumes";

    private readonly Plan _plan = owner.Setup.Plan;

    /// <summary>In the order in which they go: what rests on another one first.</summary>
    public async Task<JudgedContainer[]> FindAsync(CancellationToken cancellation)
    {
        var names = _plan.Services.Select(s => owner.Setup.Target.ContainerName(_plan, s)).ToHashSet(StringComparer.Ordinal);
        var listed = await engine.ListAllAsync(cancellation);
        var found = new List<JudgedContainer>();
        foreach (var one in listed.Where(c => names.Contains(c.Name) || owner.IsNamed(c.Labels)
            || (Labels.OwnerOf(c.Labels) is { } place && owner.IsHere(place))))
        {
            if (await engine.FindContainerAsync(one.Id, cancellation) is { } container)
            {
                found.Add(Judge(container));
            }
        }

        var own = found.Where(static c => c.Thing.Fate is not Fate.Stays).Select(static c => c.Found.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var one in listed.Where(c => c.Labels.GetValueOrDefault(Labels.Beside) is { } beside && own.Contains(beside)))
        {
            if (await engine.FindContainerAsync(one.Id, cancellation) is { } left)
            {
                found.Add(new(left, null, Gone(left, withVolumes: false)));
            }
        }

        return [.. found.OrderByDescending(c => c.Service is { } service ? _plan.Services.IndexOf(service) : int.MaxValue)];
    }

    private JudgedContainer Judge(ContainerFacts container)
    {
        var service = ServiceOf(container);
        var thing = Doubt(container, service) is { } doubt
            ? new Belonging(Kind, container.Name, Fate.Stays, doubt)
            {
                IsData = Labels.OwnerOf(container.Labels) is { } place && owner.IsHere(place),
                Command = $"docker rm --force {container.Name}",
            }
            : !KeepsData(container, service!) ? Gone(container, container.Spec.Mounts.Any(static m => m.IsNameless))
            : depth >= RemovalDepth.Data && owner.Doubt(container.Labels) is null ? Gone(container, withVolumes: true) with { IsData = true }
            : new Belonging(Kind, container.Name, Fate.Stops, "it holds data that no volume with a name has")
            {
                IsData = true,
                Command = $"docker rm --force --volumes {container.Name}",
                Thing = new RemovedThing(Stopped, container.Name, container.Id),
            };
        return new(container, service, thing);
    }

    private static Belonging Gone(ContainerFacts container, bool withVolumes) => new(Kind, container.Name, Fate.Goes)
    {
        Thing = new RemovedThing(Kind, container.Name, container.Id, withVolumes ? WithVolumes : ""),
    };

    // A container tells its directory; one of run.sh by itself, or of another program, tells by its secrets.
    private string? Doubt(ContainerFacts container, Service? service) => Labels.OwnerOf(container.Labels) switch
    {
        { } place when !owner.IsHere(place) => $"it was made from {place}",
        null when !container.Labels.ContainsKey(Labels.ScriptConfig) => "it does not tell what made it",
        _ when Labels.IsOneOff(container.Labels) => "somebody runs a command in it",
        _ when service is null => "no service of this installation is in it: somebody added it",
        _ when owner.IsNamed(container.Labels) => null,
        _ when DirectoryProof.IsNamedAtAll(container.Labels) => "it carries the name of another directory, which lay here",
        var place => owner.KnowsSecretOf(container, service) || (place is not null && service.Environment.All(static e => !e.IsSecret)) ? null
            : "it runs with secrets that this directory does not know",
    };

    private Service? ServiceOf(ContainerFacts container) => container.Labels.GetValueOrDefault(Labels.ComposeService) is { } name
        ? _plan.Services.FirstOrDefault(s => s.Name == name)
        : _plan.Services.FirstOrDefault(s => owner.Setup.Target.ContainerName(_plan, s) == container.Name);

    // What lies in the container itself, or in a volume that nothing else names, would be lost with it.
    private static bool KeepsData(ContainerFacts container, Service service)
    {
        bool Mounts(string path) => container.Spec.Mounts.Any(m => m.Target.TrimEnd('/') == path);
        return (container.Spec.Mounts.Any(static m => m.IsNameless) && !PostgresInside.LeavesEmptyVolumes(container))
            || (service.Role is ServiceRole.Web && !Mounts(ContainerPaths.Media))
            || (PostgresInside.IsUsed(container) && !Mounts(ContainerPaths.InnerDatabase));
    }
}
