using System.Text;

namespace MathesarSetup.Testing;

/// <summary>
/// A machine with a real systemd 252: Debian bookworm's, as the first process of a container, with the packages of the stand-ins' root. Its user
/// grace has no rights.
/// </summary>
public sealed class HostMachine : IDisposable
{
    /// <summary>The user without rights.</summary>
    public const string User = "grace";

    /// <summary>The directory of the user.</summary>
    public const string Home = "/home/" + User;

    private readonly string _docker = StandIns.RequireRoot();
    private readonly string _name = "host-machine-" + Guid.NewGuid().ToString("n")[..12];

    /// <param name="options">More of <c>docker run</c>'s.</param>
    public HostMachine(params string[] options)
    {
        new ChildProcess(_docker, ["run", "--detach", "--name", _name, "--cap-add", "SYS_ADMIN", "--cap-add", "SYS_PTRACE", "--security-opt",
            "seccomp=unconfined", "--security-opt", "apparmor=unconfined", "--cgroupns", "host",
            "--tmpfs", "/run", "--tmpfs", "/run/lock", "--tmpfs", "/tmp:exec", "--volume", "/sys/fs/cgroup:/sys/fs/cgroup:rw", "--env",
            "container=docker", "--stop-signal", SystemdMachine.Halt, .. options, StandIns.Root, "/lib/systemd/systemd"]).Run().Successful();
        WaitUntilUp();
        AsRoot("useradd", "--create-home", "--shell", "/bin/bash", User).Successful();
    }

    /// <summary>Runs a command as root and says how it ended.</summary>
    public Outcome AsRoot(params string[] command) => Exec([], command);

    /// <summary>Runs a command as the user, in her directory, as after a login.</summary>
    public Outcome AsUser(params string[] command) =>
        Exec(["--user", User, "--workdir", Home, "--env", $"HOME={Home}", "--env", "XDG_RUNTIME_DIR=/run/user/1000"], command);

    /// <summary>Runs a line of shell as root.</summary>
    public Outcome Shell(string line) => AsRoot("bash", "-c", line);

    /// <summary>Writes a file that everybody may read, with the directories above it.</summary>
    public void Write(string path, string text) =>
        Exec([], ["sh", "-c", "mkdir -p \"${1%/*}\" && cat > \"$1\"", "sh", path], Encoding.UTF8.GetBytes(text)).Successful();

    /// <summary>Copies a directory of this machine's into hers, with its modes, owned by root or by the user.</summary>
    public void Copy(string directory, string to, string owner = "root")
    {
        AsRoot("mkdir", "--parents", to).Successful();
        new ChildProcess("sh", "-c", "tar -C \"$1\" -cf - . | \"$2\" exec -i \"$3\" tar -C \"$4\" --no-same-owner -xpf -", "sh", directory, _docker,
            _name, to).Run().Successful();
        AsRoot("chown", "--recursive", $"{owner}:{owner}", to).Successful();
    }

    /// <summary>Copies a file of this machine's into hers, with its mode, owned by root.</summary>
    public void Put(string path, string to) => new ChildProcess(_docker, "cp", "--quiet", path, $"{_name}:{to}").Run().Successful();

    /// <summary>What her screen showed, for a machine that was given one (<c>--tty</c>).</summary>
    public string Screen => new ChildProcess(_docker, "logs", _name).Run().Successful().Output;

    /// <summary>Turns the machine off and on again.</summary>
    public void Reboot()
    {
        new ChildProcess(_docker, "stop", "--time", "60", _name).Run().Successful();
        new ChildProcess(_docker, "start", _name).Run().Successful();
        WaitUntilUp();
    }

    public void Dispose() => new ChildProcess(_docker, "rm", "--force", "--volumes", _name).Run();

    private void WaitUntilUp() => Eventually.Happens(() => AsRoot("systemctl", "is-system-running").Output.Trim() is "running" or "degraded");

    private Outcome Exec(string[] options, string[] command, byte[]? input = null) =>
        new ChildProcess(_docker, ["exec", "--interactive", .. options, _name, .. command]) { Input = input ?? [], Timeout = TimeSpan.FromMinutes(5) }
            .Run();
}
