using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Conflicts;

/// <summary>Who stands in the way of the ports that an installation opens. The check beforehand and applying ask here, and say the same.</summary>
internal sealed record PortConflicts
{
    private const int Low = 1024;

    public required Setup Setup { get; init; }

    /// <summary>By what the installation knows its own containers: they are going to be changed, and are in nobody's way.</summary>
    public required Labels Own { get; init; }

    /// <summary>The ports that containers hold.</summary>
    public required ImmutableArray<HeldPort> Held { get; init; }

    /// <summary>All ports that the installation opens.</summary>
    public required ImmutableArray<OpenedPort> Opened { get; init; }

    /// <summary>Whether the engine may open only what every user may.</summary>
    public required bool IsRootless { get; init; }

    /// <summary>Whether this process shares the machine's network.</summary>
    public required bool IsSeen { get; init; }

    /// <summary>The ports of what systemd runs on this very machine.</summary>
    public static PortConflicts OfMachine(Setup setup, string directory, ImmutableArray<HeldPort> held, bool isUsers) => new()
    {
        Setup = setup,
        Own = Labels.For(setup, directory),
        Held = held,
        Opened = [.. setup.Plan.Services.SelectMany(static s => s.Ports.Select(p => OpenedPort.Of(s, p)))],
        IsRootless = isUsers,
        IsSeen = true,
    };

    /// <summary>What to say of all of them.</summary>
    public IEnumerable<Finding> Findings() => Opened.Select(port => Look(port).Finding).OfType<Finding>();

    /// <summary>Whether the installation itself holds a port, and what to say where somebody else does.</summary>
    public (bool IsOwn, Finding? Finding) Look(OpenedPort port)
    {
        var holders = Held.Where(h => h.IsInTheWayOf(port.Address, port.Number)).ToArray();
        if (holders.Any(h => IsOwn(h, port)) || (holders is [] && !IsSeen))
        {
            return (holders is not [], null);
        }

        return holders is [var holder, ..] ? (false, PortFindings.Taken(port, $"the container {holder.Container}", Next(port)))
            : PortTrials.Try(port.Address, port.Number) switch
            {
                PortTrial.Taken when IsOwnUnit(port) => (true, null),
                PortTrial.Taken => (false, PortFindings.Taken(port, PortHolder.Find(port.Number), Next(port))),
                PortTrial.NoSuchAddress => (false, PortFindings.NoSuchAddress(port)),
                _ when IsRootless && port.Number < LowPorts.First() => (false, PortFindings.NoRight(port, LowPorts.First(), Next(port))),
                _ => (false, null),
            };
    }

    // What podman itself tells has no labels, and its units have one name each.
    private bool IsOwn(HeldPort holder, OpenedPort port) => Setup.Target.Kind.Engine is ContainerEngine.Docker
        ? Own.Owns(holder.Labels) && (Labels.NamesInstallation(holder.Labels) ? !Labels.IsOneOff(holder.Labels) : holder.Container == Name(port))
        : holder.Container == Name(port);

    private bool IsOwnUnit(OpenedPort port) => Setup.Target.Unit(Setup.Plan, port.Service) is { } unit && PortHolder.IsHeldBy(port.Number, unit);

    private string Name(OpenedPort port) => Setup.Target.ContainerName(Setup.Plan, port.Service);

    // 80 becomes 8080 or what follows, as people expect.
    private int Next(OpenedPort port) =>
        Enumerable.Range(port.Number < Low ? 8000 + port.Number : Math.Min(port.Number + 1, 64_000), 1000)
            .First(number => IsFree(port.Address, number));

    private bool IsFree(ListenAddress address, int port) =>
        Opened.All(o => o.Number != port) && Held.All(h => h.Port != port) && (!IsSeen || PortTrials.Try(address, port) is PortTrial.Free);
}
