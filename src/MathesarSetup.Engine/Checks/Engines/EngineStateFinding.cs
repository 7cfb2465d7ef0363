using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>The kinds of finding about a container engine and the machine that it runs on.</summary>
public static class EngineStateFinding
{
    public static readonly FindingKind Firewalld = FindingKind.Warning("engine.firewalld",
        "firewalld is on, and the ports that the engine opens pass by it. Bind them to 127.0.0.1, or restrict them in the chain DOCKER-USER.");

    public static readonly FindingKind LittleDisk = FindingKind.Warning("engine.little-disk",
        "The disk of the engine has less than 5 GB free. Free some space, or move the engine's directory.");

    public static readonly FindingKind LittleMemory = FindingKind.Warning("engine.little-memory",
        "The planned services take more memory than the machine has. Use fewer workers, or a larger machine.");

    public static readonly FindingKind NoCompose = FindingKind.Warning("engine.no-compose",
        "Docker Compose was not found. Install it, or choose Docker without Compose.");

    public static readonly FindingKind NoLimits = FindingKind.Warning("engine.no-limits",
        "The engine cannot limit memory and processors, so the answer has no effect or keeps containers from starting. Take it back.");

    public static readonly FindingKind NoPodman = FindingKind.Error("engine.no-podman",
        "There is no podman that works. Install it, or choose another way to run Mathesar.");

    public static readonly FindingKind OldCompose = FindingKind.Note("engine.old-compose",
        "Compose before 2.24.7 adds a brace to a value where a file says ${NAME:-{}}. Leave that out of your own additions, or update Compose.");

    public static readonly FindingKind OldPodman = FindingKind.Error("engine.old-podman",
        "Podman is older than 4.3, the oldest for which files are written. Update it, or choose another way to run Mathesar.");

    public static readonly FindingKind PodmanQuadlet = FindingKind.Note("engine.podman-quadlet",
        "The Podman that is here reads unit files, and a script was asked for. Let the files be written for its version.");

    public static readonly FindingKind PodmanVersion = FindingKind.Error("engine.podman-version",
        "The files are to be written for a newer Podman than the one that is here. Let them be written for its version.");

    public static readonly FindingKind Selinux = FindingKind.Note("engine.selinux",
        "SELinux is on and may keep containers from mounted files. Where one says Permission denied, change the files' type.");

    public static readonly FindingKind Ufw = FindingKind.Warning("engine.ufw",
        "ufw is on, and the ports that Docker opens pass by it. Bind them to 127.0.0.1, or restrict them in the chain DOCKER-USER.");

    public static readonly FindingKind Firewall = FindingKind.Note("host.firewall",
        "A firewall is on, so other machines reach the port only once it lets them. The message has the command.");
}
