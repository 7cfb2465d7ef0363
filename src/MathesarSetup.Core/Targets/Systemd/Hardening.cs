using MathesarSetup.Documents.Units;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>What a unit forbids to its program, each line with the reason.</summary>
internal static class Hardening
{
    private static readonly string[] s_homes = ["/home/", "/root/", "/run/user/"];

    public static void Add(SystemdSection section, Service service, HostPlace place)
    {
        if (place.ForOneUser)
        {
            section.Comment(
                "What follows needs no root. Shutting off the disk would need user namespaces, which many machines do not give to users.");
        }
        else
        {
            Disk(section, service, place);
            Kernel(section);
            Capabilities(section, service);
        }

        Everywhere(section);
    }

    private static void Disk(SystemdSection section, Service service, HostPlace place)
    {
        section.Add("ProtectSystem", "strict", "The whole disk is read-only to it, but for the places in ReadWritePaths.");
        var own = service.Mounts.OfType<Mount.Bind>().Where(m => !m.ReadOnly && SystemdUnit.CanCarry(m.Path)).Select(m => m.Path).ToArray();
        section.AddWords("ReadWritePaths", [.. own.Select(HostPath.InUnit)], "Where it keeps its data.");
        if (own.Append(place.Directory).Any(path => s_homes.Any(home => path.StartsWith(home, StringComparison.Ordinal))))
        {
            section.Add("ProtectHome", "read-only", "It lies below a home directory, so those can be seen; they cannot be written.");
        }
        else
        {
            section.Add("ProtectHome", "yes", "Home directories are none of its business.");
        }

        section.Add("PrivateTmp", "yes", "A /tmp of its own, which nobody else sees.");
        section.Add("PrivateDevices", "yes", "No disks or other devices, only the likes of /dev/null.");
        section.Add("ProtectProc", "invisible", "Other users' processes are not seen.");
    }

    private static void Kernel(SystemdSection section)
    {
        section.Comment("No part of the kernel, the clock, the host name or the control groups can be changed.");
        foreach (var key in new[]
        {
            "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups", "ProtectClock", "ProtectHostname",
        })
        {
            section.Add(key, "yes");
        }
    }

    private static void Capabilities(SystemdSection section, Service service)
    {
        var low = service.Ports.Any(p => p.Machine < 1024);
        if (low)
        {
            section.Add("AmbientCapabilities", "CAP_NET_BIND_SERVICE", "A port below 1024 needs this one right of root's, and no other.");
            section.Add("CapabilityBoundingSet", "CAP_NET_BIND_SERVICE");
        }
        else
        {
            section.AddWords("CapabilityBoundingSet", [], "None of root's rights, whatever it runs.");
        }
    }

    // MemoryDenyWriteExecute stays off: Python's foreign functions, by which cairo is called, write code at run time.
    private static void Everywhere(SystemdSection section)
    {
        section.Add("NoNewPrivileges", "yes", "No program that it starts gains rights, sudo included.");
        section.AddWords("RestrictAddressFamilies", ["AF_UNIX", "AF_INET", "AF_INET6"], "The network and local sockets; nothing else.");
        section.Add("RestrictNamespaces", "yes", "It makes no containers.");
        section.Add("RestrictRealtime", "yes", "It cannot claim a processor for itself.");
        section.Add("RestrictSUIDSGID", "yes", "It makes no program that runs as somebody else.");
        section.Add("LockPersonality", "yes", "It does not pretend to be on another kind of system.");
        section.Add("SystemCallArchitectures", "native");
        section.Add("SystemCallFilter", "@system-service", "The calls that services make; not those that administer a machine.");
        section.Add("SystemCallErrorNumber", "EPERM", "Another call is refused instead of ending it.");
        section.Add("UMask", "0077", "New files are its own alone.");
    }
}
