using MathesarSetup.Findings;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The kinds of finding about what cannot be honoured without containers.</summary>
public static class SystemdFinding
{
    public static readonly FindingKind CommaInDirectory = FindingKind.Error("systemd.comma-in-directory",
        "PostgreSQL separates the directories of its sockets with commas. Choose a directory without one.");

    public static readonly FindingKind HostIsNear = FindingKind.Note("systemd.host-is-near",
        "host.docker.internal is what a container calls this machine. Without containers it is localhost, and so it is written.");

    public static readonly FindingKind LowPort = FindingKind.Error("systemd.low-port",
        "Only root may open ports below 1024. Choose a higher one, or install for the whole machine.");

    public static readonly FindingKind NoBuiltIn = FindingKind.Error("systemd.no-built-in",
        "The database inside Mathesar's image needs that image. Let PostgreSQL run beside Mathesar.");

    public static readonly FindingKind NoImage = FindingKind.Note("systemd.no-image",
        "No image is used without containers. The answer is kept for other ways to run Mathesar.");

    public static readonly FindingKind NoNetwork = FindingKind.Warning("systemd.no-network",
        "Only containers join a Docker network. Your proxy reaches Mathesar by its address and port instead.");

    public static readonly FindingKind NoTraefik = FindingKind.Error("systemd.no-traefik",
        "Distributions have no package of Traefik that a site could be added to. Choose Caddy, nginx, or a proxy that you run.");

    public static readonly FindingKind ReleaseTooEarly = FindingKind.Error("systemd.release-too-early",
        "Mathesar has an installer for a machine without containers from 0.3.0 on. Choose a newer release.");

    public static readonly FindingKind SiteNeedsRoot = FindingKind.Note("systemd.site-needs-root",
        "The machine's proxy belongs to root, so one user's installation only writes the site's file. An administrator has to put it in place.");

    public static readonly FindingKind UnfitName = FindingKind.Error("systemd.unfit-name",
        "Mathesar's installer cannot carry quotation marks, dollar signs, backticks, backslashes or blanks at either end in the database's "
        + "host, name and role. Choose other names.");

    public static readonly FindingKind UnfitValue = FindingKind.Error("systemd.unfit-value",
        "systemd refuses a character in a value that Unicode keeps free. Take it out.");
}
