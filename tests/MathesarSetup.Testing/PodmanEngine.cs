namespace MathesarSetup.Testing;

/// <summary>Podman with limits that a nested machine grants, and storage of its own that goes with the test.</summary>
public sealed class PodmanEngine : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public PodmanEngine()
    {
        Program = RealPart.Require("podman");
        // Podman asks for more open files and processes than a container's root may give.
        var limits = _directory.Write("containers.conf", "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=1024:1024\"]\n");
        Environment.SetEnvironmentVariable("CONTAINERS_CONF", limits);
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
        Environment.SetEnvironmentVariable("CONTAINERS_CONF", null);
        new ChildProcess(Program, [.. Options, "rmi", "--all", "--force"]).Run();
        _directory.Dispose();
    }
}
