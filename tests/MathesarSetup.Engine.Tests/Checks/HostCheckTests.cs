using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Hosts;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>What a machine has, and what one may lack.</summary>
public sealed class HostCheckTests
{
    private static readonly HostFacts s_good = new(new Version(3, 11, 2), HasCairo: true, HasDownloader: true, HasSystemd: true, OtherMathesar: null, FreeBytes: 50_000_000_000);

    public static TheoryData<string> Lacks => [.. s_lacks.Keys];

    private static readonly Dictionary<string, HostFacts> s_lacks = new()
    {
        ["host.no-systemd"] = s_good with { HasSystemd = false },
        ["host.no-cairo"] = s_good with { HasCairo = false },
        ["host.no-downloader"] = s_good with { HasDownloader = false },
        ["host.old-python"] = s_good with { Python = new Version(3, 9, 18) },
        ["host.little-disk"] = s_good with { FreeBytes = 1_000_000_000 },
        ["host.other-mathesar"] = s_good with { OtherMathesar = "/usr/local/bin/mathesar" },
    };

    [Theory]
    [MemberData(nameof(Lacks))]
    public void What_is_lacking_is_told(string code) => Assert.Equal(code, Assert.Single(MachineFindings.Of(s_lacks[code], Releases.Newest)).Code);

    [Fact]
    public void A_machine_that_has_everything_is_not_talked_about()
    {
        Assert.Empty(MachineFindings.Of(s_good, Releases.Newest));
        Assert.Empty(MachineFindings.Of(s_lacks["host.no-cairo"], Releases.Find("0.5.0")!));
    }

    [Fact]
    public async Task This_machine_is_read_as_its_own_programs_tell_it()
    {
        var facts = await HostFacts.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new ChildProcess(RealPart.Require("python3"), "--version").Run().Successful().Output.Trim(), $"Python {facts.Python}");
        Assert.Equal(new ChildProcess(RealPart.Require("ldconfig"), "-p").Run().Output.Contains("libcairo.so.2", StringComparison.Ordinal), facts.HasCairo);
    }

    [Fact]
    public async Task It_runs_where_there_are_no_containers_and_nowhere_else()
    {
        var setup = Setup.Of(Draft.Empty.With("target", "systemd").Settle(Scenarios.Machine));
        var result = await CheckRunner.RunAsync(new HostCheck(), setup, TestContext.Current.CancellationToken);
        Assert.NotEqual(CheckEnd.Held, result.End);
        Assert.False(new HostCheck().AppliesTo(Setup.Of(Scenarios.All["recommended"])));
    }
}
