using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>The part about what people wrote.</summary>
public sealed partial class HostUpdateTests
{
    [Fact]
    public void What_was_written_since_another_release_serves_is_kept()
    {
        var (old, update) = Installed("since", "/root");
        var port = ("access.port", old.Setup.Answers.Text(AccessSettings.Port));
        Make("since", "/root", "0.11.0", port);

        // As a power cut leaves it before the very end.
        old.Install("MATHESAR_WAY_BACK=yes", []).Successful();
        Assert.Equal(0, _machine.AsRoot("test", "-d", "/opt/since/.switch").ExitCode);
        old.Query("INSERT INTO stand_in_accounts VALUES ('since', 'since@localhost', '')");
        Assert.Contains("/opt/since/copies/until-", old.Install("step", "back").Successful().Output, StringComparison.Ordinal);
        Assert.Equal((Old, "admin"), (old.Fit(), Accounts(old)));
        Assert.Contains("since@localhost", _machine.Shell("cat /opt/since/copies/until-*.sql").Output, StringComparison.Ordinal);

        old.Install("MATHESAR_WAY_BACK=yes", []).Successful();
        old.Query("INSERT INTO stand_in_accounts VALUES ('since', 'since@localhost', '')");
        update();
        old.Query(TwoAlike);
        Assert.Contains("Mathesar 0.11.0 runs as before, and its database is as it was.", old.Install().Errors, StringComparison.Ordinal);
        Assert.Equal(("""{"release": "0.11.0", "fits": true}""", "admin one since two"), (old.Fit(), Accounts(old)));
        old.Query("DELETE FROM stand_in_accounts WHERE name = 'two'");
        old.Install("MATHESAR_WAY_BACK=yes", []).Successful();
        old.Query("DELETE FROM stand_in_accounts WHERE name = 'one'");
        old.Install().Successful();
        Assert.Equal((New, "admin since"), (old.Fit(), Accounts(old)));
        Assert.Equal("0.11.0\n0.12.0\n", _machine.AsRoot("ls", "/opt/since/releases").Output);
        Assert.NotEqual(0, _machine.AsRoot("test", "-e", "/opt/since/.switch").ExitCode);
        old.Uninstall("delete", "the", "data", "of", "since").Successful();
    }

    [Fact]
    public void A_copy_of_an_earlier_time_is_never_loaded()
    {
        var (old, update) = Installed("stale", "/root");
        old.Query(TwoAlike);
        Assert.Contains("runs as before", update().Install().Errors, StringComparison.Ordinal);
        old.Query("INSERT INTO stand_in_accounts VALUES ('later', 'later@localhost', '')");
        var said = old.Install("MATHESAR_WITHOUT_COPY=yes", []);
        Assert.Contains("ended in the middle", said.Errors, StringComparison.Ordinal);
        Assert.Contains("before-0.12.0.sql is a copy of an earlier time", said.Errors, StringComparison.Ordinal);
        Assert.Equal("admin later one two", Accounts(old));
        old.Query("DELETE FROM stand_in_accounts WHERE name = 'two'");
        old.Install().Successful();
        Assert.Equal((New, "admin later one"), (old.Fit(), Accounts(old)));
        old.Uninstall("delete", "the", "data", "of", "stale").Successful();
    }
}
