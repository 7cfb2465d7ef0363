using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Opening;

/// <summary>What can be seen of this machine without starting a program or sending a byte.</summary>
/// <param name="Directory">The install directory, absolute.</param>
/// <param name="IsNew">Whether the directory is missing or empty.</param>
/// <param name="HoldsInstallation">Whether an installation lies in it.</param>
/// <param name="DockerPath">Where Docker's command line lies; null when it was not found.</param>
/// <param name="HasCompose">Whether Compose was found, as a plugin or a program.</param>
/// <param name="PodmanPath">Where Podman's command line lies; null when it was not found.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="MemoryBytes">Main memory in bytes; 0 when unknown.</param>
public sealed record StartFacts(
    string Directory, bool IsNew, bool HoldsInstallation, string? DockerPath, bool HasCompose, string? PodmanPath, int Cores, long MemoryBytes)
{
    private static readonly string[] s_pluginFolders =
    [
        "/usr/libexec/docker/cli-plugins", "/usr/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins",
        "/usr/local/lib/docker/cli-plugins",
        Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker", "cli-plugins"),
    ];

    public static StartFacts Look(string directory)
    {
        var machine = ThisMachine.Read();
        return new StartFacts(
            directory, !HasEntries(directory), InstallPlace.HoldsInstallation(directory), ProgramPath.Find("docker"),
            HasPlugin || ProgramPath.Find(HostPrograms.Program) is not null, ProgramPath.Find("podman"), machine.Cores, machine.MemoryBytes);
    }

    /// <summary>How Compose is called here, by the files of the programs; the usual words where none is found.</summary>
    public static HostPrograms ComposeHere() =>
        ProgramPath.Find("docker") is not null && HasPlugin ? HostPrograms.Usual
        : ProgramPath.Find(HostPrograms.Program) is not null ? new HostPrograms(HostPrograms.Program)
        : ProgramPath.Find("docker") is null && ProgramPath.Find("podman") is { } ? new HostPrograms(HostPrograms.OfPodman)
        : HostPrograms.Usual;

    private static bool HasPlugin => s_pluginFolders.Any(static folder => File.Exists(Path.Join(folder, HostPrograms.Program)));

    /// <summary>This machine's first IPv4 address in a network; its name when it has none.</summary>
    public static string NetworkAddress()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .Where(i => i.OperationalStatus is OperationalStatus.Up && i.NetworkInterfaceType is not NetworkInterfaceType.Loopback
                    && i.GetIPProperties().GatewayAddresses.Count > 0)
                .SelectMany(i => i.GetIPProperties().UnicastAddresses)
                .Select(a => a.Address)
                .FirstOrDefault(a => a.AddressFamily is AddressFamily.InterNetwork && !IPAddress.IsLoopback(a))?.ToString() ?? Name();
        }
        catch (NetworkInformationException)
        {
            return Name();
        }
    }

    // Host names may hold an underscore, which Mathesar refuses.
    private static string Name() => Environment.MachineName.ToLowerInvariant().Replace('_', '-');

    private static bool HasEntries(string directory)
    {
        try
        {
            return System.IO.Directory.Exists(directory) && System.IO.Directory.EnumerateFileSystemEntries(directory).Any();
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            return true;
        }
    }
}
