using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>What every generated installation has to pass before anything starts.</summary>
public sealed class EveryScenarioTests
{
    private static readonly (string Shell, string[] Options)[] s_shells = [("sh", []), ("dash", []), ("bash", ["--posix"]), ("busybox", ["sh"])];

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

    public static TheoryData<string, string, string> Scripts =>
        new(Testing.Scenarios.All.Keys.SelectMany(_ => new[] { ("docker", "run.sh"), ("podman", "install.sh") },
            (scenario, script) => (scenario, script.Item1, script.Item2)));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_read_by_every_shell_and_pleases_shellcheck(string scenario, string target, string name)
    {
        using var directory = Write(scenario, target);
        var script = directory.At(name);
        Assert.Equal("", new ChildProcess(RealPart.Require("shellcheck"), "--severity=warning", script).Run().Output);
        foreach (var (shell, options) in s_shells)
        {
            new ChildProcess(RealPart.Require(shell), [.. options, "-n", script]).Run().Successful();
        }
    }

    [Fact]
    public void Scripts_without_containers_are_read_by_every_shell_and_please_shellcheck() => Assert.All(OnHost(), draft =>
    {
        using var directory = Write(draft);
        var scripts = new[] { "install.sh", "uninstall.sh" }.Select(directory.At).ToArray();
        Assert.Equal("", new ChildProcess(RealPart.Require("shellcheck"), [.. scripts, directory.At("start.sh")]).Run().Output);
        foreach (var (shell, options) in s_shells)
        {
            Assert.All(scripts, script => new ChildProcess(RealPart.Require(shell), [.. options, "-n", script]).Run().Successful());
        }

        new ChildProcess("bash", "-n", directory.At("start.sh")).Run().Successful();
    });

    [Fact]
    public void Units_without_containers_are_verified_by_systemd()
    {
        using var machine = new HostMachine();
        Assert.All(OnHost().Index(), item =>
        {
            using var directory = Write(item.Item);
            machine.Copy(directory.At("units"), $"/units/{item.Index}");
            // What the unit of the database starts has to be there.
            var place = Setup.Of(item.Item).Plan.Place!.Directory.Replace("~", "/root", StringComparison.Ordinal);
            machine.AsRoot("sh", "-c", "mkdir -p \"$1/postgresql\" && cp /bin/true \"$1/postgresql/postgres\"", "sh", place).Successful();
            var said = machine.Shell($"cd /units/{item.Index} && HOME=/root XDG_RUNTIME_DIR=/run systemd-analyze "
                + $"{(place.StartsWith("/root", StringComparison.Ordinal) ? "--user" : "--system")} verify ./*.service")
                .Successful();
            Assert.Equal("", said.Output + said.Errors);
        });
    }

    // Every scenario for the machine, and a few for one user.
    private static IEnumerable<Draft> OnHost() => Testing.Scenarios.All.Values.Select(draft => draft.With(RunSettings.Target, "systemd"))
        .Where(draft => !Setup.Of(draft).IsBlocked)
        .Concat(new[]
        {
            "recommended",
            "hostile-secrets",
            "single-sign-on",
        }.Select(name => Testing.Scenarios.All[name].With(RunSettings.Target, "systemd").With("systemd.scope", "user")
            .With("systemd.directory", "~/it's my \\ %h tables")));

    private static TemporaryDirectory Write(string scenario, string target) =>
        Write(Testing.Scenarios.All[scenario].With(RunSettings.Target, target));

    private static TemporaryDirectory Write(Draft draft)
    {
        var directory = new TemporaryDirectory();
        var setup = Setup.Of(draft);
        Assert.True(InstallDirectory.Open(directory.Path).Write(new(setup.Files, [])).Succeeded);
        return directory;
    }
}
