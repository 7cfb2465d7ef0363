using MathesarSetup.Catalogue;
using MathesarSetup.Planning;
using MathesarSetup.Targets;
using MathesarSetup.Targets.Podman;
using MathesarSetup.Targets.Systemd;

namespace MathesarSetup.Setups;

/// <summary>A service of systemd: the whole machine's, or one user's.</summary>
/// <param name="Name">With its ending, such as <c>mathesar.service</c>.</param>
public sealed record ServiceUnit(string Name, bool IsUsers);

/// <summary>How a target calls its services for systemd.</summary>
public static class UnitNames
{
    /// <summary>The unit that runs a service of the plan; null where systemd runs none.</summary>
    public static ServiceUnit? Of(ITarget target, Plan plan, Service service) => (target, service.Runtime) switch
    {
        // The machine's own proxy, which serves this site beside others.
        (SystemdTarget, Runtime.Host host) when service.Role is ServiceRole.Proxy => new ServiceUnit($"{host.Program}.service", IsUsers: false),
        (SystemdTarget, _) => new ServiceUnit(UnitFile.NameOf(plan, service.Name), plan.Answers.Get(HostSettings.ForOneUser)),
        (PodmanTarget, _) => new ServiceUnit($"{PodmanNames.Container(plan, service)}.service", !plan.Answers.Get(PodmanSettings.AsRoot)),
        _ => null,
    };
}
