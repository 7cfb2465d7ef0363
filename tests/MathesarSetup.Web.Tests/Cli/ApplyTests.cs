using System.Globalization;
using System.Text.Json;
using MathesarSetup.Engine.Checks.Engines;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>apply</c> as scripts see it, on the real engine with stand-ins for images.</summary>
public sealed class ApplyTests : IDisposable
{
    private readonly EngineRun _run = new();

    private SetupProgram Setup => _run.Setup;

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task It_tells_events_one_a_line_and_in_the_end_where_Mathesar_is()
    {
        var first = Setup.Run([.. _run.Apply, "--yes", "--json"]).Successful();
        var events = first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.All(events,
            e => Assert.All(new[] { "time", "step", "state", "message" }, name => Assert.True(e.GetProperty(name).GetString() is { Length: > 0 })));
        Assert.Contains(events, e => e.GetProperty("step").GetString() == "wait mathesar" && e.GetProperty("state").GetString() == "done");
        Assert.Equal(("result", "applied"), (events[^1].GetProperty("step").GetString(), events[^1].GetProperty("state").GetString()));
        Assert.DoesNotContain(File.ReadLines(Setup.Directory.At("here/mathesar.secrets.yaml"))
            .First(l => l.Contains("password:", StringComparison.Ordinal)).Split(": ")[1], first.Output, StringComparison.Ordinal);

        var again = Setup.Run("apply", "--dir", "here").Successful();
        Assert.Contains("Nothing to do", again.Output, StringComparison.Ordinal);
        Assert.Contains($"Open it:  http://localhost:{_run.Port}", again.Output, StringComparison.Ordinal);
        Assert.Contains("Log in as before", again.Output, StringComparison.Ordinal);
        var compose = (await ComposeWords.FindAsync(null, TestContext.Current.CancellationToken)).Compose;
        Assert.All([$"  stop     {compose} stop", $"  log      {compose} logs", "  update   mathesar-setup generate --mathesar-version RELEASE",
            $"  back up  {compose} exec"], line => Assert.Contains(line, again.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void The_password_is_named_where_it_opens_the_account()
    {
        var first = Setup.Run([.. _run.Apply, "--yes"]).Successful();
        Assert.Contains($"Log in as admin; the password stands in {Setup.Directory.At("here/mathesar.secrets.yaml")}", first.Output,
            StringComparison.Ordinal);

        // A password that was written down later is not the one that the account has.
        var changed = Setup.Run("apply", "--dir", "here", "--yes", "--admin-password-file",
            Setup.Directory.Write("later", "another one 0123456789")).Successful();
        Assert.Contains("Log in as before", changed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Log in as admin", changed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_yes_the_changes_are_shown_and_nothing_happens()
    {
        var run = Setup.Run(_run.Apply);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"create  container {_run.Name}-mathesar-1", run.Output, StringComparison.Ordinal);
        Assert.Contains("--yes", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Setup.Directory.At("here")));
    }

    [Fact]
    public void What_a_check_found_wrong_is_accepted_by_its_name_alone()
    {
        string[] elsewhere =
        [
            .. _run.Apply, "--database-mode", "existing", "--database-host", "no-such-host.invalid", "--database-name", "tables",
            "--database-user", "tables", "--database-password-file", Setup.Directory.Write("password", "0Xq7rT2mV9bN4kL8"),
        ];
        var run = Setup.Run([.. elsewhere, "--yes"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("To install all the same: --accept-finding database.unknown-host", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Setup.Directory.At("here")));

        var asked = Setup.Run(elsewhere);
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("(database.unknown-host). Install although this stands? [y/N]", asked.Errors, StringComparison.Ordinal);

        var accepted = Setup.Run([.. elsewhere, "--accept-finding", "database.unknown-host"]);
        Assert.Contains("Do this? [y/N]", accepted.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Install although", accepted.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_ends_with_1_and_the_words_that_everything_is_as_before()
    {
        var run = Setup.Run([.. _run.Apply, "--yes", "--mathesar-image", BusyboxImage.Import(_run.Docker)]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("everything is as before", run.Output, StringComparison.Ordinal);
        Assert.Equal("", new ChildProcess(_run.Docker, "ps", "--all", "--quiet", "--filter", $"name={_run.Name}").Run().Output);
    }

    [Theory]
    [InlineData("Waiting until db", "INT", "--yes")]
    [InlineData("Waiting until db", "TERM", "--yes")]
    [InlineData("Do this?", "INT")]
    public void An_interrupt_ends_with_130_and_everything_is_as_before(string moment, string signal, params string[] options)
    {
        var run = Setup.RunAndSignal(moment, signal, [.. _run.Apply, .. options]);
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("everything is as before", run.Output, StringComparison.Ordinal);
        Assert.Equal("", new ChildProcess(_run.Docker, "ps", "--all", "--quiet", "--filter", $"name={_run.Name}").Run().Output);
        Assert.False(File.Exists(Setup.Directory.At("here/compose.yaml")));
    }

    [Fact]
    public void A_time_that_is_none_is_a_mistake_of_usage() => Assert.Equal(2, Setup.Run([.. _run.Apply, "--timeout", "soon"]).ExitCode);

    [Fact]
    public void A_terminal_shows_what_goes_on_in_its_last_line_and_what_is_done_above()
    {
        var run = Setup.OnTerminal(60, [], [.. _run.Apply, "--yes"]).Successful();
        Assert.Contains("\r...    Waiting until ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\e[32mdone   \e[0m", run.Output, StringComparison.Ordinal);
        var lines = run.Output.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        Assert.DoesNotContain(lines, static l => l.Split('\r')[^1].StartsWith("...  ", StringComparison.Ordinal));
        Assert.Contains(lines, static l => l.EndsWith(" s)", StringComparison.Ordinal));

        // Nobody types anything, so nothing is done.
        var asked = Setup.OnTerminal(60, [], "apply", "--dir", "here", "--tuning-workers", "1");
        Assert.Contains("Do this? [y/N]", asked.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", asked.Output, StringComparison.Ordinal);
        Assert.Equal(1, asked.ExitCode);
    }
}
