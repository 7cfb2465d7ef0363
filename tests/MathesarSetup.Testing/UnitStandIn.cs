using System.Diagnostics;
using System.Globalization;

namespace MathesarSetup.Testing;

/// <summary>
/// A stand-in for a service of systemd: a program that listens on a port, in a control group that is named as systemd names it. The kernel's part is
/// real.
/// </summary>
public sealed class UnitStandIn : IDisposable
{
    private const string Listen =
        "import socket, sys; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); print('here', flush=True); sys.stdin.read()";
    private static readonly string[] s_places = ["/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup"];

    private readonly string _top;
    private readonly string _group;
    private readonly Process _program;

    /// <param name="group">The group below one of its own, such as <c>user@1000.service/app.slice/tables.service</c>.</param>
    public UnitStandIn(string group)
    {
        var root = s_places.FirstOrDefault(place => File.Exists(Path.Combine(place, "cgroup.procs"))
            && new ChildProcess("test", "-w", place).Run().ExitCode == 0)
            ?? throw RealPart.Missing("A hierarchy of control groups that may be written", "run the tests as root");
        _top = Path.Combine(root, $"checks-{Guid.NewGuid():n}.slice");
        _group = Path.Combine(_top, group);
        Directory.CreateDirectory(_group);
        Port = FreePort.Take();
        _program =
            Process.Start(new ProcessStartInfo(RealPart.Require("python3"),
                ["-c", Listen, Port.ToString(CultureInfo.InvariantCulture)])
            { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        File.WriteAllText(Path.Combine(_group, "cgroup.procs"), _program.Id.ToString(CultureInfo.InvariantCulture));
        _program.StandardOutput.ReadLine();
    }

    public int Port { get; }

    public void Dispose()
    {
        _program.Kill();
        _program.WaitForExit();
        _program.Dispose();
        for (var group = _group; group.Length >= _top.Length; group = Path.GetDirectoryName(group)!)
        {
            // The files of a group are the kernel's, and go with it.
            new ChildProcess("rmdir", group).Run();
        }
    }
}
