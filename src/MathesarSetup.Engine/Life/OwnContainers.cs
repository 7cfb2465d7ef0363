using System.Collections.Immutable;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Life;

/// <summary>The containers of an installation's own services, and no others: a sidecar that somebody added beside them is his.</summary>
internal sealed record OwnContainers(ImmutableArray<OwnContainer> InStartOrder)
{
    /// <param name="directory">The install directory, as the engine's machine has it.</param>
    public static async Task<OwnContainers> FindAsync(EngineConnection engine, Setup setup, string directory, CancellationToken cancellation)
    {
        var labels = Labels.For(setup, directory);
        var labelled = await LabelledAsync(engine, labels, cancellation);
        var found = ImmutableArray.CreateBuilder<OwnContainer>();
        foreach (var service in InOrder(setup.Plan))
        {
            var name = setup.Target.ContainerName(setup.Plan, service);
            var named = await engine.FindContainerAsync(name, cancellation);
            found.Add(new OwnContainer(service, named is not null && labels.Owns(named) && IsTold(named, service) ? named
                : labelled.FirstOrDefault(c => c.Labels.GetValueOrDefault(Labels.ComposeService) == service.Name), name));
        }

        return new OwnContainers(found.ToImmutable());
    }

    // What run.sh made carries no directory: another installation of the same name has other secrets.
    private static bool IsTold(ContainerFacts found, Service service) => Labels.NamesInstallation(found.Labels)
        || service.Environment.All(static e => !e.IsSecret) || service.Environment.Any(e => e.IsSecret && e.Value.Length > 0
            && found.Variable(e.Name) == e.Value);

    private static async Task<List<ContainerFacts>> LabelledAsync(EngineConnection engine, Labels labels, CancellationToken cancellation)
    {
        var found = new List<ContainerFacts>();
        foreach (var id in await engine.ListContainersAsync($"{Labels.ComposeProject}={labels.Project}", cancellation))
        {
            if (await engine.FindContainerAsync(id, cancellation) is { } one && labels.Owns(one) && !Labels.IsOneOff(one.Labels))
            {
                found.Add(one);
            }
        }

        return found;
    }

    // Each behind all that have to be healthy before it.
    private static IEnumerable<Service> InOrder(Plan plan)
    {
        var left = plan.Services.Where(static s => s.Image is not null).ToList();
        while (left.FirstOrDefault(s => s.StartsAfter.All(name => left.All(l => l.Name != name))) is { } next)
        {
            left.Remove(next);
            yield return next;
        }
    }
}

/// <summary>A service and its container; null when it has none.</summary>
/// <param name="Name">What its container is called, there or not.</param>
internal sealed record OwnContainer(Service Service, ContainerFacts? Found, string Name)
{
    /// <summary>The secrets that the container runs with.</summary>
    public IEnumerable<string> Secrets => Found is null ? []
        : Service.Environment.Where(static e => e.IsSecret).Select(e => Found.Variable(e.Name)).OfType<string>();

    public ServiceState State => Found is null
        ? new ServiceState(Service.Name, Name, Service.Role is ServiceRole.Web, ServiceCondition.NotMade)
        : new ServiceState(Service.Name, Found.Name, Service.Role is ServiceRole.Web, Condition(Found.Run))
        {
            Since = Found.Run.Running ? Found.Run.Started : Found.Run.Ended,
            Restarts = Found.Run.Restarts,
            ExitCode = Found.Run.ExitCode,
        };

    private static ServiceCondition Condition(ContainerRun run) => run switch
    {
        { Restarting: true } => ServiceCondition.Restarting,
        { Running: false } => ServiceCondition.Stopped,
        { Health: "" } or { IsHealthy: true } => ServiceCondition.Running,
        { Health: "starting" } => ServiceCondition.Starting,
        _ => ServiceCondition.Unhealthy,
    };
}
