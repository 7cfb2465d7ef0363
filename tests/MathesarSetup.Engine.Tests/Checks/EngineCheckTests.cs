using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>The engine of this machine, and machines that are too small or guarded.</summary>
public sealed class EngineCheckTests
{
    private static readonly Setup s_setup = Setup.Of(Scenarios.All["recommended"]);

    private static readonly EngineInfo s_engine = new()
    {
        Endpoint = new Uri("unix:///var/run/docker.sock"),
        Source = "",
        Name = "",
        Product = "Docker Engine",
        Version = "28.0.0",
        ApiVersion = new Version(1, 48),
        IsRootless = false,
        IsPodman = false,
        Architecture = "amd64",
        RootDirectory = "/var/lib/docker",
        FreeBytes = 50_000_000_000,
    };

    [Fact]
    public async Task The_engine_of_this_machine_is_found()
    {
        DockerEngine.Require();
        var outcome = await CheckRunner.TryAsync(new EngineCheck(), s_setup, TestContext.Current.CancellationToken);
        Assert.StartsWith("Found Docker Engine ", outcome.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Findings, f => f.Severity is Severity.Error);
    }

    [Theory]
    [InlineData(4_000_000_000, 8_000_000_000, "engine.little-disk", null)]
    [InlineData(50_000_000_000, 1_000_000_000, "engine.little-memory", "3")]
    [InlineData(50_000_000_000, 400_000_000, "engine.little-memory", "1")]
    public void A_machine_that_is_too_small_is_told(long disk, long memory, string code, string? workers)
    {
        var finding = Assert.Single(SizeFindings.Of(s_setup, s_engine with { FreeBytes = disk }, Scenarios.Machine with { MemoryBytes = memory }));
        Assert.Equal((code, workers), (finding.Code, finding.Fix?.Set["tuning.workers"]));
    }

    [Fact]
    public void A_machine_that_is_large_enough_is_not_talked_about() => Assert.Empty(SizeFindings.Of(s_setup, s_engine, Scenarios.Machine));

    [Fact]
    public void A_firewall_that_ports_pass_by_and_SELinux_are_told_where_they_are_on()
    {
        using var root = new TemporaryDirectory();
        var open = Setup.Of(Scenarios.All["lan"].With("proxy.kind", "nginx").With("access.url", "http://192.168.1.20"));
        Assert.Empty(HostFindings.Of(open, s_engine, root.Path));
        root.Write("etc/ufw/ufw.conf", "# on or off\nENABLED=yes\n");
        root.Write("sys/fs/selinux/enforce", "1");
        Assert.Equal(["engine.selinux", "engine.ufw"], HostFindings.Of(open, s_engine, root.Path).Select(f => f.Code));
        Assert.Equal(["engine.selinux"], HostFindings.Of(open, s_engine with { IsRootless = true }, root.Path).Select(f => f.Code));
        Assert.Empty(HostFindings.Of(s_setup, s_engine, root.Path));
    }
}
