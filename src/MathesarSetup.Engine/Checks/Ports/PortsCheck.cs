using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Ports;

/// <summary>Whether the ports that the installation opens are free, and who holds those that are not.</summary>
/// <param name="directory">The install directory, by which the installation's own containers are known.</param>
public sealed class PortsCheck(Func<string> directory) : ICheck
{
    public string Id => "ports";

    public string Title => "Ports";

    public string When => "Runs when the installation opens a port of this machine.";

    public string Sends =>
        "Opens each port for a moment, asks the container engine of this machine, or `podman ps`, which ports its containers hold, and looks in "
            + "/proc for the program and the service that hold one. Sends nothing beyond this machine.";

    public bool ReachesOut => false;

    public ImmutableArray<Setting> DependsOn =>
        [AccessSettings.Port, AccessSettings.Bind, AccessSettings.Url, ProxySettings.Kind, ProxySettings.HttpPort, ProxySettings.HttpsPort,
            ProxySettings.Network, RunSettings.Target, RunSettings.Name, HostSettings.ForOneUser, PodmanSettings.AsRoot];

    public Setting Anchor(Answers answers) => ProxySettings.RunsOne(answers) ? ProxySettings.Kind : AccessSettings.Port;

    // A cluster opens no port of this machine.
    public bool AppliesTo(Setup setup) => !KubernetesSettings.IsCluster(setup.Answers) && Ports(setup).Any();

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var search = await EngineFinder.FindAsync(cancellation);
        var engine = setup.Target.Kind.Engine;
        if (engine is ContainerEngine.Docker && search.Engine is { IsLocal: false } remote)
        {
            return CheckOutcome.Of($"The engine runs on another machine ({remote.Endpoint.Host}), whose ports cannot be seen from here.");
        }

        var containers = search.Engine is null ? [] : await ContainerPorts.ReadAsync(search.Engine, cancellation);
        if (engine is ContainerEngine.Podman)
        {
            containers = [.. containers, .. await PodmanPorts.ReadAsync("podman", [], cancellation)];
        }

        var paths = search.Engine is null ? MountedPaths.Same : await MountedPaths.FindAsync(search.Engine, cancellation);
        var conflicts = new PortConflicts
        {
            Setup = setup,
            Own = Labels.For(setup, paths.OnEngine(directory())),
            Held = containers,
            Opened = [.. Ports(setup)],
            IsRootless = engine is ContainerEngine.Docker
                ? search.Engine is { IsRootless: true }
                : engine is ContainerEngine.Podman && !setup.Answers.Get(PodmanSettings.AsRoot),
            IsSeen = !MountedPaths.IsInContainer(),
        };
        var looks = conflicts.Opened.Select(conflicts.Look).ToArray();
        var findings = looks.Select(l => l.Finding).OfType<Finding>().ToImmutableArray();
        return new CheckOutcome(findings is [] ? Said(conflicts.Opened, looks.Any(l => l.IsOwn), conflicts.IsSeen) : "", findings);
    }

    private static IEnumerable<OpenedPort> Ports(Setup setup) => setup.Plan.Services.SelectMany(s => s.Ports.Select(p => OpenedPort.Of(s, p)));

    private static string Said(ImmutableArray<OpenedPort> ports, bool isOwn, bool isSeen) =>
        $"{(ports is [var one] ? $"Port {one.Number} is" : $"The ports {string.Join(" and ", ports.Select(p => p.Number))} are")} "
        + (isOwn ? "held by this very installation."
            : isSeen ? "free."
            : "held by no container. What other programs hold cannot be seen from this one.");
}
