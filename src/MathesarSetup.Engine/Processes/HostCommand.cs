using System.Collections.Immutable;

namespace MathesarSetup.Engine.Processes;

/// <summary>
/// A command of this machine. What stands here is all that can be run, and <c>docs/what-it-does.md</c> tells when; a test compares the two.
/// </summary>
public sealed class HostCommand
{
    /// <summary>The fingerprints by which Compose sees that a container is as it should be.</summary>
    public static readonly HostCommand ComposeHashes = new("docker-compose", "config", "--hash", "*");

    /// <summary>The Compose files with everything that they name put in, by which Compose itself makes those fingerprints.</summary>
    public static readonly HostCommand ComposeConfig = new("docker-compose", "config");

    public static readonly HostCommand ComposeVersion = new("docker-compose", "version", "--short");

    public static readonly HostCommand PodmanInfo = new("podman", "info", "--format", "json");

    public static readonly HostCommand PodmanContainers = new("podman", "ps", "--format", "json");

    public static readonly HostCommand PodmanImage = new("podman", "image", "exists");

    public static readonly HostCommand PodmanPull = new("podman", "pull");

    public static readonly HostCommand PodmanVolume = new("podman", "volume", "exists");

    public static readonly HostCommand PodmanNetwork = new("podman", "network", "exists");

    public static readonly HostCommand PodmanNetworkRemoval = new("podman", "network", "rm");

    public static readonly HostCommand PodmanNetworkLook = new("podman", "network", "inspect");

    public static readonly HostCommand PodmanVolumeLook = new("podman", "volume", "inspect");

    public static readonly HostCommand PodmanVolumeRemoval = new("podman", "volume", "rm");

    /// <summary>Who uses something that is to go.</summary>
    public static readonly HostCommand PodmanUsers = new("podman", "ps", "--all", "--format", "{{.Names}}");

    public static readonly HostCommand PodmanContainer = new("podman", "container", "inspect");

    /// <summary>What stands in a running container, asked by its own programs.</summary>
    public static readonly HostCommand PodmanExec = new("podman", "exec");

    /// <summary>A container beside a service, for one piece of work.</summary>
    public static readonly HostCommand PodmanRun = new("podman", "run", "--detach");

    /// <summary>Takes such a container away again, with the volumes without a name that its image asks for.</summary>
    public static readonly HostCommand PodmanRemoval = new("podman", "rm", "--force", "--volumes", "--time", "0");

    public static readonly HostCommand PodmanSecret = new("podman", "secret", "inspect");

    /// <summary>Its value comes by standard input.</summary>
    public static readonly HostCommand PodmanSecretCreation = new("podman", "secret", "create");

    public static readonly HostCommand PodmanSecretRemoval = new("podman", "secret", "rm");

    public static readonly HostCommand UnitState = new("systemctl", "show");

    public static readonly HostCommand UnitReload = new("systemctl", "daemon-reload");

    public static readonly HostCommand UnitStart = new("systemctl", "start");

    public static readonly HostCommand UnitRestart = new("systemctl", "restart");

    public static readonly HostCommand UnitStop = new("systemctl", "stop");

    public static readonly HostCommand UnitReset = new("systemctl", "reset-failed");

    public static readonly HostCommand UnitLog = new("journalctl", "--no-pager", "--output", "cat");

    public static readonly HostCommand UnitDisable = new("systemctl", "--quiet", "disable");

    /// <summary>Lets a proxy of the machine's read its sites anew.</summary>
    public static readonly HostCommand ProxyReload = new("systemctl", "reload-or-restart");

    /// <summary>A step of the script that an installation without containers is made by.</summary>
    public static readonly HostCommand InstallStep = new("install.sh", "step");

    /// <summary>The script that takes such an installation away.</summary>
    public static readonly HostCommand Uninstall = new("uninstall.sh");

    /// <summary>Waits until nobody works at a directory by such a script.</summary>
    public static readonly HostCommand InstallWait = new("flock", "--wait");

    /// <summary>A program of the machine's, run where and as whom an installation's services run.</summary>
    public static readonly HostCommand InService = new("setpriv", "--no-new-privs");

    public static readonly HostCommand Account = new("getent", "passwd");

    public static readonly HostCommand PythonVersion = new("python3", "--version");

    public static readonly HostCommand HelmVersion = new("helm", "version", "--short");

    /// <summary>What a chart makes of values, on this machine alone.</summary>
    public static readonly HostCommand HelmTemplate = new("helm", "template", "--no-hooks");

    public static readonly HostCommand HelmHistory = new("helm", "history", "--output", "json");

    public static readonly HostCommand HelmManifest = new("helm", "get", "manifest");

    public static readonly HostCommand HelmUpgrade = new("helm", "upgrade", "--install", "--create-namespace");

    public static readonly HostCommand HelmRollback = new("helm", "rollback");

    public static readonly HostCommand HelmUninstall = new("helm", "uninstall");

    /// <summary>Tells a login for a registry; Docker's own settings name the program.</summary>
    public static readonly HostCommand RegistryLogin = new("docker-credential-", "get");

    public static readonly ImmutableArray<HostCommand> All =
    [
        ComposeHashes, ComposeConfig, ComposeVersion, PodmanInfo, PodmanContainers, PodmanImage, PodmanPull, PodmanVolume, PodmanNetwork,
        PodmanNetworkRemoval, PodmanNetworkLook, PodmanVolumeLook, PodmanVolumeRemoval, PodmanUsers, PodmanContainer, PodmanExec, PodmanRun,
        PodmanRemoval, PodmanSecret, PodmanSecretCreation, PodmanSecretRemoval,
        UnitState, UnitReload, UnitStart, UnitRestart, UnitStop, UnitReset, UnitLog, UnitDisable, ProxyReload, InstallStep, Uninstall, InstallWait,
        InService,
        Account, PythonVersion, HelmVersion, HelmTemplate, HelmHistory, HelmManifest, HelmUpgrade, HelmRollback, HelmUninstall, RegistryLogin,
    ];

    private HostCommand(string program, params ImmutableArray<string> arguments) => (Program, Arguments) = (program, arguments);

    /// <summary>How it is found in PATH.</summary>
    public string Program { get; }

    public ImmutableArray<string> Arguments { get; }

    /// <summary>The same about something: what follows the words that stand here.</summary>
    internal HostCommand About(params ImmutableArray<string> things) => new(Program, [.. Arguments, .. things]);

    /// <summary>As it would be typed.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program));

    /// <summary>The same by a program that goes by another name, or by one of its plugins.</summary>
    internal HostCommand By(string program, params ImmutableArray<string> before) => new(program, [.. before, .. Arguments]);
}
