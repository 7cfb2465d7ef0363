using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>What every generated installation has to pass before anything starts.</summary>
public sealed class EveryScenarioTests
{
    public static TheoryData<string> Scenarios => new(Testing.Scenarios.All.Keys);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Both_composes_understand_the_file_and_agree_on_what_runs(string scenario)
    {
        using var directory = Write(scenario, "compose");
        var services = new[] { RealPart.Compose2(), RealPart.Compose1() }.Select(compose =>
        {
            var listed = new ChildProcess(compose, "config", "--services") { Directory = directory.Path }.Run().Successful();
            Assert.DoesNotContain("warn", listed.Errors, StringComparison.OrdinalIgnoreCase);
            return listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray();
        }).ToArray();
        Assert.Equal(services[0], services[1]);
        Assert.Contains("mathesar", services[0]);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Run_sh_is_read_by_every_shell_and_pleases_shellcheck(string scenario)
    {
        using var directory = Write(scenario, "docker");
        var script = directory.At("run.sh");
        Assert.Equal("", new ChildProcess(RealPart.Require("shellcheck"), "--severity=warning", script).Run().Output);
        foreach (var (shell, options) in new (string, string[])[] { ("sh", []), ("dash", []), ("bash", ["--posix"]), ("busybox", ["sh"]) })
        {
            new ChildProcess(RealPart.Require(shell), [.. options, "-n", script]).Run().Successful();
        }
    }

    private static TemporaryDirectory Write(string scenario, string target)
    {
        var directory = new TemporaryDirectory();
        var setup = Setup.Of(Testing.Scenarios.All[scenario].With(RunSettings.Target, target));
        Assert.True(InstallDirectory.Open(directory.Path).Write(new(setup.Files, [])).Succeeded);
        return directory;
    }
}
