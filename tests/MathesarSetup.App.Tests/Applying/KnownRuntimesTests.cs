using MathesarSetup.App.Applying;
using MathesarSetup.App.Opening;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Applying;

public sealed class KnownRuntimesTests
{
    [Theory]
    [InlineData("compose", "4.9", "DockerRuntime")]
    [InlineData("docker", "4.9", "DockerRuntime")]
    [InlineData("podman", "4.4", "UnitRuntime")]
    [InlineData("podman", "4.3", null)]
    [InlineData("systemd", "4.9", "HostRuntime")]
    [InlineData("kubernetes", "4.9", "KubeRuntime")]
    public void What_installs_a_target_is_chosen_in_one_place(string target, string podman, string? runtime) =>
        Assert.Equal(runtime, KnownRuntimes.For(Of(target, podman))?.GetType().Name);

    [Fact]
    public void Helm_installs_where_it_is_on_the_path() => Assert.Equal(ProgramPath.Find("helm") is null ? null : "HelmRuntime",
        KnownRuntimes.For(Of("helm", "4.9"))?.GetType().Name);

    [Fact]
    public void Who_has_a_Podman_without_units_is_told_the_script()
    {
        using var folder = new TemporaryDirectory();
        var refusal = ApplyOrder.Of(DraftSources.ReadAt(folder.Path, Scenarios.Machine), Of("podman", "4.3"), folder.Path).Refusal;
        Assert.Equal("apply.other-target", refusal?.Code);
        Assert.Contains("./run.sh", refusal?.Message, StringComparison.Ordinal);
    }

    private static Setup Of(string target, string podman) =>
        Setup.Of(Scenarios.All["recommended"].With("target", target).With("podman.version", podman));
}
