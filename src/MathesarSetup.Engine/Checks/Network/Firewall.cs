namespace MathesarSetup.Engine.Checks.Network;

/// <summary>The firewalls that distributions switch on: which of them is on here.</summary>
internal static class Firewall
{
    private static readonly string[] s_running =
    [
        "sys/fs/cgroup/system.slice/firewalld.service",
        "sys/fs/cgroup/systemd/system.slice/firewalld.service",
    ];

    /// <summary><c>ufw</c> or <c>firewalld</c>; null when none is seen to be on.</summary>
    /// <param name="root">The directory below which the system lies.</param>
    public static string? Find(string root = "/") =>
        SystemFile.Read(Path.Join(root, "etc/ufw/ufw.conf")) is { } ufw && ufw.Split('\n').Any(l => l.Trim() is "ENABLED=yes") ? "ufw"
        : s_running.Any(place => Directory.Exists(Path.Join(root, place))) ? "firewalld"
        : null;

    /// <summary>What an administrator types to let others reach a port.</summary>
    public static string Opening(string firewall, int port) => firewall is "ufw"
        ? string.Create(null, $"sudo ufw allow {port}/tcp")
        : string.Create(null, $"sudo firewall-cmd --add-port={port}/tcp --permanent && sudo firewall-cmd --reload");
}
