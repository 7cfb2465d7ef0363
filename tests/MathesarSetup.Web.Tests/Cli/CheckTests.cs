using System.Text.Json;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>check</c> and <c>validate --live</c> on a real server.</summary>
public sealed class CheckTests : IClassFixture<CheckTests.Servers>, IDisposable
{
    private readonly Servers _servers;
    private readonly SetupProgram _program = new();

    public CheckTests(Servers servers)
    {
        _servers = servers;
        _program.Directory.Write("password", "0Xq7rT2mV9bN4kL8");
        _program.Directory.Write("wrong", "t0psecret");
    }

    [Fact]
    public void Good_answers_are_told_with_what_was_reached_and_end_with_0()
    {
        var outcome = Run("check", "password");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches(@"ok      database: Reached PostgreSQL \d+\.\d+, and the role logs in\. \(\d+\.\d s\)", outcome.Output);
    }

    [Fact]
    public void A_wrong_password_is_told_without_being_repeated_and_ends_with_1()
    {
        var outcome = Run("check", "wrong", "--json");
        Assert.Equal(1, outcome.ExitCode);
        var json = JsonDocument.Parse(outcome.Output).RootElement;
        var check = json.GetProperty("checks").EnumerateArray().First(c => c.GetProperty("id").GetString() == "database");
        Assert.Equal("failed", check.GetProperty("end").GetString());
        Assert.Contains("logs in with the role and the password", check.GetProperty("sends").GetString(), StringComparison.Ordinal);
        Assert.Equal("database.wrong-login", json.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.DoesNotContain("t0psecret", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_asks_the_world_only_when_told_to()
    {
        Assert.Equal(0, Run("validate", "wrong").ExitCode);
        var live = Run("validate", "wrong", "--live");
        Assert.Equal(1, live.ExitCode);
        Assert.Contains("error database.password: The server does not take this password", live.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_is_held_while_an_answer_is_wrong_by_itself()
    {
        var outcome = _program.Run("check", "--database-mode", "existing", "--database-host", "localhost");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("held    database", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Inside a container localhost is the container itself", outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PGPASSWORD", "0Xq7rT2mV9bN4kL8")]
    [InlineData("PGPASSFILE", "passfile")]
    public void A_password_of_whoever_runs_the_check_does_not_stand_in_for_one_that_is_missing(string variable, string value)
    {
        File.SetUnixFileMode(_program.Directory.Write("passfile", "*:*:*:*:0Xq7rT2mV9bN4kL8\n"), UnixFileMode.UserRead);
        _program.Directory.Write("none", "");
        var outcome = Run("check", "none", [], new() { [variable] = value });
        Assert.Contains("error database.password: The server asks the role \"tables\" for a password, and there is none.", outcome.Errors,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PGOPTIONS", "-c default_transaction_read_only=on")]
    [InlineData("PGREQUIREAUTH", "none")]
    [InlineData("PGSERVICE", "other")]
    [InlineData("PGUSER", "other")]
    [InlineData("PGTZ", "no such zone")]
    [InlineData("PGCLIENTENCODING", "no such encoding")]
    [InlineData("PGSSLNEGOTIATION", "direct")]
    public void Variables_by_which_whoever_runs_the_check_logs_in_change_nothing(string variable, string value)
    {
        var outcome = Run("check", "password", [], new() { [variable] = value });
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain("error", outcome.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _program.Dispose();

    private Outcome Run(string verb, string password, params string[] more) => Run(verb, password, more, []);

    private Outcome Run(string verb, string password, string[] more, Dictionary<string, string?> variables) => _program.Run([], variables,
    [
        verb,
        "--database-mode", "existing", "--database-host", "host.docker.internal", "--database-port", $"{_servers.Server.Port}", "--database-name",
        "tables", "--database-user", "tables",
        "--database-password-file", _program.Directory.At(password), "--access-port", $"{FreePort.Take()}", .. more,
    ]);

    /// <summary>One server for all of them.</summary>
    public sealed class Servers : IDisposable
    {
        public Servers() => Server.Make("tables", "0Xq7rT2mV9bN4kL8");

        public PostgresServer Server { get; } = new();

        public void Dispose() => Server.Dispose();
    }
}
