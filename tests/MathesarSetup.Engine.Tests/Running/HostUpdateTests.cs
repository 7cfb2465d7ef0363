using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>
/// An update without containers, on a real systemd 252: whatever ends it, a program serves that fits its tables, or the truth is said.
/// </summary>
public sealed partial class HostUpdateTests(HostUpdateTests.Machine fixture) : IClassFixture<HostUpdateTests.Machine>
{
    private const string Old = """{"release": "0.10.1", "fits": true}""";
    private const string New = """{"release": "0.12.0", "fits": true}""";

    // What the last migration of 0.12.0 cannot stand.
    private const string TwoAlike = "INSERT INTO stand_in_accounts VALUES ('one', 'twice@localhost', ''), ('two', 'twice@localhost', '')";

    private static int s_port = 8300;

    private readonly HostMachine _machine = fixture.Host;

    [Theory]
    [InlineData("system", "/root")]
    [InlineData("user", HostMachine.Home)]
    public void Without_a_network_the_former_program_goes_on_and_survives_a_reboot(string scope, string home)
    {
        var (old, update) = Installed("away-" + scope, home, ("systemd.scope", scope));
        var process = old.MainProcess;
        var said = update().InstallWithoutPackages();
        Assert.NotEqual(0, said.ExitCode);
        Assert.Contains("Failed to fetch", said.Errors, StringComparison.Ordinal);
        Assert.Contains("your data is as it was.\nMathesar 0.10.1 runs as before.", said.Errors, StringComparison.Ordinal);
        Assert.Equal((process, Old), (old.MainProcess, old.Fit()));
        old.Systemctl("restart", old.Name).Successful();
        Assert.Equal(Old, old.Fit());
        _machine.Reboot();
        Assert.Equal(Old, old.Fit());

        old.Install().Successful();
        Assert.Equal(New, old.Fit());
        Assert.Equal("0.10.1\n0.12.0\n", _machine.AsRoot("ls", $"{old.Program}/releases").Output);
        process = old.MainProcess;
        Assert.Contains("is installed already", old.Install().Successful().Output, StringComparison.Ordinal);
        Assert.Equal(process, old.MainProcess);
        _machine.Reboot();
        Assert.Equal(New, old.Fit());
        old.Uninstall("delete", "the", "data", "of", old.Name).Successful();
    }

    [Fact]
    public void A_migration_that_changes_nothing_before_it_fails_costs_nothing()
    {
        var (old, update) = Installed("first", "/root");
        old.Query("INSERT INTO stand_in_accounts VALUES (repeat('x', 70), 'long@localhost', '')");
        var said = update().Install();
        Assert.NotEqual(0, said.ExitCode);
        Assert.Contains("Mathesar 0.10.1 runs as before, and its database is as it was.", said.Errors, StringComparison.Ordinal);
        Assert.Equal(Old, old.Fit());
        old.Systemctl("restart", old.Name).Successful();
        Assert.Equal(Old, old.Fit());

        old.Query("DELETE FROM stand_in_accounts WHERE length(name) > 63");
        old.Install().Successful();
        Assert.Equal(New, old.Fit());
        old.Uninstall("delete", "the", "data", "of", "first").Successful();
    }

    [Fact]
    public void A_migration_that_fails_in_the_middle_is_undone_by_the_copy()
    {
        var (old, update) = Installed("middle", "/root");
        old.Query(TwoAlike);
        var said = update().Install();
        Assert.Contains("Mathesar 0.10.1 runs as before, and its database is as it was.", said.Errors, StringComparison.Ordinal);
        Assert.Equal((Old, "admin one two"), (old.Fit(), Accounts(old)));
        Assert.Equal("root 600", _machine.AsRoot("stat", "--format", "%U %a", "/opt/middle/copies/before-0.12.0.sql").Output.Trim());

        old.Query("DELETE FROM stand_in_accounts WHERE name = 'two'");
        old.Install().Successful();
        Assert.Equal((New, "admin one"), (old.Fit(), Accounts(old)));
        old.Uninstall("delete", "the", "data", "of", "middle").Successful();
    }

    [Fact]
    public void Where_the_copy_cannot_be_loaded_no_program_meets_tables_that_it_does_not_know()
    {
        var (old, update) = Installed("between", "/root");
        old.Query(TwoAlike + "; CREATE SCHEMA mine");
        var said = update().Install();
        Assert.Contains("ended in the middle", said.Errors, StringComparison.Ordinal);
        Assert.Contains("/opt/between/copies/before-0.12.0.sql", said.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("runs as before", said.Errors, StringComparison.Ordinal);
        _machine.Reboot();
        Assert.NotEqual(0, old.Systemctl("restart", "between").ExitCode);
        Assert.Equal("000", old.Status("/fit"));

        old.Query("DELETE FROM stand_in_accounts WHERE name = 'two'");
        old.Systemctl("restart", "between").Successful();
        Assert.Equal(New, old.Fit());
        old.Install().Successful();
        Assert.NotEqual(0, _machine.AsRoot("test", "-e", "/opt/between/.switch").ExitCode);
        old.Uninstall("delete", "the", "data", "of", "between").Successful();
    }

    [Fact]
    public void A_program_of_the_former_layout_is_moved_over_and_stays_until_the_update_after()
    {
        var old = Make("mathesar", "/root", "0.10.1", ("access.port", "8000"));
        using (var former = new TemporaryDirectory())
        {
            Directory.CreateDirectory(former.At("units"));
            ReleaseStandIn.PutFormerLayout(former.Path);
            _machine.Copy(former.Path, old.Files);
        }

        old.Install().Successful();
        _machine.Shell("touch /opt/mathesar/mine /opt/mathesar/.media/upload").Successful();
        Assert.Equal(Old, old.Fit());
        var process = old.MainProcess;
        var next = Make("mathesar", "/root", "0.11.0", ("access.port", "8000"));
        Assert.Contains("Mathesar 0.10.1 runs as before.", next.InstallWithoutPackages().Errors, StringComparison.Ordinal);
        Assert.Equal((process, Old), (old.MainProcess, old.Fit()));
        old.Query("INSERT INTO stand_in_accounts VALUES (repeat('x', 70), 'long@localhost', '')");
        Assert.Contains("Mathesar 0.10.1 runs as before, and", next.Install().Errors, StringComparison.Ordinal);
        old.Systemctl("restart", old.Name).Successful();
        Assert.Equal(Old, old.Fit());

        old.Query("DELETE FROM stand_in_accounts WHERE length(name) > 63");
        next.Install().Successful();
        Assert.Equal("""{"release": "0.11.0", "fits": true}""", next.Fit());
        Assert.Equal(0, _machine.AsRoot("test", "-x", "/opt/mathesar/bin/mathesar").ExitCode);
        Make("mathesar", "/root", "0.12.0", ("access.port", "8000")).Install().Successful();
        Assert.Equal(New, next.Fit());
        Assert.Equal(".mathesar-setup .media .secrets copies current database downloads mine postgresql releases socket",
            _machine.Shell("LC_ALL=C ls -A /opt/mathesar").Output.Trim().Replace('\n', ' '));
        Assert.Equal("upload\n", _machine.AsRoot("ls", "/opt/mathesar/current/.media/").Output);
        next.Uninstall("delete", "the", "data", "of", "mathesar").Successful();
    }

    [Fact]
    public void Killed_anywhere_what_starts_next_fits_its_tables_and_the_next_run_ends_right()
    {
        var (old, update) = Installed("killed", "/root");
        update();
        int[] whileBuilding = [2, 6, 9, 12];
        Assert.All(whileBuilding, line => Assert.Equal((false, Old), (Killed(line), old.Fit())));
        old.Install("step", "program").Successful();
        var (seen, ended) = (new List<string>(), false);
        for (var line = 4; !ended; line++)
        {
            Assert.True(line < 30, "It never came to an end.");
            ended = Killed(line);
            old.Systemctl("restart", "killed").Successful();
            seen.Add(old.Fit());
        }

        Assert.Equal([Old, New], seen.Distinct());
        Assert.True(seen.Count > 5);
        Assert.Equal("0.10.1\n0.12.0\n", _machine.AsRoot("ls", "/opt/killed/releases").Output);
        Assert.NotEqual(0, _machine.AsRoot("test", "-e", "/opt/killed/.switch").ExitCode);
        old.Uninstall("delete", "the", "data", "of", "killed").Successful();

        // The script and all that it called are killed when it says the line; whether it ended before.
        bool Killed(int line) => _machine.Shell($$"""
            rm -f /tmp/said && mkfifo /tmp/said
            MATHESAR_DOWNLOADS=/srv/downloads setsid /root/killed/install.sh >/tmp/said 2>&1 &
            script=$! count=0
            while IFS= read -r said; do
              case $said in "  +"* | "  #"*) count=$((count + 1)) ;; esac
              if [ "$count" = {{line}} ]; then kill -KILL -- "-$script"; fi
            done </tmp/said
            wait "$script"
            """).ExitCode == 0;
    }

    [Fact]
    public void An_older_release_is_refused_and_one_that_serves_can_be_built_anew_beside_itself()
    {
        var (old, _) = Installed("anew", "/root");
        old.Install("step", "program").Successful();
        Assert.Equal("releases/0.10.1\n", _machine.AsRoot("readlink", "/opt/anew/current").Output);
        old.Install().Successful();
        Assert.Equal("releases/0.10.1-again\n", _machine.AsRoot("readlink", "/opt/anew/current").Output);
        var older = Make("anew", "/root", "0.9.0", ("access.port", old.Setup.Answers.Text(AccessSettings.Port)));
        Assert.Contains("Mathesar 0.10.1 is installed, and the older 0.9.0", older.Install().Errors, StringComparison.Ordinal);
        Assert.Equal(Old, old.Fit());
        old.Uninstall("delete", "the", "data", "of", "anew").Successful();
    }

    private static string Accounts(HostInstallation installation) =>
        installation.Query("SELECT string_agg(name, ' ' ORDER BY name) FROM stand_in_accounts").Trim();

    // An installation of 0.10.1, and what writes the files of 0.12.0 over its own.
    private (HostInstallation Old, Func<HostInstallation> Update) Installed(string name, string home, params (string Key, string Text)[] more)
    {
        (string, string)[] texts = [("access.port", Interlocked.Increment(ref s_port).ToString(CultureInfo.InvariantCulture)), .. more];
        if (home != "/root")
        {
            _machine.AsRoot("loginctl", "enable-linger", HostMachine.User).Successful();
        }

        var old = Make(name, home, "0.10.1", texts);
        old.Install().Successful();
        Assert.Equal(Old, old.Fit());
        return (old, () => Make(name, home, "0.12.0", texts));
    }

    private HostInstallation Make(string name, string home, string release, params (string Key, string Text)[] more) =>
        new(_machine, more.Append(("install.name", name)).Append(("mathesar.version", release))
            .Aggregate(Scenarios.All["recommended"], (draft, text) => draft.With(text.Item1, text.Item2)), $"{home}/{name}");

    public sealed class Machine : IDisposable
    {
        internal HostMachine Host { get; } = new();

        public void Dispose() => Host.Dispose();
    }
}
