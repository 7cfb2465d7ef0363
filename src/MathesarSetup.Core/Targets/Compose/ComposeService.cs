using System.Globalization;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Compose;

/// <summary>One service of a Compose file.</summary>
internal static class ComposeService
{
    public static YamlMap Make(Plan plan, Service service)
    {
        var map = new YamlMap
        {
            { "image", ComposeText.Literal(service.Image!.Text) },
            { "restart", "unless-stopped", "Starts again after a crash and with the machine, until you stop it." },
        };
        if (service.ContainerName is { } container)
        {
            map.Add("container_name", container, "The name that it had before.");
        }

        AddStart(map, service);
        if (service.Environment is not [])
        {
            map.Add("environment", Environment(service));
        }

        if (service.Ports is not [])
        {
            map.Add("ports", Yaml.List(service.Ports.Select(PortMapping.Of)), service.Ports.All(p => !p.IsOpen)
                ? "Address and port of this machine, then the port inside. 127.0.0.1 lets in this machine alone."
                : "Port of this machine, then the port inside; an address in front would narrow it. Open ports pass by firewalls such as ufw.");
        }

        AddMounts(map, service);
        if (service.StartsAfter is not [])
        {
            map.Add("depends_on", DependsOn(service));
        }

        if (service.ReachesHost)
        {
            map.Add("extra_hosts", Yaml.List($"{Service.HostGateway}:host-gateway"), "The name of this machine, as seen from the container.");
        }

        AddNetworks(map, plan, service);
        AddHealth(map, service);
        AddLimits(map, service);
        if (PlannedFiles.Fingerprint(plan, service) is { } fingerprint)
        {
            map.Add("labels", new YamlMap { { "mathesar-setup.files", fingerprint } },
                "Changes with the mounted files, so that `docker compose up -d` notices.");
        }

        map.Add("logging",
            new YamlMap { { "driver", "json-file" }, { "options", new YamlMap { { "max-size", "10m" }, { "max-file", new YamlText("3") } } } },
            "Logs take at most 30 MB.");
        return map;
    }

    private static void AddStart(YamlMap map, Service service)
    {
        if (service.Start is not { } start)
        {
            return;
        }

        if (start.EntryPoint is { } entry)
        {
            map.Add("entrypoint", Yaml.List(entry), "Takes the place of the image's own start script.");
        }

        map.Add("command", Yaml.List(start.Command.Select(ComposeText.Literal)),
            start.Match(static arguments => arguments.Why, static script => script.Why + Dollars));
    }

    private const string Dollars = " ($$ is how Compose writes a single $.)";

    private static YamlMap Environment(Service service)
    {
        var map = new YamlMap();
        foreach (var entry in service.Environment)
        {
            map.Add(entry.Name, entry.IsSecret ? Reference(entry) : ComposeText.Literal(entry.Value), entry.Comment);
        }

        return map;
    }

    private static string Reference(EnvironmentEntry entry) =>
        ComposeText.Variable(ComposeEnvFile.NameOf(entry), entry.MayBeMissing ? null : $"{ComposeEnvFile.NameOf(entry)} is missing in .env");

    private static void AddMounts(YamlMap map, Service service)
    {
        if (service.Mounts is [])
        {
            return;
        }

        var list = new YamlList();
        foreach (var mount in service.Mounts)
        {
            list.Add(MountNode(mount), mount.Why);
        }

        map.Add("volumes", list);
    }

    // The long form refuses a source that is missing, where the short one would make an empty directory of that name.
    private static Yaml MountNode(Mount mount) => mount.Match<Yaml>(
        static volume => $"{volume.Volume}:{volume.Path}",
        static bind => bind.ReadOnly
            ? new YamlMap { { "type", "bind" }, { "source", ComposeText.Literal(bind.Source) }, { "target", bind.Path }, { "read_only", true } }
            : ComposeText.Literal($"{bind.Source}:{bind.Path}"));

    private static YamlMap DependsOn(Service service)
    {
        var map = new YamlMap();
        foreach (var name in service.StartsAfter)
        {
            map.Add(name, new YamlMap { { "condition", "service_healthy" } });
        }

        return map;
    }

    private static void AddNetworks(YamlMap map, Plan plan, Service service)
    {
        if (plan.JoinedNetworks is [] || service.Role is not ServiceRole.Web)
        {
            return;
        }

        var networks = new YamlMap { { "default", new YamlMap() } };
        foreach (var network in plan.JoinedNetworks)
        {
            networks.Add(network, new YamlMap { { "aliases", Yaml.List(plan.NetworkAlias) } },
                $"Your proxy reaches Mathesar here as http://{plan.NetworkAlias}:{plan.Web.Health!.Ready!.Port}.");
        }

        map.Add("networks", networks);
    }

    private static void AddHealth(YamlMap map, Service service)
    {
        if (service.Health is { } health)
        {
            map.Add("healthcheck", new YamlMap
            {
                { "test", Yaml.List(health.Command.Prepend("CMD").Select(ComposeText.Literal)) },
                { "interval", Seconds(health.Interval) },
                { "timeout", Seconds(health.Timeout) },
                { "retries", health.Retries },
                { "start_period", Seconds(health.Grace) },
            }, health.Why);
        }
    }

    private static void AddLimits(YamlMap map, Service service)
    {
        if (service.SharedMemory is { } shared)
        {
            map.Add("shm_size", $"{shared}m", "PostgreSQL's parallel queries need more shared memory than Docker's 64 MB.");
        }

        if (service.StopSeconds is { } seconds)
        {
            map.Add("stop_grace_period", $"{seconds}s", "How long it may take to stop by itself.");
        }

        if (service.MemoryLimit is { } memory)
        {
            map.Add("mem_limit", memory.ToString(), "The most memory it may take.");
        }

        if (service.ProcessorLimit is { } processors)
        {
            map.Add("cpus", new YamlPlain(processors.Text), "The most processor cores it may use.");
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds}s");
}
