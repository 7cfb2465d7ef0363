using System.Text;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>uninstall</c> on the real engine: what it removes, what stays, and the way back.</summary>
public sealed class UninstallTests : IDisposable
{
    private readonly EngineRun _run = new();

    private SetupProgram Setup => _run.Setup;

    public void Dispose() => _run.Dispose();

    [Fact]
    public void What_runs_goes_and_comes_back_with_its_data()
    {
        Setup.Run([.. _run.Apply, "--yes"]).Successful();
        var (volumes, files) = (Volumes(), Files());
        Assert.NotEmpty(volumes);

        var other = Setup.Run(Encoding.UTF8.GetBytes("another\n"), [], "uninstall", "--dir", "here");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains($"goes   container {_run.Name}-mathesar-1\n", other.Output, StringComparison.Ordinal);
        Assert.Contains($"stays  volume {_run.Name}_db, which holds data\n", other.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was removed.", other.Errors, StringComparison.Ordinal);
        Assert.Equal(2, Containers().Length);

        var gone = Setup.Run(Encoding.UTF8.GetBytes($"{_run.Name}\n"), [], "uninstall", "--dir", "here").Successful();
        Assert.Contains("Bring it back with: mathesar-setup apply", gone.Output, StringComparison.Ordinal);
        Assert.Empty(Containers());
        Assert.Equal("", Docker("network", "ls", "--quiet", "--filter", $"name={_run.Name}"));
        Assert.Equal(volumes, Volumes());
        Assert.Equal(files, Files());
        Assert.Contains("There is nothing to remove.", Setup.Run("uninstall", "--dir", "here", "--confirm", _run.Name).Successful().Output,
            StringComparison.Ordinal);

        Assert.Contains("Open it:  http://localhost:", Setup.Run("apply", "--dir", "here", "--yes").Successful().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_else_uses_stays()
    {
        Setup.Run([.. _run.Apply, "--yes"]).Successful();
        Docker("run", "--detach", "--name", $"{_run.Name}-neighbour", "--network", NetworkName(), "--volume", $"{_run.Name}_media:/media",
            "--entrypoint", "sleep", StandIns.Postgres, "600");
        var gone = Setup.Run("uninstall", "--dir", "here", "--with-data", "--confirm", _run.Name).Successful();
        Assert.Contains($"The volume {_run.Name}_media stays: the container {_run.Name}-neighbour", gone.Errors, StringComparison.Ordinal);
        Assert.Contains($"The network {NetworkName()} stays", gone.Errors, StringComparison.Ordinal);
        Assert.Contains("make a backup first", gone.Errors, StringComparison.Ordinal);
        Assert.Equal([$"{_run.Name}-neighbour"], Containers());
        Assert.Equal([$"{_run.Name}_media"], Volumes());
    }

    [Fact]
    public void Everything_leaves_what_somebody_edited()
    {
        Setup.Run([.. _run.Apply, "--yes"]).Successful();
        File.AppendAllText(Setup.Directory.At("here/compose.yaml"), "# mine\n");
        Setup.Directory.Write("here/notes.txt", "mine");
        var gone = Setup.Run("uninstall", "--dir", "here", "--everything", "--confirm", _run.Name).Successful();
        Assert.Contains("stays  file compose.yaml, which you edited\n", gone.Output, StringComparison.Ordinal);
        Assert.Equal(["compose.yaml", "notes.txt"], Files().Order(StringComparer.Ordinal));
        Assert.Empty(Containers());
        Assert.Empty(Volumes());

        File.Delete(Setup.Directory.At("here/notes.txt"));
        File.Delete(Setup.Directory.At("here/compose.yaml"));
        Setup.Run([.. _run.Apply, "--yes"]).Successful();
        Setup.Run("uninstall", "--dir", "here", "--everything", "--confirm", _run.Name, "--json").Successful();
        Assert.False(Directory.Exists(Setup.Directory.At("here")));
    }

    [Fact]
    public void A_project_of_the_same_name_elsewhere_is_somebody_elses()
    {
        Setup.Run([.. _run.Apply, "--yes"]).Successful();
        Setup.Run("generate", "--dir", "there", "--install-name", _run.Name, "--access-port", "8123").Successful();
        var other = Setup.Run("uninstall", "--dir", "there", "--with-data", "--confirm", _run.Name);
        Assert.Contains($"stays: the container {_run.Name}-", other.Errors, StringComparison.Ordinal);
        Assert.Equal(2, Containers().Length);
        Assert.NotEmpty(Volumes());
    }

    [Fact]
    public void A_kind_that_it_does_not_remove_itself_names_its_commands()
    {
        Setup.Run("generate", "--dir", "here", "--target", "helm").Successful();
        var told = Setup.Run("uninstall", "--dir", "here", "--confirm", "mathesar");
        Assert.Equal(1, told.ExitCode);
        Assert.Contains("is removed by its own commands", told.Errors, StringComparison.Ordinal);
        Assert.Contains("helm uninstall", told.Errors, StringComparison.Ordinal);
    }

    private string[] Containers() => Lines("ps", "--all", "--filter", $"name={_run.Name}", "--format", "{{.Names}}");

    private string[] Volumes() => Lines("volume", "ls", "--quiet", "--filter", $"name={_run.Name}");

    private string NetworkName() => Lines("network", "ls", "--filter", $"name={_run.Name}", "--format", "{{.Name}}")[0];

    private string[] Files() => [.. new DirectoryInfo(Setup.Directory.At("here")).GetFiles().Select(static f => f.Name).Order(StringComparer.Ordinal)];

    private string[] Lines(params string[] arguments) => Docker(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Docker(params string[] arguments) => new ChildProcess(_run.Docker, arguments).Run().Successful().Output;
}
