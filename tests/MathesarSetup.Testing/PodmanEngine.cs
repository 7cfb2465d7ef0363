namespace MathesarSetup.Testing;

/// <summary>Podman with limits that a nested machine grants, and storage of its own that goes with the test.</summary>
public sealed class PodmanEngine : IDisposable
{
    // Podman asks for more open files and processes than a container's root may give.
    private const string Limits = "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=1024:1024\"]\n";

    // A variable of the whole process: what says the limits stays until the last of several engines is gone.
    private static readonly Lock s_gate = new();
    private static TemporaryDirectory? s_limits;
    private static int s_engines;

    private readonly TemporaryDirectory _directory = new();

    public PodmanEngine()
    {
        Program = RealPart.Require("podman");
        lock (s_gate)
        {
            if (s_engines++ == 0)
            {
                s_limits = new TemporaryDirectory();
                Environment.SetEnvironmentVariable("CONTAINERS_CONF", s_limits.Write("containers.conf", Limits));
            }
        }

        var run = new ChildProcess(Program, [.. Options, "info"]).Run();
        if (run.ExitCode != 0)
        {
            throw RealPart.Missing("A working podman", run.Errors.Trim());
        }
    }

    public string Program { get; }

    /// <summary>Global options: they come before the verb.</summary>
    public string[] Options =>
    [
        "--root", _directory.At("storage"), "--runroot", _directory.At("run"), "--storage-driver", "vfs", "--cgroup-manager", "cgroupfs",
    ];

    public void Dispose()
    {
        new ChildProcess(Program, [.. Options, "rmi", "--all", "--force"]).Run();
        _directory.Dispose();
        lock (s_gate)
        {
            if (--s_engines == 0)
            {
                Environment.SetEnvironmentVariable("CONTAINERS_CONF", null);
                s_limits!.Dispose();
            }
        }
    }
}
