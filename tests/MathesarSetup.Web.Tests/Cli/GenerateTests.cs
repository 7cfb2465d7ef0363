using System.Runtime.Versioning;
using System.Text.Json;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>The command line as scripts see it: exit codes, streams and files.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class GenerateTests : IDisposable
{
    private const string Secret = "Hush-hush-4711-hush";

    private readonly SetupProgram _setup = new();

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void It_writes_a_directory_and_a_second_run_finds_nothing_to_do()
    {
        Assert.Equal(0, _setup.Run("generate", "--dir", "here").ExitCode);
        var secrets = _setup.Directory.Read("here/mathesar.secrets.yaml");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_setup.Directory.At("here/mathesar.secrets.yaml")));

        var again = _setup.Run("generate", "--dir", "here");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("Nothing to do", again.Output, StringComparison.Ordinal);
        Assert.Equal(secrets, _setup.Directory.Read("here/mathesar.secrets.yaml"));
        Assert.Equal(0, _setup.Run("diff", "--dir", "here").ExitCode);
    }

    [Fact]
    public void A_changed_answer_is_a_difference_and_then_is_written()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        var diff = _setup.Run("diff", "--access-port", "9000");
        Assert.Equal(4, diff.ExitCode);
        Assert.Contains("+  port: 9000", diff.Output, StringComparison.Ordinal);

        _setup.Run("generate", "--access-port", "9000").Successful();
        Assert.Contains("  port: 9000\n", _setup.Directory.Read("mathesar.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_edited_in_their_file_are_taken_over_and_keep_their_wording()
    {
        _setup.Directory.Write("mathesar.yaml", "schema: 1\naccess:\n  port: 9000\n");
        _setup.Run("generate").Successful();
        var text = _setup.Directory.Read("mathesar.yaml").Replace("port: 9000", "port: 9001 # mine", StringComparison.Ordinal);
        _setup.Directory.Write("mathesar.yaml", text);

        _setup.Run("generate").Successful();
        Assert.Equal(text, _setup.Directory.Read("mathesar.yaml"));
        Assert.Contains(":9001:", _setup.Directory.Read("compose.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_among_the_answers_outlive_every_later_answer()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        var lines = _setup.Directory.Read("mathesar.yaml").TrimEnd('\n').Split('\n');
        _setup.Directory.Write("mathesar.yaml",
            string.Concat(lines.Select((line, i) => line.EndsWith(':') && !line.Contains('#', StringComparison.Ordinal)
                ? $"# mine {i}\n{line}\n  # mine below {i}\n"
                : line + "\n"))
                + "# mine at the end\n");
        var mine = Mine();
        Assert.True(mine.Length > 10);

        _setup.Run("generate").Successful();
        _setup.Run("generate", "--access-port", "9000").Successful();
        _setup.Run("generate", "--database-mode", "existing", "--database-host", "db.example.com", "--database-password-file",
            _setup.Directory.Write("password", "secret\n")).Successful();
        Assert.Equal(mine, Mine());
        Assert.Contains("  port: 9000\n", _setup.Directory.Read("mathesar.yaml"), StringComparison.Ordinal);
        Assert.Contains("  host: db.example.com\n", _setup.Directory.Read("mathesar.yaml"), StringComparison.Ordinal);

        string[] Mine() => [.. _setup.Directory.Read("mathesar.yaml").Split('\n').Where(line => line.Contains("# mine", StringComparison.Ordinal))];
    }

    [Fact]
    public void Answers_written_by_hand_are_completed_and_kept_as_a_backup()
    {
        _setup.Directory.Write("mathesar.yaml", "schema: 1 # by hand\n");
        _setup.Run("generate").Successful();
        Assert.Contains("version: \"", _setup.Directory.Read("mathesar.yaml"), StringComparison.Ordinal);
        Assert.Contains(
            Directory.EnumerateFiles(_setup.Directory.At(".mathesar-setup"), "mathesar.yaml", SearchOption.AllDirectories),
            file => File.ReadAllText(file) == "schema: 1 # by hand\n");
    }

    [Fact]
    public void What_was_edited_by_hand_stays_beside_what_is_new()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        File.AppendAllText(_setup.Directory.At("compose.yaml"), "# mine\n");
        var run = _setup.Run("generate", "--access-port", "9000").Successful();
        Assert.Contains("merge   compose.yaml", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("# mine\n", _setup.Directory.Read("compose.yaml"), StringComparison.Ordinal);
        Assert.Contains(":9000:8000", _setup.Directory.Read("compose.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_that_is_understood_becomes_an_answer()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        _setup.Directory.Write("compose.yaml", _setup.Directory.Read("compose.yaml").Replace(":8000:8000", ":9000:8000", StringComparison.Ordinal));
        var run = _setup.Run("generate").Successful();
        Assert.Contains("note access.port: access.port was changed in a generated file from 8000 to 9000.", run.Errors, StringComparison.Ordinal);
        Assert.Contains("  port: 9000\n", _setup.Directory.Read("mathesar.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, _setup.Run("diff").ExitCode);
    }

    [Fact]
    public void An_edit_in_the_way_stops_it_until_force_is_used()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        _setup.Directory.Write("compose.yaml",
            _setup.Directory.Read("compose.yaml").Replace("127.0.0.1:8000:8000", "127.0.0.1:9000:8000", StringComparison.Ordinal) + "# mine\n");
        var refused = _setup.Run("generate", "--access-port", "9001");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("services.mathesar.ports", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("9001", _setup.Directory.Read("mathesar.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, _setup.Run("generate", "--access-port", "9001", "--force").ExitCode);
        Assert.Contains(":9001:8000", _setup.Directory.Read("compose.yaml"), StringComparison.Ordinal);
        Assert.EndsWith("# mine\n", _setup.Directory.Read("compose.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_downgrade_is_refused_and_a_moved_database_is_told()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        Assert.Contains("cannot read what 0.12.0 has written", _setup.Run("generate", "--mathesar-version", "0.11.0").Errors,
            StringComparison.Ordinal);
        Assert.Contains("Nothing is moved", _setup.Run("diff", "--database-mode", "existing", "--database-host", "db.example.com").Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_that_forbid_leave_no_file()
    {
        var run = _setup.Run("generate", "--dir", "here", "--database-mode", "existing");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error database.host:", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_setup.Directory.At("here")));
    }

    [Theory]
    [InlineData("generate", "--acess-port", "1")]
    [InlineData("generate", "--archive", "x.rar")]
    [InlineData("generate", "--archive", "x.zip", "--stdout")]
    [InlineData("generate", "--set", "access.port")]
    [InlineData("settings", "--json", "--schema")]
    [InlineData("frobnicate")]
    public void What_is_not_understood_ends_with_2(params string[] arguments)
    {
        var run = _setup.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error: ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slip_in_a_flag_names_the_nearest() =>
        Assert.Contains("The nearest is --access-port.", _setup.Run("generate", "--acess-port=1").Errors, StringComparison.Ordinal);

    [Fact]
    public void An_archive_is_private_and_never_replaces_another_silently()
    {
        _setup.Run("generate", "--archive", "mathesar.tar.gz").Successful();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_setup.Directory.At("mathesar.tar.gz")));
        Assert.Equal(3, _setup.Run("generate", "--archive", "mathesar.tar.gz").ExitCode);
        Assert.Equal(0, _setup.Run("generate", "--archive", "mathesar.tar.gz", "--force").ExitCode);
        Assert.Equal(1, _setup.Run("generate", "--archive", "no/such/folder/x.zip").ExitCode);
    }

    [Theory]
    [InlineData("generate", "--dir", "here")]
    [InlineData("generate", "--dir", "here", "--json")]
    [InlineData("generate", "--stdout")]
    [InlineData("validate")]
    [InlineData("validate", "--json")]
    [InlineData("diff")]
    [InlineData("diff", "--json")]
    public void No_secret_is_printed(params string[] arguments)
    {
        var run = _setup.Run(
            [],
            new() { ["MATHESAR_SETUP_SECRETS_KEY"] = "Key-" + Secret },
            [.. arguments, "--admin-password", Secret, "--set", $"database.password=Db-{Secret}", "--sso-providers-okta-client-secret",
                "Sso-" + Secret]);
        Assert.DoesNotContain(Secret, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.Contains(arguments.Contains("--json") ? "cli.secret-in-arguments" : "--admin-password-file", run.Output + run.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_read_from_standard_input_and_from_a_file()
    {
        var file = _setup.Directory.Write("key.txt", "a key of at least thirty-two letters\n");
        var run = _setup.Run("from standard input\n"u8.ToArray(), [], "generate", "--dir", "here", "--admin-password-file", "-", "--secrets-key-file",
            file).Successful();
        Assert.DoesNotContain("cli.", run.Errors, StringComparison.Ordinal);
        var secrets = _setup.Directory.Read("here/mathesar.secrets.yaml");
        Assert.Contains("from standard input\n", secrets, StringComparison.Ordinal);
        Assert.Contains("a key of at least thirty-two letters\n", secrets, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_as_json_have_the_shape_of_the_docs()
    {
        var path = _setup.Directory.Write("answers.yaml", "schema: 1\naccess:\n  port: many\n");
        var run = _setup.Run("validate", "--config", path, "--json");
        Assert.Equal(1, run.ExitCode);
        var finding = JsonDocument.Parse(run.Output).RootElement.GetProperty("findings")[0];
        Assert.Equal(
            ("error", "access.malformed", "access.port", path, 3),
            (finding.GetProperty("severity").GetString(), finding.GetProperty("code").GetString(), finding.GetProperty("setting").GetString(),
                finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32()));
        Assert.False(finding.TryGetProperty("fix", out _));
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_a_finding()
    {
        _setup.Directory.Write("taken", "a file");
        var run = _setup.Run("generate", "--dir", "taken");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"error {_setup.Directory.At("taken")}: ", run.Errors, StringComparison.Ordinal);
    }
}
