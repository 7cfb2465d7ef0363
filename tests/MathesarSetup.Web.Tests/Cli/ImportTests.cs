using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text.Json;
using static MathesarSetup.Web.Tests.Cli.OldDirectory;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>An installation of somebody's, taken over on the command line.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ImportTests : IDisposable
{
    private readonly SetupProgram _setup = new();

    public ImportTests() => OldDirectory.LayOut(_setup);

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void What_it_says_as_json_has_the_shape_of_the_docs()
    {
        var run = _setup.Run("import", "team", "--json", "--show").Successful();
        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["target", "version", "answers", "secrets", "findings", "unread"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("compose", "0.9.0", "./msar/pgdata"), (json.GetProperty("target").GetString(),
            json.GetProperty("version").GetProperty("value").GetString(), json.GetProperty("answers").GetProperty("kept.database-data").GetString()));
        Assert.Equal(["database.password", "secrets.key"], json.GetProperty("secrets").EnumerateArray().Select(s => s.GetString()));
        Assert.DoesNotContain(Key, run.Output, StringComparison.Ordinal);
        Assert.Contains(Key, _setup.Run("import", "team", "--json", "--show", "--reveal").Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_setup.Directory.At("team/mathesar.yaml")));
    }

    [Fact]
    public void Into_another_directory_data_is_named_by_its_whole_path()
    {
        _setup.Run("import", "team", "--dir", "new").Successful();
        Assert.Contains($"{_setup.Directory.At("team")}/msar/pgdata", _setup.Directory.Read("new/mathesar.yaml"), StringComparison.Ordinal);
        Assert.True(File.Exists(_setup.Directory.At("team/docker-compose.yml")));
        Assert.Contains("import.installed-already", _setup.Run("import", "team", "--dir", "new", "--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_docker_run_line_comes_on_standard_input()
    {
        var run =
            _setup.Run(
                [.. "docker run -d --name tables -p 8010:8000 -e SECRET_KEY=0123456789012345678901234567890123 "u8,
                    .. "-v pg:/var/lib/postgresql mathesar/mathesar:0.11.0"u8],
                [], "import", "-", "--dir", "new")
                .Successful();
        Assert.Contains("access.port", run.Output, StringComparison.Ordinal);
        Assert.Contains("port: 8010", _setup.Directory.Read("new/mathesar.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_cannot_be_read_is_asked_for()
    {
        _setup.Directory.Write("team/.env", "");
        var refused = _setup.Run("import", "team");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--secrets-key-file", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_setup.Directory.At("team/mathesar.yaml")));
        _setup.Run("the-key-of-thirty-two-letters-or-more\n"u8.ToArray(), [], "import", "team", "--secrets-key-file", "-").Successful();
        Assert.Contains("the-key-of-thirty-two-letters-or-more", _setup.Directory.Read("team/mathesar.secrets.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_that_another_program_fills_in_is_asked_for_and_any_setting_can_be_said()
    {
        const string Run = "docker run -d --name tables -e SECRET_KEY=0123456789012345678901234567890123 -e POSTGRES_HOST=db.example.com "
            + "-e POSTGRES_PASSWORD=op://home/mathesar/password mathesar/mathesar:0.11.0";
        _setup.Directory.Write("run.sh", Run);
        var refused = _setup.Run("import", "run.sh", "--dir", "new");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--database-password-file", refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_setup.Directory.At("new")));

        _setup.Directory.Write("password", "the one that is in the vault\n");
        _setup.Run("import", "run.sh", "--dir", "new", "--database-password-file", "password", "--access-url", "https://tables.example.com",
            "--set", "tuning.workers=3").Successful();
        Assert.Contains("the one that is in the vault", _setup.Directory.Read("new/mathesar.secrets.yaml"), StringComparison.Ordinal);
        Assert.Contains("https://tables.example.com", _setup.Directory.Read("new/mathesar.yaml"), StringComparison.Ordinal);
        Assert.Contains("workers: 3", _setup.Directory.Read("new/mathesar.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_behind_a_lone_dash_and_an_input_that_two_read_are_refused_by_name()
    {
        var behind = _setup.Run("import", "team", "--", "--show");
        Assert.Equal(2, behind.ExitCode);
        Assert.Contains("--show stands behind a lone --", behind.Errors, StringComparison.Ordinal);

        var twice = _setup.Run("import", "team", "--show", "--secrets-key-file", "-", "--database-password-file", "-");
        Assert.Contains("--secrets-key-file and --database-password-file each read standard input", twice.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, twice.ExitCode);
        Assert.Contains("The place - and --secrets-key-file each read standard input", _setup.Run("import", "-", "--secrets-key-file", "-").Errors,
            StringComparison.Ordinal);
        Assert.Contains("--secrets-key-file and --database-password-file each read standard input", _setup.Run("generate", "--dir", "fresh",
            "--secrets-key-file", "-", "--database-password-file", "-").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_of_no_setting_and_a_value_that_does_not_fit_are_refused()
    {
        Assert.Equal(2, _setup.Run("import", "team", "--databse-password", "x").ExitCode);
        var refused = _setup.Run("import", "team", "--access-port", "none");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("access.port", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_setup.Directory.At("team/mathesar.yaml")));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/evil")]
    public void A_name_that_leads_out_of_an_archive_is_refused(string name)
    {
        using (var zip = ZipFile.Open(_setup.Directory.At("x.zip"), ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write("services: {}"u8);
        }

        var run = _setup.Run("import", "x.zip", "--dir", "new", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("files.bad-path", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_setup.Directory.At("new")));
    }

    [Fact]
    public void An_archive_that_was_generated_is_read_back()
    {
        _setup.Run("generate", "--archive", "tables.zip", "--access-port", "8123").Successful();
        Assert.Contains("8123", _setup.Run("import", "tables.zip", "--show").Successful().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notes", "there is nothing here")]
    [InlineData("team/other.yml", "services:\n  web:\n    image: nginx:1\n")]
    [InlineData("team/broken.yml", "services: [\n")]
    public void What_is_no_installation_is_a_finding_and_writes_nothing(string path, string text)
    {
        _setup.Directory.Write(path, text);
        var run = _setup.Run("import", path, "--dir", "new");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_setup.Directory.At("new")));
    }

    [Fact]
    public void A_file_that_is_far_too_large_is_a_finding_and_writes_nothing()
    {
        _setup.Directory.Write("team/docker-compose.yml", "a: " + new string('x', 10 * 1024 * 1024));
        var run = _setup.Run("import", "team", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("file.too-large", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_setup.Directory.At("team/mathesar.yaml")));
    }

    [Fact]
    public void A_file_that_this_user_may_not_read_is_a_finding_and_writes_nothing()
    {
        File.SetUnixFileMode(_setup.Directory.At("team/docker-compose.yml"), UnixFileMode.None);
        var run = _setup.WithoutRights("import", "team", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("files.not-readable", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_setup.Directory.At("team/mathesar.yaml")));
    }

    [Fact]
    public void An_archive_that_grows_without_end_is_a_finding_and_writes_nothing()
    {
        using (var zip = ZipFile.Open(_setup.Directory.At("x.zip"), ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("compose.yaml").Open();
            var blanks = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte < 64; megabyte++)
            {
                entry.Write(blanks);
            }
        }

        var run = _setup.Run("import", "x.zip", "--dir", "new", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("file.too-large", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_setup.Directory.At("new")));
    }

    [Fact]
    public void A_link_out_of_the_directory_is_not_followed()
    {
        _setup.Directory.Write("secret.yml", Compose);
        File.Delete(_setup.Directory.At("team/docker-compose.yml"));
        File.CreateSymbolicLink(_setup.Directory.At("team/docker-compose.yml"), _setup.Directory.At("secret.yml"));
        var run = _setup.Run("import", "team");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("symbolic link", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_are_listed_compared_and_are_private()
    {
        _setup.Run("generate", "--dir", "here").Successful();
        _setup.Run("generate", "--dir", "here", "--access-port", "9000").Successful();
        Assert.Equal(2, _setup.Run("history", "--dir", "here").Successful().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var diff = _setup.Run("history", "--dir", "here", "--diff", "1", "2");
        Assert.Equal(4, diff.ExitCode);
        Assert.Contains("+  port: 9000", diff.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_setup.Directory.Read("here/.env").Split("MATHESAR_SECRET_KEY='")[1].Split('\'')[0], diff.Output,
            StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(_setup.Directory.At("here/.mathesar-setup/history/0001.json")));
        _setup.Run("history", "--dir", "here", "--restore", "1").Successful();
        Assert.Contains("port: 8000", _setup.Directory.Read("here/mathesar.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, _setup.Run("diff", "--dir", "here").ExitCode);
        Assert.Equal(1, _setup.Run("history", "--dir", "here", "--restore", "99").ExitCode);
    }
}
