using System.Globalization;
using MathesarSetup.Documents.Units;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The unit of one service.</summary>
internal static class UnitFile
{
    /// <summary>The unit's name: the installation's own for Mathesar, with a suffix for the others.</summary>
    public static string NameOf(Plan plan, string service) => service == plan.Web.Name ? $"{plan.Name}.service" : $"{plan.Name}-{service}.service";

    public static string Write(Plan plan, Service service, HostPlace place)
    {
        var manager = place.ForOneUser ? "systemctl --user" : "systemctl";
        var name = NameOf(plan, service.Name);
        var unit = new SystemdUnit($"""
            {service.Why}
            A change here takes effect by: {manager} daemon-reload && {manager} restart {name}
            ./install.sh writes this file anew; additions are safest in a drop-in: {manager} edit {name}
            """);
        Describe(unit.Section("Unit"), plan, service, place);
        var section = unit.Section("Service");
        Run(section, service, place);
        Limit(section, service);
        Hardening.Add(section, service, place);
        var install = unit.Section("Install");
        var (target, why) = place.ForOneUser
            ? ("default.target", "Starts with the user's systemd: at boot, because the user lingers.")
            : ("multi-user.target", "Starts with the machine.");
        install.Add("WantedBy", target, why);
        return unit.Write();
    }

    private static void Describe(SystemdSection section, Plan plan, Service service, HostPlace place)
    {
        var what = service.Role is ServiceRole.Web ? $"Mathesar {plan.Release}" : "PostgreSQL of Mathesar";
        section.Add("Description", $"{what} ({plan.Name})");
        section.Add("Documentation", "https://docs.mathesar.org");
        string[] before = [.. service.StartsAfter.Select(s => NameOf(plan, s))];
        if (before is not [])
        {
            section.AddWords("Requires", [.. before.Select(b => (SystemdWord)b)], "Without its database it cannot work.");
        }

        if (!place.ForOneUser && service.Role is ServiceRole.Web)
        {
            section.Add("Wants", "network-online.target", "A database elsewhere, or an address of the machine, has to be there first.");
            before = ["network-online.target", .. before];
        }

        if (before is not [])
        {
            section.AddWords("After", [.. before.Select(b => (SystemdWord)b)]);
        }
    }

    private static void Run(SystemdSection section, Service service, HostPlace place)
    {
        section.Add("Type", "notify", "It says itself when it listens, so that whoever starts it can wait.");
        if (place.Account is { } account)
        {
            section.Add("User", account, "Not root: what breaks into it gets no more than this.");
            section.Add("Group", account);
        }

        section.Add("WorkingDirectory", HostPath.InUnit(place.Directory));
        if (service.Environment is not [])
        {
            var path = HostPath.AsPattern($"{place.Program}/.env");
            section.Add("EnvironmentFile", path, "The variables, secrets among them. systemd alone reads this file.");
        }

        Start(section, service, place);
        section.Add("Restart", "on-failure", "Starts again after a crash, until you stop it.");
        section.Add("RestartSec", "5s");
        section.Add("TimeoutStartSec", "10min", "A first start takes a few minutes.");
        if (service.StopSeconds is { } seconds)
        {
            section.Add("TimeoutStopSec", string.Create(CultureInfo.InvariantCulture, $"{seconds}s"), "How long it may take to stop by itself.");
        }

        section.Add("KillMode", "mixed", "Only the first process is asked to stop: it stops the others in order.");
    }

    private static void Start(SystemdSection section, Service service, HostPlace place)
    {
        if (service.Start is StartCommand.Arguments arguments)
        {
            var program = $"{place.Directory}/postgresql/{((Runtime.Host)service.Runtime).Program}";
            SystemdWord[] words = [.. Call(program), .. arguments.Items.Where(SystemdUnit.CanCarry).Select(HostPath.InUnit)];
            section.AddCommand("ExecStart", words, $"{arguments.Why} install.sh makes the link postgresql to the distribution's programs.");
            section.Add("ExecReload", "/bin/kill -HUP $MAINPID");
            section.Add("KillSignal", "SIGINT", "PostgreSQL's fast shutdown: it ends sessions and writes everything down.");
        }
        else
        {
            section.AddCommand("ExecStart", ["/bin/bash", HostPath.InUnit($"{place.Program}/{SystemdTarget.StartFile}")], service.Start!.Why);
        }
    }

    // systemd starts no program with a quotation mark or a backslash in its path; bash does, and makes way for it.
    private static SystemdWord[] Call(string program) => program.AsSpan().ContainsAny("'\"\\")
        ? ["/bin/bash", "-c", "exec \"$0\" \"$@\"", HostPath.InUnit(program)]
        : [HostPath.InUnit(program)];

    private static void Limit(SystemdSection section, Service service)
    {
        if (service.MemoryLimit is { } memory)
        {
            section.Add("MemoryMax", memory.ForSystemd, "The most memory it may take.");
        }

        if (service.ProcessorLimit is { } processors)
        {
            section.Add("CPUQuota", SystemdWord.Join(SystemdText.Percentage(processors.Percent)),
                "The most processor time it may use: 100% is one core.");
        }
    }
}
