using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Units;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>The <c>.container</c> file of one service, in the words of the newest Podman.</summary>
internal static class QuadletContainer
{
    private const string Section = "Container";

    // Minutes for fetching images, and the grace that the health check gives.
    private const int StartSeconds = 900;

    public static ImmutableArray<UnitLine> Lines(Plan plan, Service service) =>
    [
        .. Unit(plan, service),
        UnitLine.Plain(Section, "ContainerName", PodmanNames.Container(plan, service)),
        UnitLine.Plain(Section, "Image", service.Image!.Text),
        .. Start(service),
        .. PodmanEnvironment.Open(service).Select(e => UnitLine.Quoted(Section, "Environment", [$"{e.Name}={e.Value}"], e.Comment)),
        .. PodmanEnvironment.Kept(service)
            .Select(e => UnitLine.Optional("Secret", "--secret", $"{PodmanNames.Secret(plan, service, e)},type=env,target={e.Name}", e.Comment)),
        .. Networks(plan, service),
        .. Ports(service),
        .. QuadletMounts.Lines(plan, service),
        .. Health(plan, service),
        .. service.SharedMemory is { } shared
            ? [UnitLine.Optional("ShmSize", "--shm-size", $"{shared}m", "PostgreSQL's parallel queries need more shared memory than Podman's 64 MB.")]
            : ImmutableArray<UnitLine>.Empty,
        .. service.StopSeconds is { } seconds
            ? [UnitLine.Optional("StopTimeout", "--stop-timeout", Text(seconds), "Seconds that it may take to stop by itself.")]
            : ImmutableArray<UnitLine>.Empty,
        UnitLine.Plain(Section, "LogDriver", "journald",
            "The journal keeps the log, also of containers that are gone, and limits its size by itself."),
        .. plan.Answers.Get(PodmanSettings.AutoUpdate)
            ? [UnitLine.Optional("AutoUpdate", "--label=io.containers.autoupdate", "registry", PodmanSettings.AutoUpdate.Help)]
            : ImmutableArray<UnitLine>.Empty,
        .. Service(service),
        .. QuadletMounts.Directories(plan, service),
        UnitLine.Plain("Install", "WantedBy", "default.target", "Starts with the machine; for an ordinary user that takes `loginctl enable-linger`."),
    ];

    private static IEnumerable<UnitLine> Unit(Plan plan, Service service)
    {
        yield return UnitLine.Plain("Unit", "Description", $"{service.Why.TrimEnd('.')} ({plan.Name})");
        foreach (var (i, name) in service.StartsAfter
            .Select(name => PodmanNames.Container(plan, plan.Services.First(s => s.Name == name)) + ".service").Index())
        {
            yield return UnitLine.Plain("Unit", "Wants", name, i == 0
                ? "Waits until that is healthy. It is wanted and not required: what fails once is started again, and this would not be."
                : null);
            yield return UnitLine.Plain("Unit", "After", name);
        }
    }

    private static IEnumerable<UnitLine> Start(Service service)
    {
        if (service.Start is StartCommand.Script { ReplacesEntryPoint: true })
        {
            yield return UnitLine.Optional("Entrypoint", "--entrypoint", "bash", "Takes the place of the image's own start script.");
        }

        if (service.Start is { } start)
        {
            yield return UnitLine.Quoted(Section, "Exec", start.Match<ImmutableArray<SystemdWord>>(
                static arguments => [.. arguments.Items.Select(i => (SystemdWord)PodmanPlan.Carried(i))],
                static script => script.ReplacesEntryPoint ? [QuadletMounts.StartScript] : ["bash", QuadletMounts.StartScript]), start.Why);
        }
    }

    private static IEnumerable<UnitLine> Networks(Plan plan, Service service)
    {
        yield return UnitLine.Plain(Section, "Network", $"{PodmanNames.NetworkUnit(plan)}.network:alias={service.Name}",
            "The network of this installation, and the name by which the others find this container.");
        foreach (var network in service.Role is ServiceRole.Web ? plan.JoinedNetworks : [])
        {
            yield return UnitLine.Plain(Section, "Network", $"{network}:alias={plan.NetworkAlias}",
                $"A network that was there before. Your proxy reaches Mathesar here as http://{plan.NetworkAlias}:{plan.Web.Health!.Ready!.Port}.");
        }
    }

    private static IEnumerable<UnitLine> Ports(Service service) =>
        service.Ports.Select((port, i) => UnitLine.Plain(Section, "PublishPort", PodmanPort.Of(port), i > 0 ? null
            : service.Ports.All(p => !p.IsOpen) ? "Address and port of this machine, then the port inside. 127.0.0.1 lets in this machine alone."
            : "Port of this machine, then the port inside; an address in front would narrow it. "
                + "Open ports of root's containers pass by firewalls such as ufw."));

    private static IEnumerable<UnitLine> Health(Plan plan, Service service)
    {
        if (service.Health is not { } health)
        {
            yield break;
        }

        yield return UnitLine.Optional("HealthCmd", "--health-cmd",
            string.Join(' ', health.Command.Select(word => Sh.Quote(PodmanPlan.Carried(word)))), health.Why);
        yield return UnitLine.Optional("HealthInterval", "--health-interval", Seconds(health.Interval));
        yield return UnitLine.Optional("HealthTimeout", "--health-timeout", Seconds(health.Timeout));
        yield return UnitLine.Optional("HealthRetries", "--health-retries", Text(health.Retries));
        yield return UnitLine.Optional("HealthStartPeriod", "--health-start-period", Seconds(health.Grace));
        yield return UnitLine.Optional("Notify", "--sdnotify", "healthy", service.Role is ServiceRole.Web
            ? "Counts as started once it answers."
            : $"Counts as started once it is healthy: {plan.Web.Name} waits for that.");
    }

    private static IEnumerable<UnitLine> Service(Service service)
    {
        yield return UnitLine.Plain("Service", "Restart", "always", "Starts again after a crash, until you stop it.");
        yield return UnitLine.Plain("Service", "RestartSec", "10",
            "Seconds in between, so that systemd does not lose patience with something that waits for something else.");
        yield return UnitLine.Plain("Service", "TimeoutStartSec", Text(StartSeconds),
            "A first start fetches images and prepares the database; that takes minutes.");
        yield return UnitLine.Plain("Service", "TimeoutStopSec", Text((service.StopSeconds ?? 10) + 20), "A little more than the container gets.");
        if (service.MemoryLimit is { } memory)
        {
            yield return UnitLine.Plain("Service", "MemoryMax", memory.ForSystemd,
                "The most memory it may take. systemd sees to it: the container lives within its service.");
        }

        if (service.ProcessorLimit is { } processors)
        {
            yield return UnitLine.Plain("Service", "CPUQuota", string.Create(CultureInfo.InvariantCulture, $"{processors.Percent}%"),
                "The most processor time it may use, in hundredths of a core.");
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds}s");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
