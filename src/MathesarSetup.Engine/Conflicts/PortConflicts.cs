using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Ports;

/// <summary>Whether what holds a port is the installation that the answers are about, which is going to be changed and not in anybody's way.</summary>
internal static class OwnPorts
{
    /// <summary>Whether it is the service's container, whichever Compose named it.</summary>
    public static bool IsOwn(HeldPort? holder, Setup setup, Service service)
    {
        var name = EngineNames.Container(setup.Target, setup.Plan, service);
        return holder is not null && (holder.Container == name
            || (EngineNames.IsCompose(setup.Target) && holder.Labels.GetValueOrDefault(Labels.ComposeProject) == setup.Plan.Name && holder.Labels.GetValueOrDefault(Labels.ComposeService) == service.Name));
    }

    /// <summary>Whether it is the service's unit of systemd.</summary>
    public static bool IsOwn(PublishedPort port, Setup setup, Service service) =>
        UnitNames.Of(setup.Target, setup.Plan, service) is { } unit && PortHolder.IsHeldBy(port.Machine, unit);
}
