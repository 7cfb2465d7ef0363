using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Checks.Ports;

/// <summary>Whether the ports that the installation opens are free, and who holds those that are not.</summary>
public sealed class PortsCheck : ICheck
{
    public string Id => "ports";

    public string Title => "Ports";

    public string When => "Runs when the installation opens a port of this machine.";

    public string Sends => "Opens each port for a moment, asks the container engine of this machine which ports its containers hold, and looks in /proc for the program that holds one. Sends nothing beyond this machine.";

    public bool ReachesOut => false;

    public ImmutableArray<Setting> DependsOn =>
        [AccessSettings.Port, AccessSettings.Bind, AccessSettings.Url, ProxySettings.Kind, ProxySettings.HttpPort, ProxySettings.HttpsPort, ProxySettings.Network, RunSettings.Target, RunSettings.Name];

    public Setting Anchor(Answers answers) => ProxySettings.RunsOne(answers) ? ProxySettings.Kind : AccessSettings.Port;

    // A cluster opens no port of this machine.
    public bool AppliesTo(Setup setup) => !KubernetesSettings.IsCluster(setup.Answers) && Ports(setup).Any();

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var search = await EngineFinder.FindAsync(cancellation);
        if (search.Engine is { IsLocal: false } remote)
        {
            return CheckOutcome.Of($"The engine runs on another machine ({remote.Endpoint.Host}), whose ports cannot be seen from here.");
        }

        var containers = search.Engine is null ? [] : await ContainerPorts.ReadAsync(search.Engine, cancellation);
        var own = setup.Plan.Services.Select(s => EngineNames.Container(setup.Target, setup.Plan, s)).ToHashSet(StringComparer.Ordinal);
        var ports = Ports(setup).ToArray();
        var findings = ports.Select(port => Look(port, search.Engine, containers, own, [.. ports.Select(p => p.Machine)])).OfType<Finding>().ToImmutableArray();
        return new CheckOutcome(findings is [] ? Said(ports, own, containers) : "", findings);
    }

    private static IEnumerable<PublishedPort> Ports(Setup setup) => setup.Plan.Services.SelectMany(s => s.Ports);

    private static Finding? Look(PublishedPort port, EngineInfo? engine, ImmutableArray<HeldPort> containers, HashSet<string> own, int[] wanted)
    {
        var holder = ContainerPorts.Holder(containers, port);
        if (holder is not null && own.Contains(holder.Container))
        {
            return null;
        }

        int Next(int from) => Enumerable.Range(from, 1000).First(p => !wanted.Contains(p) && containers.All(c => c.Port != p) && PortTrials.Try(port.Address, p) is PortTrial.Free);
        return holder is not null ? PortFindings.Taken(port, $"the container {holder.Container}", Next(Start(port)))
            : PortTrials.Try(port.Address, port.Machine) switch
            {
                PortTrial.Taken => PortFindings.Taken(port, PortHolder.Find(port.Machine), Next(Start(port))),
                PortTrial.NoSuchAddress => PortFindings.NoSuchAddress(port),
                _ when engine is { IsRootless: true } && port.Machine < LowPorts.First() => PortFindings.NoRight(port, LowPorts.First(), Next(Start(port))),
                _ => null,
            };
    }

    // 80 becomes 8080 or what follows, as people expect.
    private static int Start(PublishedPort port) => port.Machine < 1024 ? 8000 + port.Machine : Math.Min(port.Machine + 1, 64_000);

    private static string Said(PublishedPort[] ports, HashSet<string> own, ImmutableArray<HeldPort> containers) =>
        $"{(ports is [var one] ? $"Port {one.Machine} is" : $"The ports {string.Join(" and ", ports.Select(p => p.Machine))} are")} "
        + (ports.Any(p => ContainerPorts.Holder(containers, p) is { } holder && own.Contains(holder.Container)) ? "held by this very installation." : "free.");
}
