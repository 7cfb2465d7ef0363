using MathesarSetup.Engine.Apply;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Pulls from a real registry: with a login, without one, of what is not there, and of what is for another processor.</summary>
public sealed class PullTests : IDisposable
{
    private readonly DockerRegistry _registry = new();
    private readonly AppliedInstallation _installation = new();

    public void Dispose()
    {
        _installation.Dispose();
        _registry.Dispose();
    }

    [Fact]
    public void An_image_is_fetched_with_the_login_of_docker_and_progress_by_layer()
    {
        var image = _registry.Push($"mathesar:{_installation.Name}");
        try
        {
            // What is fetched is no Mathesar, so the run fails later on.
            var result = Apply(image, _registry.LoginFolder);
            Assert.Contains(_installation.Events,
                e => e.Step == $"pull {image}" && e.State is StepState.Progress && e.Message.Contains(':', StringComparison.Ordinal));
            Assert.Contains(_installation.Events, e => e.Step == $"pull {image}" && e.State is StepState.Done);
            Assert.Equal(ApplyOutcome.RolledBack, result.Outcome);
            Assert.DoesNotContain(_installation.Events, e => e.Message.Contains("let-me-in", StringComparison.Ordinal));
        }
        finally
        {
            _installation.Docker("rmi", "--force", image);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_login_is_asked_from_the_program_that_keeps_it(bool isForAll)
    {
        var image = _registry.Push($"mathesar:{_installation.Name}");
        try
        {
            Apply(image, _registry.KeeperFolder(isForAll));
            Assert.Contains(_installation.Events, e => e.Step == $"pull {image}" && e.State is StepState.Done);
            Assert.DoesNotContain(_installation.Events, e => e.Message.Contains("let-me-in", StringComparison.Ordinal));
        }
        finally
        {
            _installation.Docker("rmi", "--force", image);
        }
    }

    [Fact]
    public void Without_a_login_the_registrys_refusal_is_told_and_nothing_is_left()
    {
        var image = _registry.Push($"mathesar:{_installation.Name}");
        Refused("image.login-needed", image, "/nowhere");
    }

    [Fact]
    public void An_image_that_the_registry_does_not_have_is_named() =>
        Refused("image.not-found", $"{_registry.Host}/mathesar:never", _registry.LoginFolder);

    [Fact]
    public void A_registry_that_does_not_answer_is_asked_again_before_giving_up()
    {
        Refused("image.not-fetched", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Take()}/mathesar:1"),
            "/nowhere");
        Assert.Equal(3, _installation.Events.Count(e => e.Message.Contains("Trying again", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_image_for_another_processor_is_refused_before_anything_starts()
    {
        var image = $"localhost/mathesar-setup-tests/other-processor:{_installation.Name}";
        using var folder = new TemporaryDirectory();
        new ChildProcess("sh", "-euc", """
            docker save "$1" | tar -x
            sed -i 's/"architecture":"[a-z0-9]*"/"architecture":"s390x"/' "$(sed 's/.*"Config":"\([^"]*\)".*/\1/' manifest.json)"
            sed -i 's#"RepoTags":\[[^]]*\]#"RepoTags":["'"$2"'"]#' manifest.json
            rm -f repositories
            tar -c . | docker load
            """, "sh", BusyboxImage.Import("docker"), image)
        { Directory = folder.Path }.Run().Successful();
        try
        {
            var result = _installation.Apply(("mathesar.image", image));
            Assert.Equal((ApplyOutcome.Refused, "image.other-architecture"), (result.Outcome, result.Findings[0].Code));
        }
        finally
        {
            _installation.Docker("rmi", image);
        }
    }

    private void Refused(string code, string image, string loginFolder)
    {
        var result = Apply(image, loginFolder);
        Assert.True(result.Outcome is ApplyOutcome.RolledBack && result.Findings[0].Code == code, _installation.Explain(result));
        Assert.Empty(_installation.State());
        Assert.Empty(_installation.Volumes());
    }

    private ApplyResult Apply(string image, string loginFolder) =>
        _installation.Apply(_installation.Request(("mathesar.image", image)) with { LoginFolder = loginFolder });
}
