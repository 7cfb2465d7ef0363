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

    public static readonly HostCommand PythonVersion = new("python3", "--version");

    /// <summary>Tells a login for a registry; Docker's own settings name the program.</summary>
    public static readonly HostCommand RegistryLogin = new("docker-credential-", "get");

    public static readonly ImmutableArray<HostCommand> All =
    [
        ComposeHashes, ComposeConfig, ComposeVersion, PodmanInfo, PodmanContainers, PythonVersion, RegistryLogin,
    ];

    private HostCommand(string program, params ImmutableArray<string> arguments) => (Program, Arguments) = (program, arguments);

    /// <summary>How it is found in PATH.</summary>
    public string Program { get; }

    public ImmutableArray<string> Arguments { get; }

    /// <summary>As it would be typed.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program));

    /// <summary>The same by a program that goes by another name, or by one of its plugins.</summary>
    internal HostCommand By(string program, params ImmutableArray<string> before) => new(program, [.. before, .. Arguments]);
}
