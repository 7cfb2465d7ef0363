using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Checks.Ports;

/// <summary>Whether the ports that the installation opens are free, and who holds those that are not.</summary>
public sealed class PortsCheck : ICheck
{
    public string Id => "ports";

    public string Title => "Ports";

    public string When => "Runs when the installation opens a port of this machine.";

    public string Sends => "Opens each port for a moment, asks the container engine of this machine, or `podman ps`, which ports its containers hold, and looks in /proc for the program and the service that hold one. Sends nothing beyond this machine.";

    public bool ReachesOut => false;

    public ImmutableArray<Setting> DependsOn =>
        [AccessSettings.Port, AccessSettings.Bind, AccessSettings.Url, ProxySettings.Kind, ProxySettings.HttpPort, ProxySettings.HttpsPort, ProxySettings.Network, RunSettings.Target, RunSettings.Name, HostSettings.ForOneUser, PodmanSettings.AsRoot];

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

        var ports = Ports(setup).ToArray();
        var machine = new Machine(setup, containers, [.. ports.Select(o => o.Port.Machine)])
        {
            IsRootless = engine is ContainerEngine.Docker ? search.Engine is { IsRootless: true } : engine is ContainerEngine.Podman && !setup.Answers.Get(PodmanSettings.AsRoot),
            IsSeen = !MountedPaths.IsInContainer(),
        };
        var looks = ports.Select(p => Look(machine, p.Service, p.Port)).ToArray();
        var findings = looks.Select(l => l.Finding).OfType<Finding>().ToImmutableArray();
        return new CheckOutcome(findings is [] ? Said([.. ports.Select(p => p.Port)], looks.Any(l => l.IsOwn), machine.IsSeen) : "", findings);
    }

    private static IEnumerable<(Service Service, PublishedPort Port)> Ports(Setup setup) => setup.Plan.Services.SelectMany(s => s.Ports.Select(p => (s, p)));

    private static (bool IsOwn, Finding? Finding) Look(Machine machine, Service service, PublishedPort port)
    {
        var setup = machine.Setup;
        var holder = ContainerPorts.Holder(machine.Containers, port);
        if (OwnPorts.IsOwn(holder, setup, service) || (holder is null && !machine.IsSeen))
        {
            return (holder is not null, null);
        }

        int Next() => Enumerable.Range(Start(port), 1000).First(p => machine.IsFree(port.Address, p));
        return holder is not null ? (false, PortFindings.Taken(port, $"the container {holder.Container}", Next()))
            : PortTrials.Try(port.Address, port.Machine) switch
            {
                PortTrial.Taken when OwnPorts.IsOwn(port, setup, service) => (true, null),
                PortTrial.Taken => (false, PortFindings.Taken(port, PortHolder.Find(port.Machine), Next())),
                PortTrial.NoSuchAddress => (false, PortFindings.NoSuchAddress(port)),
                _ when machine.IsRootless && port.Machine < LowPorts.First() => (false, PortFindings.NoRight(port, LowPorts.First(), Next())),
                _ => (false, null),
            };
    }

    // 80 becomes 8080 or what follows, as people expect.
    private static int Start(PublishedPort port) => port.Machine < 1024 ? 8000 + port.Machine : Math.Min(port.Machine + 1, 64_000);

    private static string Said(PublishedPort[] ports, bool isOwn, bool isSeen) =>
        $"{(ports is [var one] ? $"Port {one.Machine} is" : $"The ports {string.Join(" and ", ports.Select(p => p.Machine))} are")} "
        + (isOwn ? "held by this very installation." : isSeen ? "free." : "held by no container. What other programs hold cannot be seen from this one.");

    private sealed record Machine(Setup Setup, ImmutableArray<HeldPort> Containers, ImmutableArray<int> Wanted)
    {
        public required bool IsRootless { get; init; }

        /// <summary>Whether this process shares the machine's network.</summary>
        public required bool IsSeen { get; init; }

        public bool IsFree(ListenAddress address, int port) => !Wanted.Contains(port) && Containers.All(c => c.Port != port) && (!IsSeen || PortTrials.Try(address, port) is PortTrial.Free);
    }
}
