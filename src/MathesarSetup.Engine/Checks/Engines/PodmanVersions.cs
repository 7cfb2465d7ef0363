using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>Whether the Podman that is here can do what the files ask of it.</summary>
internal static class PodmanVersions
{
    public static Finding NotFound() =>
        EngineStateFinding.NoPodman.Say("There is no podman here that works, so nothing could run the containers. "
            + "Install the package podman, or choose another way to run Mathesar.", RunSettings.Target.Key);

    /// <summary>Null when version and answer go together.</summary>
    public static Finding? Of(EngineInfo podman, Answers a)
    {
        var wanted = a.Get(PodmanSettings.Version);
        if (!System.Version.TryParse(podman.Version.Split('-', '+')[0], out var version))
        {
            return null;
        }

        var here = $"{version.Major}.{version.Minor}";
        return version < PodmanSettings.WithoutQuadlet
            ? EngineStateFinding.OldPodman.Say($"Podman is {podman.Version} here, and {PodmanSettings.WithoutQuadlet} or newer is needed. "
                + "Update it, or choose another way to run Mathesar.", RunSettings.Target.Key)
            : new Version(version.Major, version.Minor) < wanted
            ? EngineStateFinding.PodmanVersion.Say(
                $"Podman is {podman.Version} here, and the files are to be written for {wanted}, whose keys this one does "
                    + $"not know. Write them for {here}.",
                PodmanSettings.Version.Key, Fix.To($"Write for {here}", PodmanSettings.Version.Key, here))
            : wanted == PodmanSettings.WithoutQuadlet && version.Major >= 4 && new Version(version.Major, version.Minor) > wanted
            ? EngineStateFinding.PodmanQuadlet.Say($"Podman is {podman.Version} here, which reads unit files, so that systemd could start the "
                + $"containers. Write for {here} to have them in place of the script.",
                PodmanSettings.Version.Key, Fix.To($"Write for {here}", PodmanSettings.Version.Key, here))
            : null;
    }
}
