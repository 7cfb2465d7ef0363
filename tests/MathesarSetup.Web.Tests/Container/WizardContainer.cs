using System.Net;

namespace MathesarSetup.Web.Tests.Container;

/// <summary>
/// The wizard in a container, started as the README says: published on this machine alone, the user and the install directory from outside.
/// </summary>
internal sealed class WizardContainer : IDisposable
{
    private readonly string _docker = StandIns.Require();
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = true });

    /// <param name="options">More of <c>docker run</c>'s.</param>
    public WizardContainer(params string[] options)
    {
        File.SetUnixFileMode(_directory.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        new ChildProcess("chown", $"{User}:{User}", _directory.Path).Run().Successful();
        Docker(["run", "--detach", "--name", Name, "--publish", $"127.0.0.1:{Port}:8765", "--user", $"{User}:{User}", "--volume",
            $"{_directory.Path}:/mathesar", .. options, WizardImage.Require()]);
    }

    /// <summary>A user that has no name and no home, in the container or outside.</summary>
    public static int User => 4711;

    public string Name { get; } = "wizard-" + Guid.NewGuid().ToString("n")[..12];

    public int Port { get; } = FreePort.Take();

    public string InstallDirectory => _directory.Path;

    /// <summary>The one-time token, as it stands in the container's log.</summary>
    public string Token()
    {
        Eventually.Happens(() => Log().Contains("token=", StringComparison.Ordinal));
        return Log().Split("token=")[1].Split('\n')[0].Trim();
    }

    public string Log() => Docker("logs", Name).Output;

    public string Inspect(string format) => Docker("container", "inspect", "--format", format, Name).Output.Trim();

    public (HttpStatusCode Status, string Body) Get(string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Port}{path}");
        request.Headers.Host = host;
        using var response = _client.Send(request);
        using var body = new StreamReader(response.Content.ReadAsStream());
        return (response.StatusCode, body.ReadToEnd());
    }

    /// <summary>Runs the program beside the wizard.</summary>
    public Outcome Setup(params string[] arguments) => new ChildProcess(_docker, ["exec", Name, "/usr/local/bin/mathesar-setup", .. arguments]).Run();

    public Outcome Docker(params string[] arguments) => new ChildProcess(_docker, arguments).Run().Successful();

    public void Dispose()
    {
        new ChildProcess(_docker, "rm", "--force", Name).Run();
        _client.Dispose();
        _directory.Dispose();
    }
}
