using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Hosts;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>What a machine has, and what one may lack.</summary>
public sealed class HostCheckTests
{
    private static readonly HostFacts s_good =
        new(new Version(3, 11, 2), HasCairo: true, HasDownloader: true, HasSystemd: true, OtherMathesar: null, FreeBytes: 50_000_000_000);
    private static readonly UserManager s_services = new("grace", HasSystemd: true, Runs: true, Lingers: true);

    public static TheoryData<string> Lacks => [.. s_lacks.Keys];

    private static readonly Dictionary<string, HostFacts> s_lacks = new()
    {
        ["host.no-systemd"] = s_good with { HasSystemd = false },
        ["host.no-cairo"] = s_good with { HasCairo = false },
        ["host.no-downloader"] = s_good with { HasDownloader = false },
        ["host.no-tool"] = s_good with { MissingTools = ["tar"] },
        ["host.old-python"] = s_good with { Python = new Version(3, 9, 18) },
        ["host.no-room"] = s_good with { FreeBytes = 1_000_000_000 },
        ["host.little-disk"] = s_good with { FreeBytes = 3_000_000_000 },
        ["host.other-mathesar"] = s_good with { OtherMathesar = "/usr/local/bin/mathesar" },
        ["host.no-user-manager"] = s_good with { Services = s_services with { Runs = false } },
        ["host.no-linger"] = s_good with { Services = s_services with { Lingers = false } },
        ["host.firewall"] = s_good with { Firewall = "ufw" },
    };

    [Theory]
    [MemberData(nameof(Lacks))]
    public void What_is_lacking_is_told(string code) =>
        Assert.Equal(code, Assert.Single(MachineFindings.Of(s_lacks[code], OnHost(("access.bind", "0.0.0.0")))).Code);

    [Fact]
    public void A_machine_that_has_everything_is_not_talked_about()
    {
        Assert.Empty(MachineFindings.Of(s_good with { Services = s_services }, OnHost()));
        Assert.Empty(MachineFindings.Of(s_lacks["host.no-cairo"], OnHost(("mathesar.version", "0.5.0"))));
        Assert.Empty(MachineFindings.Of(s_lacks["host.firewall"], OnHost()));
        Assert.Equal("host.no-systemd",
            Assert.Single(MachineFindings.Of(
                s_good with { HasSystemd = false, Services = new("grace", HasSystemd: false, Runs: false, Lingers: false) }, OnHost())).Code);
    }

    [Theory]
    [InlineData("etc/ufw/ufw.conf", "# on or off\nENABLED=yes\n", "ufw", "sudo ufw allow 8000/tcp")]
    [InlineData("sys/fs/cgroup/system.slice/firewalld.service/cgroup.procs", "712\n", "firewalld",
        "sudo firewall-cmd --add-port=8000/tcp --permanent && sudo firewall-cmd --reload")]
    [InlineData("etc/ufw/ufw.conf", "ENABLED=no\n", null, "")]
    public void A_firewall_is_told_with_the_command_that_opens_it(string path, string text, string? firewall, string command)
    {
        using var root = new TemporaryDirectory();
        root.Write(path, text);
        Assert.Equal(firewall, Firewall.Find(root.Path));
        Assert.Equal(command, firewall is null ? "" : Firewall.Opening(firewall, 8000));
    }

    [Fact]
    public void The_systemd_of_this_user_is_seen_by_the_files_that_it_keeps()
    {
        using var root = new TemporaryDirectory();
        Assert.Equal(new UserManager(Environment.UserName, false, false, false), UserManager.Read(root.Path));
        root.Write("run/systemd/system/.keep", "");
        root.Write($"run/user/{new ChildProcess("id", "-u").Run().Output.Trim()}/systemd/private", "");
        root.Write($"var/lib/systemd/linger/{Environment.UserName}", "");
        Assert.Equal(new UserManager(Environment.UserName, true, true, true), UserManager.Read(root.Path));
    }

    [Fact]
    public async Task This_machine_is_read_as_its_own_programs_tell_it()
    {
        var facts = await HostFacts.ReadAsync(OnHost().Plan.Place!, TestContext.Current.CancellationToken);
        Assert.Equal(new ChildProcess(RealPart.Require("python3"), "--version").Run().Successful().Output.Trim(), $"Python {facts.Python}");
        Assert.Equal(new ChildProcess(RealPart.Require("ldconfig"), "-p").Run().Output.Contains("libcairo.so.2", StringComparison.Ordinal),
            facts.HasCairo);
    }

    [Fact]
    public async Task It_runs_where_there_are_no_containers_and_nowhere_else()
    {
        var result = await CheckRunner.RunAsync(new HostCheck(), OnHost(), TestContext.Current.CancellationToken);
        Assert.NotEqual(CheckEnd.Held, result.End);
        Assert.False(new HostCheck().AppliesTo(Setup.Of(Scenarios.All["recommended"])));
    }

    private static Setup OnHost(params (string Key, string Text)[] answers) =>
        Setup.Of(answers.Aggregate(Draft.Empty.With("target", "systemd"), (draft, answer) => draft.With(answer.Key, answer.Text))
            .Settle(Scenarios.Machine));
}
