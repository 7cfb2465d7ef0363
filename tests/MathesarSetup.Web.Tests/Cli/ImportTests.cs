using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text.Json;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>An installation of somebody's, taken over on the command line.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ImportTests : IDisposable
{
    private const string Key = "an-old-key-of-thirty-two-letters-or-more";

    private const string Compose = """
        x-config: &config
          SECRET_KEY: ${SECRET_KEY:-}
          ALLOWED_HOSTS: ${ALLOWED_HOSTS:-.localhost,127.0.0.1,[::1]}
          POSTGRES_DB: ${POSTGRES_DB:-mathesar_django}
          POSTGRES_USER: ${POSTGRES_USER:-mathesar}
          POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-mathesar}
          POSTGRES_HOST: ${POSTGRES_HOST:-mathesar_db}
        services:
          service:
            container_name: mathesar_service
            image: mathesar/mathesar:0.9.0
            environment:
              <<: *config
              MY_OWN: ${MY_OWN}
            volumes:
              - ./msar/media:/code/.media
              - ./msar/secrets:/code/.secrets
            ports:
              - "127.0.0.1:8000:8000"
          db:
            container_name: mathesar_db
            image: pgautoupgrade/pgautoupgrade:17-bookworm
            environment: *config
            volumes:
              - ./msar/pgdata:/var/lib/postgresql/data
          pgadmin:
            image: dpage/pgadmin4:8

        """;

    private readonly SetupProgram _setup = new();

    public ImportTests()
    {
        _setup.Directory.Write("team/docker-compose.yml", Compose);
        _setup.Directory.Write("team/.env", $"# Ours\nSECRET_KEY={Key}\nMY_OWN=hush-hush\n");
    }

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void It_is_read_written_generated_and_brought_back()
    {
        var import = _setup.Run("import", "team").Successful();
        Assert.DoesNotContain(Key, import.Output + import.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", import.Output + import.Errors, StringComparison.Ordinal);
        Assert.Contains("not understood: docker-compose.yml:14: MY_OWN", import.Output, StringComparison.Ordinal);

        _setup.Run("generate", "--dir", "team").Successful();
        var compose = _setup.Directory.Read("team/compose.yaml");
        Assert.All(["  service:", "container_name: mathesar_service", "./msar/pgdata:/var/lib/postgresql/data", "./msar/media:/code/.media",
            "image: pgautoupgrade/pgautoupgrade:17-bookworm", "mathesar/mathesar:0.9.0", "POSTGRES_HOST: db"],
            text => Assert.Contains(text, compose, StringComparison.Ordinal));
        Assert.False(File.Exists(_setup.Directory.At("team/docker-compose.yml")));
        Assert.Contains("pgadmin", _setup.Directory.Read("team/compose.override.yaml"), StringComparison.Ordinal);
        Assert.Contains("MY_OWN: ${MY_OWN}", _setup.Directory.Read("team/compose.override.yaml"), StringComparison.Ordinal);
        Assert.Contains("MY_OWN=hush-hush\n", _setup.Directory.Read("team/.env"), StringComparison.Ordinal);
        Assert.Contains($"MATHESAR_SECRET_KEY='{Key}'", _setup.Directory.Read("team/.env"), StringComparison.Ordinal);
        Assert.Equal(0, _setup.Run("diff", "--dir", "team").ExitCode);

        _setup.Run("history", "--dir", "team", "--restore", "2").Successful();
        Assert.Equal(Compose, _setup.Directory.Read("team/docker-compose.yml"));
        Assert.Equal($"# Ours\nSECRET_KEY={Key}\nMY_OWN=hush-hush\n", _setup.Directory.Read("team/.env"));
    }

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
