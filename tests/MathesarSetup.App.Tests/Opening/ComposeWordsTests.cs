using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.App.Tests.Opening;

public sealed class ComposeWordsTests
{
    [Theory]
    [InlineData("docker compose, docker-compose", false, "docker compose")]
    [InlineData("docker-compose", false, "docker-compose")]
    [InlineData("podman compose", false, "podman compose")]
    [InlineData("", false, "docker compose")]
    [InlineData("docker compose, podman compose", true, "podman compose")]
    [InlineData("docker-compose", true, "DOCKER_HOST=unix:///run/podman/podman.sock docker-compose")]
    public async Task Compose_is_called_as_this_machine_has_it(string there, bool isPodman, string typed) =>
        Assert.Equal(typed, (await ComposeWords.FindAsync(isPodman ? Podman : null,
            program => Task.FromResult(there.Split(", ").Contains(program.Typed) ? "2.26.1" : null), isNamed: false)).Compose);

    [Fact]
    public async Task A_shell_that_names_the_engine_already_needs_no_more() =>
        Assert.Equal("docker-compose", (await ComposeWords.FindAsync(Podman,
            static program => Task.FromResult(program.Typed == "docker-compose" ? "1.29.2" : null), isNamed: true)).Compose);

    private static EngineInfo Podman => new()
    {
        Endpoint = new Uri("unix:///run/podman/podman.sock"),
        Source = "test",
        Name = "test",
        Product = "Podman",
        Version = "4.3.1",
        ApiVersion = new Version(1, 41),
        IsRootless = false,
        IsPodman = true,
        Architecture = "amd64",
        RootDirectory = "/var/lib/containers",
    };
}
