using System.Text;
using System.Text.Json;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>upgrade</c> on the real engine: looked at, tried, failed and taken back, done, and gone back from.</summary>
public sealed class UpgradeTests : IDisposable
{
    private const string Old = """{"release": "0.11.0", "fits": true}""";
    private const string New = """{"release": "0.12.0", "fits": true}""";

    private readonly EngineRun _run = new();

    [Fact]
    public void An_upgrade_is_looked_at_tried_taken_back_done_and_gone_back_from()
    {
        _run.Setup.Run([.. _run.Apply[..^4], "--mathesar-version", "0.11.0", "--mathesar-image", StandIns.Mathesar("0.11.0"), "--database-image",
            StandIns.Postgres, "--yes"]).Successful();
        Ask("CREATE DATABASE tables");
        Ask("INSERT INTO stand_in_accounts VALUES ('twin', 'twin@example.com', 'x'), ('other', 'twin@example.com', 'x')");
        Connect();

        ExpectLook();
        ExpectFailures();
        Ask("DELETE FROM stand_in_accounts WHERE name = 'other'");
        ExpectSuccess();
        ExpectWayBack();
    }

    [Theory]
    [InlineData("--to", "soon")]
    [InlineData("--back", "--rehearse")]
    public void What_cannot_be_meant_is_a_mistake_of_usage(params string[] said)
    {
        Assert.Equal(2, _run.Setup.Run(["upgrade", .. said]).ExitCode);
    }

    public void Dispose() => _run.Dispose();

    private void ExpectLook()
    {
        var look = Upgrade("--check", "--json");
        Assert.Equal((4, ""), (look.ExitCode, look.Errors));
        var told = JsonDocument.Parse(look.Output).RootElement;
        Assert.Equal(("0.11.0", "0.12.0", 1), (told.GetProperty("release").GetString(), told.GetProperty("to").GetString(),
            told.GetProperty("stops").GetArrayLength()));
        Assert.Contains("+", Upgrade("--check").Output, StringComparison.Ordinal);
        Assert.Contains("upgrade.downgrade", Upgrade("--check", "--json", "--to", "0.9.0").Output, StringComparison.Ordinal);
        Assert.Contains("upgrade.unknown-release", Upgrade("--check", "--json", "--to", "0.13.0").Output, StringComparison.Ordinal);
        Assert.Contains("No upgrade was made", Upgrade("--back", "--yes").Errors, StringComparison.Ordinal);
        Assert.Equal(Old, Fit());
    }

    private void ExpectFailures()
    {
        var before = Containers();
        foreach (var rehearsed in new[] { Upgrade("--rehearse"), Upgrade("--yes") })
        {
            Assert.True(rehearsed.ExitCode == 1, rehearsed.Errors);
            Assert.Contains("failed in mathesar.0013_stand_in", rehearsed.Errors, StringComparison.Ordinal);
            Assert.Equal(before, Containers());
            Assert.Equal((Old, "postgres tables"), (Fit(), Databases()));
        }

        var failed = Upgrade("--yes", "--no-rehearsal", "--no-backup");
        Assert.True(failed.ExitCode == 1, failed.Errors);
        Assert.Contains("failed in mathesar.0013_stand_in", failed.Errors, StringComparison.Ordinal);
        Assert.Contains("are kept as the database mathesar_django_failed_", failed.Errors, StringComparison.Ordinal);
        Assert.Equal((Old, "2"), (Fit(), Ask("SELECT count(*) FROM stand_in_accounts WHERE email = 'twin@example.com'")));
        Assert.Equal(before, Containers());
        Assert.StartsWith("mathesar_django_failed_", Databases(), StringComparison.Ordinal);
    }

    private void ExpectSuccess()
    {
        var done = Upgrade("--yes");
        Assert.True(done.ExitCode == 0, done.Errors);
        Assert.Single(Directory.GetFiles(_run.Setup.Directory.At("here/backups")));
        Assert.Equal(New, Fit());
        Assert.Equal("0.12.0", Ask("SELECT msar.stand_in_release()", "tables"));
        Assert.Contains("version: \"0.12.0\"", File.ReadAllText(_run.Setup.Directory.At("here/mathesar.yaml")), StringComparison.Ordinal);
        Assert.Equal(0, Upgrade("--check").ExitCode);
        _run.Setup.Run("apply", "--dir", "here", "--yes").Successful();
        // Of the run that failed, too.
        var dumps = Directory.GetFiles(_run.Setup.Directory.At("here/.mathesar-setup"), "records-0.11.0-*.dump");
        Assert.Equal(2, dumps.Length);
        Assert.All(dumps, static dump => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(dump)));
    }

    private void ExpectWayBack()
    {
        Ask("INSERT INTO stand_in_accounts VALUES ('late', 'late@example.com', 'x')");
        var back = Upgrade("--back", "--yes", "--no-backup");
        Assert.True(back.ExitCode == 0, back.Errors);
        Assert.Contains("set aside", back.Errors, StringComparison.Ordinal);
        Assert.Equal((Old, "1"), (Fit(), Ask("SELECT count(*) FROM stand_in_accounts WHERE email = 'twin@example.com'")));
        Assert.Equal("0", Ask("SELECT count(*) FROM stand_in_accounts WHERE name = 'late'"));
        Assert.Contains(" mathesar_django_newer_", Databases(), StringComparison.Ordinal);
        Assert.Equal(1, Upgrade("--back", "--yes").ExitCode);
        _run.Setup.Run("apply", "--dir", "here", "--yes").Successful();
    }

    private Outcome Upgrade(params string[] said) => _run.Setup.Run(["upgrade", "--dir", "here", .. said]);

    private string Fit() => Encoding.UTF8.GetString(new HttpClient().GetByteArrayAsync(new Uri($"http://localhost:{_run.Port}/fit"))
        .GetAwaiter().GetResult());

    // Every database but the templates and Mathesar's own.
    private string Databases() => Ask("SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE NOT datistemplate "
        + "AND datname <> current_database()");

    private string Containers() => new ChildProcess(_run.Docker, "ps", "--all", "--filter", $"name={_run.Name}", "--format", "{{.ID}} {{.State}}")
        .Run().Successful().Output;

    private string Ask(string sql, string? database = null) => new ChildProcess(_run.Docker, "exec", "--interactive", $"{_run.Name}-db-1", "sh", "-c",
        $"exec psql -XqAt -v ON_ERROR_STOP=1 -U \"$POSTGRES_USER\" -d {database ?? "\"$POSTGRES_DB\""}")
    {
        Input = Encoding.UTF8.GetBytes(sql),
    }.Run().Successful().Output.Trim();

    private void Connect() => new ChildProcess(_run.Docker, "exec", $"{_run.Name}-mathesar-1", "sh", "-c", """
        cd /code && exec python3 manage.py shell -c '
        import os
        from mathesar.models.base import ConfiguredRole, Database, Server
        Server.objects.create(host=os.environ["POSTGRES_HOST"], port=5432)
        ConfiguredRole.objects.create(name=os.environ["POSTGRES_USER"], password=os.environ["POSTGRES_PASSWORD"], server_id=1)
        Database.objects.create(name="tables", server_id=1)'
        """).Run().Successful();
}
