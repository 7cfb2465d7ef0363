using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
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
        var outcome = await CheckRunner.TryAsync(new EngineCheck(static () => "/nowhere"), s_setup, TestContext.Current.CancellationToken);
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
        Assert.Equal(["engine.selinux", "host.firewall"], HostFindings.Of(open, s_engine with { IsRootless = true }, root.Path).Select(f => f.Code));
        Assert.Empty(HostFindings.Of(s_setup, s_engine, root.Path));
    }

    [Fact]
    public void Ports_that_pass_by_firewalld_are_told_and_a_rootless_engine_s_are_to_be_let_through()
    {
        using var root = new TemporaryDirectory();
        root.Write("sys/fs/cgroup/system.slice/firewalld.service/cgroup.procs", "712");
        var open = Setup.Of(Scenarios.All["lan"].With("access.bind", "0.0.0.0"));
        Assert.Equal(["engine.firewalld"], HostFindings.Of(open, s_engine, root.Path).Select(f => f.Code));
        Assert.Equal(["host.firewall"], HostFindings.Of(open, s_engine with { IsRootless = true }, root.Path).Select(f => f.Code));
    }

    [Fact]
    public void A_limit_that_the_engine_cannot_keep_is_told_and_the_fix_takes_it_back()
    {
        var limited = Setup.Of(Scenarios.All["recommended"].With("limits.memory", "2g"));
        var weak = s_engine with { IsRootless = true, LimitsResources = false, CgroupVersion = "1" };
        var finding = Assert.Single(HostFindings.Of(limited, weak));
        Assert.Equal(("engine.no-limits", "limits.memory"), (finding.Code, finding.Fix!.Set.Single().Key));
        Assert.Null(finding.Fix.Set["limits.memory"]);
        Assert.Empty(HostFindings.Of(limited, s_engine));
        Assert.Empty(HostFindings.Of(s_setup, weak));
    }

    [Theory]
    [InlineData("2.24.6", true)]
    [InlineData("2.20.2-ubuntu1", true)]
    [InlineData("2.24.7", false)]
    [InlineData("2.26.1-4", false)]
    [InlineData("5.0.0", false)]
    [InlineData("1.29.2", false)]
    public void A_Compose_that_adds_braces_is_told(string version, bool isTold) =>
        Assert.Equal(isTold, HostFindings.OldCompose(version) is { Code: "engine.old-compose" });

    [Theory]
    [InlineData("5.4.2", "4.9", null, null)]
    [InlineData("4.9.3", "4.9", null, null)]
    [InlineData("4.4.0-rc1", "4.9", "engine.podman-version", "4.4")]
    [InlineData("4.3.1", "4.9", "engine.podman-version", "4.3")]
    [InlineData("4.3.1", "4.3", null, null)]
    [InlineData("5.4.2", "4.3", "engine.podman-quadlet", "5.4")]
    [InlineData("3.4.4", "4.9", "engine.old-podman", null)]
    public void A_Podman_that_is_older_or_newer_than_the_files_is_told_and_the_fix_fits(string here, string asked, string? code, string? fix)
    {
        Answers For(string version) => Draft.Empty.With("target", "podman").With("podman.version", version).Read().Answers;
        var finding = PodmanVersions.Of(s_engine with { Version = here, IsPodman = true }, For(asked));
        Assert.Equal((code, fix), (finding?.Code, finding?.Fix?.Set["podman.version"]));
        Assert.Null(fix is null ? null : PodmanVersions.Of(s_engine with { Version = here }, For(fix)));
    }

    [Fact]
    public async Task The_Podman_of_this_machine_is_found_without_a_socket()
    {
        var version = new ChildProcess(RealPart.Require("podman"), "--version").Run().Output.Trim().Split(' ')[^1];
        var setup = Setup.Of(Draft.Empty.With("target", "podman").With("podman.version", string.Join('.', version.Split('.')[..2]))
            .With("podman.user", "root").Settle(Scenarios.Machine));
        var outcome = await CheckRunner.TryAsync(new EngineCheck(static () => "/nowhere"), setup, TestContext.Current.CancellationToken);
        Assert.Matches($@"^Found Podman {Regex.Escape(version)}(, rootless)?, with control groups of version [12]\.$", outcome.Said);
        Assert.DoesNotContain(outcome.Findings, f => f.Severity is Severity.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"host\": {}}")]
    public void What_is_no_answer_of_podman_s_is_none(string output) => Assert.Null(PodmanProgram.Parse(output));

    [Fact]
    public void What_rootless_Podman_may_not_limit_is_read()
    {
        const string Info = """
            {"host": {"arch": "amd64", "cgroupVersion": "v2", "cgroupControllers": [CONTROLLERS], "hostname": "tables",
                      "remoteSocket": {"path": "/run/user/1000/podman/podman.sock"}, "security": {"rootless": true}},
             "store": {"graphRoot": "/"}, "version": {"Version": "5.4.2"}}
            """;
        Assert.False(PodmanProgram.Parse(Info.Replace("CONTROLLERS", "", StringComparison.Ordinal))!.LimitsResources);
        var podman = PodmanProgram.Parse(Info.Replace("CONTROLLERS", "\"cpu\", \"memory\"", StringComparison.Ordinal))!;
        Assert.Equal((true, true, "2", "5.4.2", true),
            (podman.LimitsResources, podman.IsRootless, podman.CgroupVersion, podman.Version, podman.FreeBytes > 0));
    }
}
