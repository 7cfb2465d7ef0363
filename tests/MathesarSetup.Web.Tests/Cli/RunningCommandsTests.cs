using System.Text;
using System.Text.Json;
using MathesarSetup.Web.Cli;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>status</c>, <c>logs</c>, <c>stop</c> and <c>start</c> on the real engine, and in directories in which nothing is installed.</summary>
public sealed class RunningCommandsTests
{
    [Fact]
    public void An_installation_is_looked_at_listened_to_stopped_and_started()
    {
        using var run = new EngineRun();
        var setup = run.Setup;
        setup.Run([.. run.Apply, "--yes"]).Successful();
        var secrets = File.ReadLines(setup.Directory.At("here/.env")).Select(static l => l.Split('=', 2))
            .Where(static l => l is [var name, { Length: > 12 }] && (name.Contains("PASSWORD", StringComparison.Ordinal)
                || name.Contains("KEY", StringComparison.Ordinal))).Select(static l => l[1].Trim('\'', '"')).ToArray();
        Assert.NotEmpty(secrets);

        var well = setup.Run("status", "--dir", "here").Successful().Output;
        Assert.Matches("^Mathesar: (Starts|Runs and is healthy)\n", well);
        Assert.Equal(10, well.TrimEnd().Split('\n').Length);
        Assert.Contains($"address  http://localhost:{run.Port}/ answers 200 after", well, StringComparison.Ordinal);
        Assert.Contains("services db ", well, StringComparison.Ordinal);
        Assert.Contains("backup   none lies in ", well, StringComparison.Ordinal);
        Assert.Contains("pending  nothing", well, StringComparison.Ordinal);
        var told = JsonDocument.Parse(setup.Run("status", "--dir", "here", "--json").Successful().Output).RootElement;
        Assert.Contains(told.GetProperty("condition").GetString(), new[] { "starting", "running" });
        Assert.Equal((true, 2), (told.GetProperty("healthy").GetBoolean(), told.GetProperty("services").GetArrayLength()));

        var all = setup.Run("logs", "--dir", "here").Successful().Output;
        Assert.Contains("db       | ", all, StringComparison.Ordinal);
        Assert.Contains("mathesar | ", all, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        Assert.DoesNotContain(" | ", setup.Run("logs", "mathesar", "--dir", "here", "--since", "1h").Successful().Output, StringComparison.Ordinal);
        Assert.Equal("", setup.Run("logs", "mathesar", "--dir", "here", "--since", "2100-01-01").Successful().Output);
        var none = setup.Run("logs", "redis", "--dir", "here");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("has no service redis. It has db, mathesar.", none.Errors, StringComparison.Ordinal);

        var stopped = setup.Run("stop", "--dir", "here").Successful();
        Assert.Contains("Stopping mathesar.", stopped.Errors, StringComparison.Ordinal);
        var still = setup.Run("status", "--dir", "here");
        Assert.Equal(1, still.ExitCode);
        Assert.StartsWith("Mathesar: Is stopped", still.Output, StringComparison.Ordinal);
        setup.Run("start", "--dir", "here").Successful();
        File.AppendAllText(setup.Directory.At("here/compose.yaml"), "# mine\n");
        Assert.Contains("; edited by hand since: compose.yaml:", setup.Run("status", "--dir", "here").Successful().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_followed_ends_with_an_interrupt_and_that_is_no_failure()
    {
        using var run = new EngineRun();
        run.Setup.Run([.. run.Apply, "--yes"]).Successful();
        using var process = new Following(run.Setup, "logs", "--dir", "here", "--follow");
        process.WaitFor("database system is ready");
        Assert.Equal(0, process.Interrupt());
    }

    [Fact]
    public void A_log_shows_no_secret_that_runs_whatever_surrounds_it()
    {
        using var run = new EngineRun();
        run.Setup.Run([.. run.Apply, "--yes"]).Successful();
        var env = run.Setup.Directory.At("here/.env");
        var password = File.ReadLines(env).First(static l => l.Contains("POSTGRES_PASSWORD=", StringComparison.Ordinal)).Split('=', 2)[1]
            .Trim('\'', '"');
        File.WriteAllText(env, File.ReadAllText(env).Replace(password, "anotherOne0123456789", StringComparison.Ordinal));
        var (first, rest) = (password[..8], password[8..]);
        new ChildProcess(run.Docker, "exec", "-i", $"{run.Name}-db-1", "sh", "-c", "PGPASSWORD=$POSTGRES_PASSWORD exec psql -U \"$POSTGRES_USER\" "
            + "-d postgres")
        {
            Input = Encoding.UTF8.GetBytes($"""
                DO $do$ BEGIN RAISE WARNING 'plain % end', '{password}'; RAISE WARNING 'split % end', E'{first}\x01{rest}';
                RAISE WARNING 'painted % end', E'{first}\x1b[0m{rest}'; RAISE WARNING '%', repeat('B', 8150) || '{password} end';
                RAISE WARNING '%', repeat('B', 8150) || ' {password} end'; END $do$;
                ALTER ROLE nobody_has_it PASSWORD 'said-in-a-statement-alone';
                """),
        }.Run().Successful();
        var log = run.Setup.Run("logs", "db", "--dir", "here").Successful().Output;
        Assert.Contains("plain ", log, StringComparison.Ordinal);
        Assert.Contains("painted ", log, StringComparison.Ordinal);
        Assert.Contains("ALTER ROLE nobody_has_it PASSWORD '", log, StringComparison.Ordinal);
        Assert.DoesNotContain("said-in-a-statement-alone", log, StringComparison.Ordinal);
        Assert.DoesNotContain(first, log, StringComparison.Ordinal);
        Assert.DoesNotContain(rest, log, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', log);
    }

    [Fact]
    public void What_another_directory_runs_under_the_same_name_is_not_ours()
    {
        using var run = new EngineRun();
        string[] same = ["--target", "docker", .. run.Apply[3..]];
        run.Setup.Run(["generate", "--dir", "there", .. same]).Successful();
        run.Setup.Run(["generate", "--dir", "here", .. same]).Successful();
        new ChildProcess("sh", "-c", $"cd {run.Setup.Directory.At("there")} && ./run.sh").Run().Successful();
        Assert.StartsWith("Mathesar: Is written, and nothing runs yet", run.Setup.Run("status", "--dir", "here").Output, StringComparison.Ordinal);
        Assert.Equal(1, run.Setup.Run("logs", "--dir", "here").ExitCode);
        Assert.Equal(1, run.Setup.Run("stop", "--dir", "here").ExitCode);
        Assert.Equal(2, new ChildProcess(run.Docker, "ps", "--quiet", "--filter", $"name={run.Name}").Run().Output.TrimEnd().Split('\n').Length);
        run.Setup.Run("stop", "--dir", "there").Successful();
        Assert.Equal("", new ChildProcess(run.Docker, "ps", "--quiet", "--filter", $"name={run.Name}").Run().Output);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("logs")]
    [InlineData("stop")]
    [InlineData("start")]
    public void Where_nothing_is_installed_each_says_so_and_what_to_do(string verb)
    {
        using var setup = new SetupProgram();
        var nothing = setup.Run(verb, "--dir", "nowhere");
        Assert.Equal(1, nothing.ExitCode);
        Assert.Contains("has installed nothing in", nothing.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(setup.Directory.At("nowhere")));
        Assert.Contains("cli.not-installed", setup.Run(verb, "--dir", "nowhere", "--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_written_is_not_healthy_and_has_no_log()
    {
        using var setup = new SetupProgram();
        setup.Run("generate", "--dir", "here", "--target", "docker", "--access-port", "8123").Successful();
        var status = setup.Run("status", "--dir", "here");
        Assert.Equal(1, status.ExitCode);
        Assert.StartsWith("Mathesar: Is written, and nothing runs yet", status.Output, StringComparison.Ordinal);
        var silent = setup.Run("logs", "--dir", "here");
        Assert.Equal(("", 1), (silent.Output, silent.ExitCode));
        Assert.Contains("is there that could have said anything", silent.Errors, StringComparison.Ordinal);
        Assert.Contains("so nothing was stopped", setup.Run("stop", "--dir", "here").Errors, StringComparison.Ordinal);
        Assert.Contains("has no container", setup.Run("start", "--dir", "here").Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10m", 10)]
    [InlineData("2h", 120)]
    [InlineData("3d", 4320)]
    public void A_time_back_is_understood(string said, int minutes) =>
        Assert.InRange((DateTimeOffset.UtcNow - LogsCommand.Moment(said)!.Value).TotalMinutes, minutes - 1, minutes + 1);

    [Theory]
    [InlineData("99999999h")]
    [InlineData("2147483647d")]
    public void A_time_back_before_there_were_logs_means_all_of_them(string said) =>
        Assert.Equal(DateTimeOffset.UnixEpoch, LogsCommand.Moment(said));

    [Theory]
    [InlineData("soon")]
    [InlineData("m")]
    [InlineData("-5m")]
    public void Another_word_is_a_mistake_of_usage(string said)
    {
        using var setup = new SetupProgram();
        Assert.Equal(2, setup.Run("logs", $"--since={said}").ExitCode);
    }
}
