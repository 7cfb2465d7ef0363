using System.Globalization;
using System.Net;

namespace MathesarSetup.Web.Tests.Container;

/// <summary>Installing from inside a container, by the engine's socket: paths are the machine's, or nothing is begun.</summary>
public sealed class ContainerInstallTests : IDisposable
{
    private const string Socket = "/var/run/docker.sock";

    private readonly string _docker = StandIns.Require();
    private readonly string _name = "from-container-" + Guid.NewGuid().ToString("n")[..12];
    private readonly int _port = FreePort.Take();
    private readonly WizardContainer _wizard;

    public ContainerInstallTests()
    {
        var group = new ChildProcess("stat", "--format", "%g", Socket).Run().Successful().Output.Trim();
        _wizard = new WizardContainer("--volume", $"{Socket}:{Socket}", "--group-add", group);
    }

    [Fact]
    public void Files_and_labels_are_those_of_the_machine()
    {
        var run = Apply("/mathesar");
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Equal(HttpStatusCode.OK, Status("/auth/login/"));
        Assert.Equal(HttpStatusCode.Found, Status("/complete_installation/"));
        Assert.Equal(_wizard.InstallDirectory,
            Docker("container", "inspect", "--format", "{{index .Config.Labels \"com.docker.compose.project.working_dir\"}}", $"{_name}-mathesar-1"));
        Assert.Contains($"{_wizard.InstallDirectory}/sso.yml", Docker("container", "inspect", "--format",
            "{{range .Mounts}}{{println .Source}}{{end}}", $"{_name}-mathesar-1"), StringComparison.Ordinal);
        Assert.Contains("version: 2", File.ReadAllText(Path.Combine(_wizard.InstallDirectory, "sso.yml")), StringComparison.Ordinal);
        Assert.DoesNotContain("apply.not-reached", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_inside_the_container_alone_is_refused_with_the_mount_to_add()
    {
        var run = Apply("/tmp/inside");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("-v \"$HOME/mathesar:/tmp/inside\"", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Names("ps", "--all", "--format", "{{.Names}}"));
    }

    public void Dispose()
    {
        foreach (var container in Names("ps", "--all", "--format", "{{.Names}}"))
        {
            Docker("rm", "--force", "--volumes", container);
        }

        Array.ForEach(Names("network", "ls", "--format", "{{.Name}}"), name => Docker("network", "rm", name));
        Array.ForEach(Names("volume", "ls", "--format", "{{.Name}}"), name => Docker("volume", "rm", name));
        _wizard.Dispose();
    }

    private Outcome Apply(string directory)
    {
        _wizard.Token();
        return _wizard.Setup("apply", "--yes", "--dir", directory, "--set", $"install.name={_name}", "--set",
            $"access.port={_port.ToString(CultureInfo.InvariantCulture)}",
            "--set", $"mathesar.image={StandIns.Mathesar("0.12.0")}", "--set", $"database.image={StandIns.Postgres}",
            "--set", "sso.providers.hub.type=github", "--set", "sso.providers.hub.client-id=x", "--set", "sso.providers.hub.client-secret=y");
    }

    private HttpStatusCode Status(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{_port}{path}"));
        return answer.StatusCode;
    }

    private string[] Names(params string[] command) =>
        [.. Docker([.. command, "--filter", $"name={_name}"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private string Docker(params string[] arguments) => new ChildProcess(_docker, arguments).Run().Successful().Output.Trim();
}
