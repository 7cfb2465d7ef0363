using System.Runtime.Versioning;
using static MathesarSetup.Web.Tests.Cli.OldDirectory;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>Whether files that were imported stay as they are or are laid out anew.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LayoutTests : IDisposable
{
    private readonly SetupProgram _setup = new();

    public LayoutTests() => OldDirectory.LayOut(_setup);

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void Its_files_stay_and_a_changed_answer_changes_its_own_line()
    {
        var compose = _setup.Directory.Read("team/docker-compose.yml");
        var import = _setup.Run("import", "team").Successful();
        Assert.Contains("stays as it is: docker-compose.yml:14: MY_OWN", import.Output, StringComparison.Ordinal);
        Assert.Contains("unchanged", _setup.Run("generate", "--dir", "team", "--json").Successful().Output, StringComparison.Ordinal);
        Assert.Equal(0, _setup.Run("diff", "--dir", "team").ExitCode);
        Assert.Equal(compose, _setup.Directory.Read("team/docker-compose.yml"));
        Assert.Equal($"# Ours\nSECRET_KEY={Key}\nMY_OWN=hush-hush\n", _setup.Directory.Read("team/.env"));
        Assert.False(File.Exists(_setup.Directory.At("team/compose.yaml")));

        _setup.Run("generate", "--dir", "team", "--mathesar-version", "0.10.1").Successful();
        Assert.Equal(compose.Replace("0.9.0", "0.10.1", StringComparison.Ordinal), _setup.Directory.Read("team/docker-compose.yml"));

        // A line changed by hand is an answer too, and stays.
        _setup.Directory.Write("team/docker-compose.yml",
            _setup.Directory.Read("team/docker-compose.yml").Replace("0.10.1", "0.11.0", StringComparison.Ordinal));
        _setup.Run("generate", "--dir", "team").Successful();
        Assert.Contains("mathesar:0.11.0", _setup.Directory.Read("team/docker-compose.yml"), StringComparison.Ordinal);
        Assert.Contains("version: \"0.11.0\"", _setup.Directory.Read("team/mathesar.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Laid_out_anew_nothing_goes_without_a_reason()
    {
        var refused = _setup.Run("import", "team", "--rewrite");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("--force", refused.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_setup.Directory.At("team/mathesar.yaml")));
        Assert.Equal(2, _setup.Run("import", "team", "--rewrite", "--in-place").ExitCode);
        Assert.Contains("import.not-in-place", _setup.Run("import", "team", "--in-place", "--dir", "new", "--json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_read_written_generated_and_brought_back()
    {
        var import = _setup.Run("import", "team", "--rewrite", "--force").Successful();
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
}
