using System.Collections.Immutable;

namespace MathesarSetup.Targets.Common;

/// <summary>What <c>run.sh</c> has to know of the program that it calls.</summary>
/// <param name="Program">Its name, which the variable <c>DOCKER</c> replaces.</param>
/// <param name="Restart">The policy that brings a container back with the machine.</param>
/// <param name="Logging">Where the log goes, and how long it may get.</param>
/// <param name="LabelsFiles">Whether mounted files of the installation are labelled for SELinux.</param>
/// <param name="MakesFolders">Whether it makes a folder that is to be mounted and is not there.</param>
/// <param name="Note">The last lines of the header.</param>
internal sealed record RunEngine(string Program, string Restart, ImmutableArray<string> Logging, bool LabelsFiles, bool MakesFolders, string Note)
{
    public static readonly RunEngine Docker = new("docker", "unless-stopped",
        ["--log-driver", "json-file", "--log-opt", "max-size=10m", "--log-opt", "max-file=3"], LabelsFiles: false, MakesFolders: true,
        "DOCKER=podman uses Podman.");

    // Podman starts containers with the machine by podman-restart.service, which knows the policy "always" alone. Its own log has one file.
    public static readonly RunEngine Podman =
        new("podman", "always", ["--log-driver", "k8s-file", "--log-opt", "max-size=10m"], LabelsFiles: true, MakesFolders: false,
            "To start with the machine: systemctl --user enable podman-restart && loginctl enable-linger\n(root's containers: "
                + "systemctl enable podman-restart).");
}
