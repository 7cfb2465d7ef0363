using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>What of the machine itself stands in the way of containers.</summary>
internal static class HostFindings
{
    public static IEnumerable<Finding> Of(Setup setup, EngineInfo engine, string root = "/")
    {
        if (!engine.IsLocal)
        {
            yield break;
        }

        if (SystemFile.Read(Path.Join(root, "sys/fs/selinux/enforce")) is "1"
            && setup.Plan.Services.SelectMany(s => s.Mounts).OfType<Mount.Bind>().Any())
        {
            yield return EngineStateFinding.Selinux.Say("SELinux is on, and containers may be kept from the files that they mount. "
                + "Where one says Permission denied, let it: chcon -Rt container_file_t on the install directory.",
                RunSettings.Target.Key);
        }

        if (Firewall.Find(root) is { } firewall && FirewallFinding(setup, engine, firewall) is { } found)
        {
            yield return found;
        }

        if (engine is { LimitsResources: false } && Limit(setup.Answers) is { } limit)
        {
            yield return EngineStateFinding.NoLimits.Say(
                "This engine cannot limit memory and "
                    + $"processors{(engine.CgroupVersion is "1" ? ", because the machine has control groups of version 1" : "")}, so the answer has "
                    + "no effect or keeps containers from starting. Take it "
                    + $"back{(engine.IsRootless ? ", or let root give the user's systemd these controllers (Delegate=)" : "")}.",
                limit.Key,
                Fix.TakeBack("Set no limit", limit));
        }
    }

    public static Finding NoCompose()
    {
        var other = KnownTargets.All.First(static t => t.Kind.Engine is ContainerEngine.Docker && !t.IsComposeProject);
        return EngineStateFinding.NoCompose.Say(
            "Docker Compose was not found, with which the files are started by hand. Install the package docker-compose-plugin or docker-compose, or "
                + $"choose {other.Title}.",
            RunSettings.Target.Key, Fix.To($"Use {other.Title}", RunSettings.Target, other.Id));
    }

    /// <summary>Null when this Compose reads defaults as they are meant.</summary>
    public static Finding? OldCompose(string version) =>
        System.Version.TryParse(version.Split('-', '+')[0], out var read) && read.Major >= 2 && read < new Version(2, 24, 7)
            ? EngineStateFinding.OldCompose.Say($"Compose {version} adds a brace to a value where a file says ${{NAME:-{{}}}}, as Mathesar's "
                + "own compose file does (repaired in 2.24.7). The files written here do without it; "
                + "leave it out of your own additions too, or update Compose.",
                RunSettings.Target.Key)
            : null;

    // Ports of a rootless engine are opened by an ordinary program, and so obey the firewall.
    private static Finding? FirewallFinding(Setup setup, EngineInfo engine, string firewall)
    {
        var open = setup.Plan.Services.SelectMany(s => s.Ports).Where(p => p.IsOpen).ToArray();
        var message = $"{firewall} is on, and the ports that {(engine.IsPodman ? "Podman" : "Docker")} opens pass by it: "
            + "they can be reached whatever its rules say. Bind them to "
            + $"127.0.0.1{(engine.IsPodman ? "" : ", or restrict them in the chain DOCKER-USER")}.";
        var fix = Fix.To("Only this machine", AccessSettings.Bind, ListenAddress.Loopback);
        return open is [] ? null
            : engine.IsRootless ? Closed(firewall, open[^1])
            : firewall is "ufw" ? EngineStateFinding.Ufw.Say(message, AccessSettings.Bind.Key, fix)
            : EngineStateFinding.Firewalld.Say(message, AccessSettings.Bind.Key, fix);
    }

    /// <summary>That the firewall has to let a port through first.</summary>
    public static Finding Closed(string firewall, PublishedPort port) =>
        EngineStateFinding.Firewall.Say(string.Create(CultureInfo.InvariantCulture,
            $"{firewall} is on, so other machines reach port {port.Machine} only once it lets them: {Firewall.Opening(firewall, port.Machine)}"),
            port.From.Key);

    private static Setting<string>? Limit(Answers a) =>
        a.Get(TuningSettings.Memory).Length > 0
            ? TuningSettings.Memory : a.Get(TuningSettings.Processors).Length > 0 ? TuningSettings.Processors : null;
}
