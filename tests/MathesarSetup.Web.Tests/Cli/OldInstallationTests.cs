using System.Globalization;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>A running installation of somebody's, taken over and changed by <c>apply</c> on the real engine.</summary>
public sealed class OldInstallationTests : IDisposable
{
    private readonly SetupProgram _setup = new();
    private readonly OldInstallation _old = new();

    public void Dispose()
    {
        _old.Dispose();
        _setup.Dispose();
    }

    [Fact]
    public void It_is_imported_by_its_container_and_applied_and_nothing_of_it_is_lost()
    {
        var mounts = _old.Mounts(_old.Database);
        var extra = Id(_old.Extra);

        var import = _setup.Run("import", "--container", _old.Web, "--rewrite", "--force").Successful();
        Assert.Contains("Mathesar 0.9.0: the container", import.Output, StringComparison.Ordinal);
        Assert.Contains($"Written: {_old.Directory}", import.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(OldInstallation.Key, import.Output + import.Errors, StringComparison.Ordinal);
        var apply = _setup.Run("apply", "--yes", "--timeout", "3m", "--dir", _old.Directory).Successful();

        Assert.Contains($"http://localhost:{_old.Port.ToString(CultureInfo.InvariantCulture)}", apply.Output, StringComparison.Ordinal);
        Assert.Equal("a row", _old.Row());
        Assert.Equal("an upload", _old.Docker("exec", _old.Web, "cat", "/code/.media/upload.txt").Output);
        Assert.Equal(mounts, _old.Mounts(_old.Database));
        Assert.Equal(extra, Id(_old.Extra));
        Assert.Contains("MY_OWN=kept", _old.Docker("inspect", "--format", "{{.Config.Env}}", _old.Web).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing to do", _setup.Run("apply", "--dir", _old.Directory).Successful().Output, StringComparison.Ordinal);

        // Compose itself finds the same installation in the files that were written.
        _old.Up();
        Assert.Equal("a row", _old.Row());
        Assert.Equal(mounts, _old.Mounts(_old.Database));
        Assert.Contains(_old.Directory, File.ReadAllText(Path.Join(_setup.State, "directories.json")), StringComparison.Ordinal);
    }

    private string Id(string container) => _old.Docker("inspect", "--format", "{{.Id}}", container).Output;
}
