using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Debian's docker-registry on the loopback, which gives to those alone who log in. It goes with the test.</summary>
internal sealed class DockerRegistry : IDisposable
{
    private const string User = "robot";
    private const string Password = "let-me-in";

    // What `htpasswd -nbB -C 5` makes of the two.
    private const string Entry = "robot:$2y$05$XpOc/55DEqQbmaEhpxvGUO.LYfeX7SAASpsUskY/9LVlt9IB8xGTO";

    private static readonly string? s_path = Environment.GetEnvironmentVariable("PATH");

    private readonly TemporaryDirectory _folder = new();
    private readonly Process _process;

    public DockerRegistry()
    {
        var users = _folder.Write("htpasswd", Entry + "\n");
        var config = _folder.Write("config.yml", string.Create(CultureInfo.InvariantCulture, $"""
            version: 0.1
            log:
              level: error
            storage:
              filesystem:
                rootdirectory: {_folder.At("storage")}
            http:
              addr: 127.0.0.1:{Port}
            auth:
              htpasswd:
                realm: tests
                path: {users}
            """));
        _process =
            Process.Start(new ProcessStartInfo(RealPart.Require("docker-registry"),
                ["serve", config])
            { RedirectStandardError = true, RedirectStandardOutput = true })!;
        LoginFolder =
            Path.GetDirectoryName(_folder.Write("login/config.json",
                JsonSerializer.Serialize(new
                {
                    auths = new Dictionary<string, object>
                    {
                        [Host] = new { auth = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")) },
                    }
                })))!;
        Wait();
    }

    public string Host => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>A folder with a docker client's settings that hold the login.</summary>
    public string LoginFolder { get; }

    /// <summary>
    /// A folder with a docker client's settings that name a program as the keeper of this registry's login, or of all logins. The program is on the
    /// PATH until the end.
    /// </summary>
    public string KeeperFolder(bool isForAll)
    {
        // What the keeper hears is the registry alone, and what it knows it says to nobody else.
        var program = _folder.Write("programs/docker-credential-standin", $"""
            #!/bin/sh
            [ "$1" = get ] && [ "$(cat)" = "{Host}" ] || exit 1
            printf '%s' '{JsonSerializer.Serialize(new { ServerURL = Host, Username = User, Secret = Password })}'

            """);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("PATH", $"{Path.GetDirectoryName(program)}:{s_path}");
        object settings = isForAll ? new { credsStore = "standin" } : new { credHelpers = new Dictionary<string, string> { [Host] = "standin" } };
        return Path.GetDirectoryName(_folder.Write($"keeper-{isForAll}/config.json", JsonSerializer.Serialize(settings)))!;
    }

    private int Port { get; } = FreePort.Take();

    /// <summary>Makes a small image with a layer of its own, puts it into the registry and takes it from the machine; gives its name there.</summary>
    public string Push(string name)
    {
        var there = $"{Host}/{name}";
        new ChildProcess("docker", "build", "--quiet", "--tag", there, "-")
        {
            Input = Encoding.UTF8.GetBytes($"FROM {BusyboxImage.Import("docker")}\nRUN head -c 100000 /dev/urandom > /layer\n"),
            Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "0" },
        }.Run().Successful();
        Docker("push", "--quiet", there);
        Docker("rmi", there);
        return there;
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", s_path);
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private void Docker(params string[] arguments) => new ChildProcess("docker", ["--config", LoginFolder, .. arguments]).Run().Successful();

    private void Wait() => Eventually.Gives(() => new TcpClient("127.0.0.1", Port), static problem => problem is SocketException).Dispose();
}
