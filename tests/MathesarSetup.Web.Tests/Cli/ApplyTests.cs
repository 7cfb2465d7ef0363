using System.Globalization;
using System.Text.Json;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>apply</c> as scripts see it, on the real engine with stand-ins for images.</summary>
public sealed class ApplyTests : IDisposable
{
    private readonly SetupProgram _setup = new();
    private readonly string _docker = StandIns.Require();
    private readonly string _name = "cli-" + Guid.NewGuid().ToString("n")[..12];
    private readonly string _port = FreePort.Take().ToString(CultureInfo.InvariantCulture);

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

        _setup.Dispose();
    }

    [Fact]
    public void It_tells_events_one_a_line_and_in_the_end_where_Mathesar_is()
    {
        var first = _setup.Run([.. Apply, "--yes", "--json"]).Successful();
        var events = first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.All(events,
            e => Assert.All(new[] { "time", "step", "state", "message" }, name => Assert.True(e.GetProperty(name).GetString() is { Length: > 0 })));
        Assert.Contains(events, e => e.GetProperty("step").GetString() == "wait mathesar" && e.GetProperty("state").GetString() == "done");
        Assert.Equal(("result", "applied"), (events[^1].GetProperty("step").GetString(), events[^1].GetProperty("state").GetString()));
        Assert.DoesNotContain(File.ReadLines(_setup.Directory.At("here/mathesar.secrets.yaml"))
            .First(l => l.Contains("password:", StringComparison.Ordinal)).Split(": ")[1], first.Output, StringComparison.Ordinal);

        var again = _setup.Run("apply", "--dir", "here").Successful();
        Assert.Contains("Nothing to do", again.Output, StringComparison.Ordinal);
        Assert.Contains($"Open it:  http://localhost:{_port}", again.Output, StringComparison.Ordinal);
        Assert.Contains("Log in as before", again.Output, StringComparison.Ordinal);
        Assert.All(["  stop     docker compose stop", "  log      docker compose logs", "  update   docker compose pull",
            "  back up  docker compose exec"], line => Assert.Contains(line, again.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void The_password_is_named_where_it_opens_the_account()
    {
        var first = _setup.Run([.. Apply, "--yes"]).Successful();
        Assert.Contains($"Log in as admin; the password stands in {_setup.Directory.At("here/mathesar.secrets.yaml")}", first.Output,
            StringComparison.Ordinal);

        // A password that was written down later is not the one that the account has.
        var changed = _setup.Run("apply", "--dir", "here", "--yes", "--admin-password-file",
            _setup.Directory.Write("later", "another one 0123456789")).Successful();
        Assert.Contains("Log in as before", changed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Log in as admin", changed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_yes_the_changes_are_shown_and_nothing_happens()
    {
        var run = _setup.Run(Apply);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"create  container {_name}-mathesar-1", run.Output, StringComparison.Ordinal);
        Assert.Contains("--yes", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_setup.Directory.At("here")));
    }

    [Fact]
    public void A_failure_ends_with_1_and_the_words_that_everything_is_as_before()
    {
        var run = _setup.Run([.. Apply, "--yes", "--mathesar-image", BusyboxImage.Import(_docker)]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("everything is as before", run.Output, StringComparison.Ordinal);
        Assert.Equal("", new ChildProcess(_docker, "ps", "--all", "--quiet", "--filter", $"name={_name}").Run().Output);
    }

    [Theory]
    [InlineData("Waiting until db", "INT", "--yes")]
    [InlineData("Waiting until db", "TERM", "--yes")]
    [InlineData("Do this?", "INT")]
    public void An_interrupt_ends_with_130_and_everything_is_as_before(string moment, string signal, params string[] options)
    {
        var run = _setup.RunAndSignal(moment, signal, [.. Apply, .. options]);
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("everything is as before", run.Output, StringComparison.Ordinal);
        Assert.Equal("", new ChildProcess(_docker, "ps", "--all", "--quiet", "--filter", $"name={_name}").Run().Output);
        Assert.False(File.Exists(_setup.Directory.At("here/compose.yaml")));
    }

    [Fact]
    public void A_time_that_is_none_is_a_mistake_of_usage() => Assert.Equal(2, _setup.Run([.. Apply, "--timeout", "soon"]).ExitCode);

    private string[] Apply =>
    [
        "apply", "--dir", "here", "--install-name", _name, "--access-port", _port, "--access-url", $"http://localhost:{_port}",
        "--mathesar-image", StandIns.Mathesar("0.12.0"), "--database-image", StandIns.Postgres,
    ];
}
