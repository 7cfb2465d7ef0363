using System.Globalization;
using System.Runtime.CompilerServices;

namespace MathesarSetup.Web.Tests.Container;

/// <summary>
/// The unit of docs/first-boot.md under a real systemd, with the published program: it shows the way in, and ends for good once Mathesar has its
/// administrator.
/// </summary>
public sealed class FirstBootTests : IDisposable
{
    private const string Unit = "mathesar-setup-first-boot.service";
    private const string Place = "/var/lib/mathesar";

    private readonly string _docker = StandIns.Require();
    private readonly string _name = "first-boot-" + Guid.NewGuid().ToString("n")[..12];
    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _program = new();
    private readonly HostMachine _machine;

    public FirstBootTests()
    {
        WizardImage.Extract(_program.Path);
        _machine = new HostMachine("--tty", "--network", "host", "--volume", "/var/run/docker.sock:/run/docker.sock", "--volume",
            $"{_directory.Path}:{Place}");
        _machine.Copy(_program.Path, "/usr/local/bin");
        _machine.Write($"/etc/systemd/system/{Unit}", File.ReadAllText(UnitFile()));
        // Other tests of this machine have the usual port.
        _machine.Write($"/etc/systemd/system/{Unit}.d/port.conf",
            string.Create(CultureInfo.InvariantCulture,
                $"[Service]\nExecStart=\n"
                    + $"ExecStart=/usr/local/bin/mathesar-setup serve --first-boot --no-browser --dir {Place} --port {FreePort.Take()}\n"));
    }

    [Fact]
    public void It_shows_the_way_in_and_ends_for_good_once_Mathesar_has_its_administrator()
    {
        _machine.AsRoot("systemctl", "enable", "--now", Unit).Successful();
        Eventually.Happens(() => Journal().Contains("token=", StringComparison.Ordinal));
        Eventually.Happens(() => _machine.Screen.Contains("token=", StringComparison.Ordinal));
        Assert.Equal("active", State("ActiveState"));

        // As if somebody had installed it on the command line, past this wizard.
        Setup("apply", "--yes", "--dir", Place, "--install-name", _name, "--access-port", FreePort.Take().ToString(CultureInfo.InvariantCulture),
            "--mathesar-image", StandIns.Mathesar("0.12.0"), "--database-image", StandIns.Postgres);
        _machine.AsRoot("systemctl", "restart", Unit).Successful();
        Eventually.Happens(() => Journal().Contains("the first boot is over", StringComparison.Ordinal));

        // What is started again by itself does not count as started: it ends without running.
        Eventually.Happens(() => (State("ActiveState"), State("ConditionResult")) == ("inactive", "no"));
        Assert.Single(Journal().Split('\n'), static line => line.Contains("the first boot is over", StringComparison.Ordinal));
        _machine.Reboot();
        Assert.Equal(("inactive", "no"), (State("ActiveState"), State("ConditionResult")));
    }

    public void Dispose()
    {
        foreach (var (list, remove) in new[] { ("ps --all", "rm --force --volumes"), ("network ls", "network rm"), ("volume ls", "volume rm") })
        {
            foreach (var id in new ChildProcess(_docker, [.. list.Split(' '), "--quiet", "--filter", $"name={_name}"]).Run().Output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                new ChildProcess(_docker, [.. remove.Split(' '), id]).Run();
            }
        }

        _machine.Dispose();
        _program.Dispose();
        _directory.Dispose();
    }

    private string Journal() => _machine.AsRoot("journalctl", "--no-pager", "--output", "cat", "--unit", Unit).Output;

    private string State(string property) => _machine.AsRoot("systemctl", "show", "--property", property, "--value", Unit).Successful().Output.Trim();

    private void Setup(params string[] arguments) => _machine.AsRoot(["/usr/local/bin/mathesar-setup", .. arguments]).Successful();

    private static string UnitFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", Unit);
}
