using MathesarSetup.Findings;

namespace MathesarSetup.Targets.Podman;

/// <summary>The kinds of finding about what Podman does otherwise than the answers say.</summary>
public static class PodmanFinding
{
    public static readonly FindingKind HostName = FindingKind.Note("podman.host-name",
        "Podman's containers know this machine by another name than Docker's, so that is what the files say.");

    public static readonly FindingKind LowPort = FindingKind.Warning("podman.low-port",
        "An ordinary user cannot open ports below 1024. Let root run the containers, or choose a port from 1024 on.");

    public static readonly FindingKind NoAutoUpdate = FindingKind.Warning("podman.no-auto-update",
        "podman auto-update restarts services of systemd, and Podman 4.3 gets none here. Fetch images again by the script instead.");

    public static readonly FindingKind NoCharacter = FindingKind.Error("podman.no-character",
        "The answer holds a code point that Unicode sets aside and systemd refuses. Type it again without.");

    public static readonly FindingKind NoLogDriver = FindingKind.Note("podman.no-log-driver",
        "With Podman 4.4 the log is in the journal alone: podman logs shows nothing, journalctl does.");

    public static readonly FindingKind NoQuadlet = FindingKind.Note("podman.no-quadlet",
        "Podman 4.3 reads no unit files, so a script that calls podman is written instead. With 4.4 or newer systemd would start the containers.");

    public static readonly FindingKind ShortImageName = FindingKind.Warning("podman.short-image-name",
        "Podman looks for an image without a registry in several places, or nowhere. Say which registry is meant.");
}
