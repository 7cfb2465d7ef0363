using System.Text;

namespace MathesarSetup.Testing;

/// <summary>
/// A machine with a real systemd and Podman, as the first process of a container: Debian trixie's with Podman 5.4, or bookworm's with 4.3. Its
/// user grace has services that outlive her logins, as <c>loginctl enable-linger</c> gives them.
/// </summary>
public sealed class SystemdMachine : IDisposable
{
    // The machine's own cgroups, as version 2 wherever the engine has both: podman takes what it sees in the old ones for its place.
    private const string Boot = "mount -t cgroup2 cgroup2 /sys/fs/cgroup && chmod 666 /dev/net/tun /dev/fuse && exec /lib/systemd/systemd";

    // By which systemd stops its services and ends; SIGTERM would only make it read its files anew.
    internal const string Halt = "SIGRTMIN+3";

    // Podman asks for more open files and processes than a container's root may give, and here no cgroup counts processes.
    private const string Limits = "[containers]\ndefault_ulimits = [\"nofile=1024:1024\", \"nproc=1024:1024\"]\npids_limit = 0\n";

    private static readonly Lock s_importing = new();

    private readonly string _docker;
    private readonly string _name = "systemd-machine-" + Guid.NewGuid().ToString("n")[..12];

    /// <param name="suite">The Debian release: trixie or bookworm.</param>
    /// <param name="shared">A directory of this machine's that she has in the same place; null for none.</param>
    public SystemdMachine(string suite = "trixie", string? shared = null)
    {
        _docker = DockerEngine.Require();
        var image = Import(suite);
        new ChildProcess(_docker, "run", "--detach", "--name", _name, "--cap-add", "ALL", "--cap-drop", "SYS_RESOURCE", "--security-opt",
            "seccomp=unconfined", "--security-opt", "apparmor=unconfined",
            "--security-opt", "systempaths=unconfined", "--cgroupns", "private", "--tmpfs", "/run", "--tmpfs", "/run/lock", "--tmpfs", "/tmp:exec",
            "--device", "/dev/fuse", "--device", "/dev/net/tun", "--stop-signal", Halt,
            "--volume", "/var/lib/containers", "--volume", shared is null ? "/home" : $"{shared}:{shared}", "--volume", "/home", image, "sh", "-c",
            Boot).Run().Successful();
        WaitForRoot();
        Write("/etc/containers/containers.conf", Limits);
        AsRoot("useradd", "--create-home", User).Successful();
        AsRoot("loginctl", "enable-linger", User).Successful();
        // Nothing here brings a network up, and units of Podman wait for one.
        AsRoot("systemctl", "add-wants", "multi-user.target", "network-online.target").Successful();
        AsRoot("systemctl", "start", "network-online.target").Successful();
        Eventually.Happens(() => AsUser("systemctl", "--user", "is-system-running").Output.Trim() is "running" or "degraded");
    }

    /// <summary>Switches the machine off and on again.</summary>
    public void Restart()
    {
        new ChildProcess(_docker, "restart", "--time", "60", _name).Run().Successful();
        WaitForRoot();
    }

    /// <summary>The user without rights.</summary>
    public const string User = "grace";

    /// <summary>The directory of the user.</summary>
    public const string Home = "/home/" + User;

    /// <summary>The address by which this machine reaches her.</summary>
    public string Address =>
        new ChildProcess(_docker, "inspect", "--format", "{{.NetworkSettings.IPAddress}}", _name).Run().Successful().Output.Trim();

    /// <summary>Runs a command as root and says how it ended.</summary>
    public Outcome AsRoot(params string[] command) => Exec([], command);

    /// <summary>Runs a command as the user, in her directory, with her service manager at hand.</summary>
    public Outcome AsUser(params string[] command) =>
        Exec(["--user", User, "--workdir", Home, "--env", "XDG_RUNTIME_DIR=/run/user/1000", "--env",
            "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus"], command);

    /// <summary>Writes a file that everybody may read, with the directories above it.</summary>
    public void Write(string path, string text) =>
        Exec([], ["sh", "-c", "mkdir -p \"${1%/*}\" && cat > \"$1\"", "sh", path], Encoding.UTF8.GetBytes(text)).Successful();

    /// <summary>
    /// Copies the files of a directory of this machine's into one of hers, owned by the user. What lies there besides stays as it is.
    /// </summary>
    public void Copy(string directory, string to)
    {
        var by = "/var/tmp/" + Guid.NewGuid().ToString("n");
        new ChildProcess(_docker, "cp", "--quiet", directory, $"{_name}:{by}").Run().Successful();
        AsRoot("chown", "--recursive", $"{User}:{User}", by).Successful();
        AsUser("cp", "--recursive", "--preserve=mode", by + "/.", to).Successful();
    }

    /// <summary>Copies a file or a directory of this machine's into hers, owned by root.</summary>
    public void Put(string path, string to)
    {
        // The engine does not see what the machine mounts over its own directories, such as /tmp.
        var by = "/var/tmp/" + Guid.NewGuid().ToString("n");
        new ChildProcess(_docker, "cp", "--quiet", path, $"{_name}:{by}").Run().Successful();
        AsRoot("mkdir", "--parents", Path.GetDirectoryName(to)!).Successful();
        AsRoot("mv", "--no-target-directory", by, to).Successful();
    }

    /// <summary>Brings the programs that lie beside these tests into a directory of hers, and the runtime that runs them.</summary>
    public void BringProgram(string directory)
    {
        // Of .../shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll.
        var root = Path.GetFullPath(Path.Join(Path.GetDirectoryName(typeof(object).Assembly.Location), "../../.."));
        foreach (var part in new[] { "dotnet", "host", "shared" })
        {
            Put(Path.Join(root, part), $"{Path.GetDirectoryName(Dotnet)}/{part}");
        }

        Put(AppContext.BaseDirectory.TrimEnd('/'), directory);
    }

    /// <summary>Where the runtime lies then. The machine has no data of languages, which it has to be told.</summary>
    public const string Dotnet = "/opt/dotnet/dotnet";

    /// <summary>The variable that tells it.</summary>
    public const string Invariant = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1";

    /// <summary>Gives the Docker engine's images to the machine: to root, or to the user.</summary>
    public void Load(bool forRoot, params string[] images)
    {
        string[] podman = forRoot ? [] : ["--user", User, "--env", "XDG_RUNTIME_DIR=/run/user/1000", "--workdir", Home];
        new ChildProcess("sh", ["-c", "docker=$1; shift; images=$1; shift; \"$docker\" save $images | \"$docker\" exec -i \"$@\" podman load --quiet",
            "sh", _docker, string.Join(' ', images), .. podman, _name])
        {
            Timeout = TimeSpan.FromMinutes(5),
        }.Run().Successful();
    }

    public void Dispose() => new ChildProcess(_docker, "rm", "--force", "--volumes", _name).Run();

    private void WaitForRoot() => Eventually.Happens(() => AsRoot("systemctl", "is-system-running").Output.Trim() is "running" or "degraded");

    private Outcome Exec(string[] options, string[] command, byte[]? input = null) =>
        new ChildProcess(_docker, ["exec", "--interactive", .. options, _name, .. command])
        {
            Input = input ?? [],
            Timeout = TimeSpan.FromMinutes(10),
        }.Run();

    private string Import(string suite)
    {
        lock (s_importing)
        {
            var image = $"localhost/mathesar-setup-tests/machine-{suite}:1";
            if (new ChildProcess(_docker, "image", "inspect", image).Run().ExitCode == 0)
            {
                return image;
            }

            var root = RealPart.Cached($"machine-{suite}-1.tar");
            if (!File.Exists(root))
            {
                throw RealPart.Missing($"The root of the machine with {suite}'s Podman", "run tests/run once, which makes it");
            }

            // systemd behaves like in a container only where it is told that it is in one.
            new ChildProcess(_docker, "import", "--change", "ENV container=docker", root, image) { Timeout = TimeSpan.FromMinutes(5) }.Run()
                .Successful();
            return image;
        }
    }
}
