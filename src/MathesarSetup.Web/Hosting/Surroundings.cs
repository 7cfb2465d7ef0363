using MathesarSetup.Web.Listening;

namespace MathesarSetup.Web.Hosting;

/// <summary>Where the program was started: whether a browser can open here, and how one elsewhere gets in.</summary>
/// <param name="InContainer">Whether this is the inside of a Docker or Podman container.</param>
/// <param name="SshConnection">What sshd says: client address and port, server address and port; null outside SSH.</param>
/// <param name="HasDisplay">Whether programs can open windows.</param>
/// <param name="User">The name one logs in by.</param>
internal sealed record Surroundings(bool InContainer, string? SshConnection, bool HasDisplay, string User)
{
    private const string DefaultSshPort = "22";

    public static Surroundings Now => new(
        File.Exists("/.dockerenv") || File.Exists("/run/.containerenv"),
        Variable("SSH_CONNECTION"),
        !OperatingSystem.IsLinux() || Variable("DISPLAY") is not null || Variable("WAYLAND_DISPLAY") is not null,
        Environment.UserName);

    public bool CanOpenBrowser => !InContainer && SshConnection is null && HasDisplay;

    /// <summary>The command that makes the wizard's port appear on the machine at the other end of this SSH session; null outside one.</summary>
    public string? Tunnel(ServeOptions options, int port)
    {
        if (SshConnection?.Split(' ') is not [_, _, var server, var sshPort])
        {
            return null;
        }

        var portFlag = sshPort == DefaultSshPort ? "" : $"-p {sshPort} ";
        return $"ssh -L {port}:{HostNames.InUrl(options.LocalAddress)}:{port} {portFlag}{User}@{server}";
    }

    /// <summary>The same for a machine at which nobody sits: whose name to use there, only its owner knows.</summary>
    public static string Tunnel(ServeOptions options, int port, string machine) =>
        $"ssh -L {port}:{HostNames.InUrl(options.LocalAddress)}:{port} USER@{machine}";

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
