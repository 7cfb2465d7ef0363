namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>What tells this machine from others.</summary>
internal static class MachineIdentity
{
    private const string File = "/etc/machine-id";

    /// <summary>The number that systemd gave it, or its name where it has none.</summary>
    public static string Read() =>
        System.IO.File.Exists(File) && System.IO.File.ReadAllText(File).Trim() is { Length: > 0 } id ? id : Environment.MachineName;
}
