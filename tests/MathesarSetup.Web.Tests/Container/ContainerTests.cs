using System.Net;

namespace MathesarSetup.Web.Tests.Container;

/// <summary>The image that the Dockerfile makes, run on the real engine.</summary>
public sealed class ContainerTests : IDisposable
{
    private readonly WizardContainer _wizard = new();

    [Fact]
    public void The_token_in_its_log_opens_it_once_on_the_published_port()
    {
        var token = _wizard.Token();
        Assert.Equal(HttpStatusCode.Unauthorized, _wizard.Get("/").Status);
        Assert.Equal(HttpStatusCode.OK, _wizard.Get($"/enter?token={token}").Status);
        Assert.Equal(HttpStatusCode.OK, _wizard.Get("/").Status);
        Assert.Contains("Mathesar Setup", _wizard.Get("/").Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_this_machine_are_answered_and_others_refused()
    {
        _wizard.Token();
        Assert.Equal(HttpStatusCode.Unauthorized, _wizard.Get("/", $"localhost:{_wizard.Port}").Status);
        Assert.Equal(HttpStatusCode.BadRequest, _wizard.Get("/", "evil.example.com").Status);
    }

    [Fact]
    public void It_reports_its_health_and_runs_as_nobody_in_particular()
    {
        Eventually.Happens(() => _wizard.Inspect("{{.State.Health.Status}}") == "healthy");
        Assert.Equal($"{WizardContainer.User}:{WizardContainer.User}", _wizard.Inspect("{{.Config.User}}"));
        Assert.Equal("65534:65534", _wizard.Docker("image", "inspect", "--format", "{{.Config.User}}", WizardImage.Require()).Output.Trim());
    }

    [Fact]
    public void Files_in_the_mounted_directory_belong_to_its_owner()
    {
        _wizard.Token();
        _wizard.Setup("generate", "--dir", "/mathesar").Successful();
        var secrets = Path.Combine(_wizard.InstallDirectory, "mathesar.secrets.yaml");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secrets));
        Assert.Equal($"{WizardContainer.User}", new ChildProcess("stat", "--format", "%u", secrets).Run().Output.Trim());
    }

    [Theory]
    [InlineData("podman", "units.in-container", "./install.sh")]
    [InlineData("kubernetes", "cluster.no-config", "/tmp/.kube/config:ro")]
    [InlineData("compose", "engine.none", "--volume /var/run/docker.sock:/var/run/docker.sock")]
    public void What_it_cannot_install_from_in_there_it_tells_with_the_way(string target, string code, string way)
    {
        _wizard.Token();
        var run = _wizard.Setup("apply", "--yes", "--json", "--dir", "/mathesar", "--set", $"target={target}");
        Assert.Equal(1, run.ExitCode);
        var said = run.Output + run.Errors;
        Assert.Contains(code, said, StringComparison.Ordinal);
        Assert.Contains(way, said.Replace("\\u0022", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_it_is_quick_and_clean()
    {
        _wizard.Token();
        _wizard.Docker("stop", _wizard.Name);
        Assert.Equal("0", _wizard.Inspect("{{.State.ExitCode}}"));
    }

    public void Dispose() => _wizard.Dispose();
}
