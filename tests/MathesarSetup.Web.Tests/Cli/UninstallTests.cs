using System.Text;
using System.Text.Json.Nodes;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>uninstall</c> on the real engine: what it removes, what stays and why, and the way back.</summary>
public sealed class UninstallTests : IDisposable
{
    private readonly EngineRun _run = new();

    private SetupProgram Setup => _run.Setup;

    public void Dispose() => _run.Dispose();

    [Fact]
    public void What_runs_goes_comes_back_with_its_data_and_goes_with_it()
    {
        Setup.Run([.. _run.Apply, "--yes"]).Successful();
        Sql("CREATE TABLE kept (it text); INSERT INTO kept VALUES ('is there')");
        var (volumes, files) = (Volumes(), Files("here"));
        Assert.Equal(2, volumes.Length);
        Copies_and_other_engines_find_nothing_of_theirs();

        var other = Uninstall("here", "another\n");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains($"goes   container {_run.Name}-mathesar-1\n", other.Output, StringComparison.Ordinal);
        Assert.Contains($"stays  volume {_run.Name}_db: it holds data, which goes only with --with-data\n", other.Output, StringComparison.Ordinal);
        Assert.Contains("removal.other-name", Uninstall("here", "", "--name", "x", "--json").Output, StringComparison.Ordinal);
        Assert.Equal(2, Containers().Length);

        var gone = Uninstall("here", $"{_run.Name}\n").Successful();
        Assert.Contains("Bring it back with: mathesar-setup apply", gone.Output, StringComparison.Ordinal);
        Assert.Empty(Containers());
        Assert.Empty(Networks());
        Assert.Equal((volumes, files), (Volumes(), Files("here")), Same);
        Assert.Contains("There is nothing to remove.", Uninstall("here", "", "--name", _run.Name).Successful().Output, StringComparison.Ordinal);

        Setup.Run("apply", "--dir", "here", "--yes").Successful();
        Assert.Equal("is there", Sql("SELECT it FROM kept"));

        Assert.Contains("removal.no-backup", Uninstall("here", "", "--with-data", "--name", _run.Name, "--json").Output, StringComparison.Ordinal);
        Assert.Equal((volumes, 2), (Volumes(), Containers().Length), static (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2 == b.Item2);
        Uninstall("here", "", "--with-data", "--no-backup", "--name", _run.Name).Successful();
        Assert.Empty(Containers().Concat(Networks()).Concat(Volumes()));
        Assert.Equal(files, Files("here"));

        Setup.Run("apply", "--dir", "here", "--yes").Successful();
        File.AppendAllText(Setup.Directory.At("here/compose.yaml"), "# mine\n");
        Setup.Directory.Write("here/notes.txt", "mine");
        var all = Uninstall("here", "", "--everything", "--no-backup", "--name", _run.Name).Successful();
        Assert.Contains("stays  file compose.yaml, which you edited or brought\n", all.Output, StringComparison.Ordinal);
        Assert.Equal(["compose.yaml", "notes.txt"], Files("here"));
        Assert.False(Directory.Exists(Setup.Directory.At("here/.mathesar-setup")));
        Assert.Empty(Containers().Concat(Networks()).Concat(Volumes()));
    }

    // Whoever only looks like the directory, or asks another engine, loses nothing of it, not even with --everything.
    private void Copies_and_other_engines_find_nothing_of_theirs()
    {
        var here = Setup.Directory.At("here");
        new ChildProcess("cp", "-a", here, Setup.Directory.At("copy")).Run().Successful();
        var copy = Uninstall("copy", "", "--everything", "--no-backup", "--name", _run.Name);
        Assert.Equal(1, copy.ExitCode);
        Assert.Contains($"stays  container {_run.Name}-mathesar-1: it was made from {here}\n", copy.Output, StringComparison.Ordinal);
        Assert.Contains("this directory is a copy, or was moved since", copy.Output, StringComparison.Ordinal);

        Directory.Move(here, Setup.Directory.At("moved"));
        Assert.Equal(1, Uninstall("moved", "", "--everything", "--no-backup", "--name", _run.Name).ExitCode);
        Directory.Move(Setup.Directory.At("moved"), here);

        var mark = Setup.Directory.At("here/.mathesar-setup/installation.json");
        var (former, another) = (File.ReadAllText(mark), JsonNode.Parse(File.ReadAllText(mark))!);
        another["engines"]![0]!["identity"] = "another engine";
        File.WriteAllText(mark, another.ToJsonString());
        Assert.Contains("nothing was made from here in this engine", Uninstall("here", "", "--with-data", "--no-backup", "--name", "x").Output,
            StringComparison.Ordinal);
        File.WriteAllText(mark, former);

        // The same name, generated anew.
        Setup.Run("generate", "--dir", "there", "--install-name", _run.Name, "--access-port", "8123").Successful();
        Assert.Equal(1, Uninstall("there", "", "--everything", "--no-backup", "--name", _run.Name).ExitCode);
        Assert.True(File.Exists(Setup.Directory.At("there/mathesar.secrets.yaml")));
        Assert.Equal((2, 2), (Containers().Length, Volumes().Length));

        Directory.CreateSymbolicLink(Setup.Directory.At("link"), here);
        var link = Uninstall("link", "", "--with-data", "--name", "x").Output;
        Assert.Contains($"goes   container {_run.Name}-mathesar-1\n", link, StringComparison.Ordinal);
        Assert.Contains($"goes   volume {_run.Name}_db, which holds data\n", link, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_proven_stays_with_the_secrets_and_is_told()
    {
        Docker("volume", "create", $"{_run.Name}_media");
        Setup.Run([.. _run.Apply, "--yes"]).Successful();
        Docker("run", "--detach", "--name", $"{_run.Name}-neighbour", "--network", Networks()[0], "--volume", $"{_run.Name}_db:/db:ro",
            "--entrypoint", "sleep", StandIns.Postgres, "600");
        var gone = Uninstall("here", "", "--everything", "--no-backup", "--name", _run.Name);
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains($"docker volume rm {_run.Name}_media", gone.Errors, StringComparison.Ordinal);
        Assert.Contains($"stays  volume {_run.Name}_db: {_run.Name}-neighbour uses it\n", gone.Output, StringComparison.Ordinal);
        Assert.Contains($"{_run.Name}-neighbour is in it", gone.Output, StringComparison.Ordinal);
        Assert.Equal([$"{_run.Name}-neighbour"], Containers());
        Assert.Equal([$"{_run.Name}_db", $"{_run.Name}_media"], Volumes());
        Assert.Contains("mathesar.secrets.yaml", Files("here"));
        Assert.Contains("compose.yaml", Files("here"));

        // By the history of images, run.sh and Compose: what the container alone holds is not removed with it.
        Docker("rm", "--force", $"{_run.Name}-neighbour");
        var compose = Setup.Directory.At("here/compose.yaml");
        File.WriteAllText(compose, File.ReadAllText(compose).Replace("media:/", "/", StringComparison.Ordinal));
        new ChildProcess(RealPart.Compose2(), "up", "--detach", "--wait") { Directory = Setup.Directory.At("here") }.Run().Successful();
        var stopped = Uninstall("here", "", "--name", _run.Name);
        Assert.Contains($"stops  container {_run.Name}-mathesar-1: it holds data that no volume with a name has\n", stopped.Output,
            StringComparison.Ordinal);
        Assert.Equal([$"{_run.Name}-mathesar-1"], Containers());
        Assert.Equal("false", Docker("container", "inspect", "--format", "{{.State.Running}}", $"{_run.Name}-mathesar-1").Trim());
    }

    [Fact]
    public void A_kind_that_it_does_not_remove_itself_names_its_commands_and_the_sql_is_only_printed()
    {
        Setup.Run("generate", "--dir", "here", "--target", "helm").Successful();
        var told = Uninstall("here", "", "--name", "mathesar");
        Assert.Equal(1, told.ExitCode);
        Assert.DoesNotContain("Removed.", told.Output, StringComparison.Ordinal);
        Assert.Contains("-- DROP SCHEMA IF EXISTS msar, __msar CASCADE;", Setup.Run("uninstall", "--show-sql").Successful().Output,
            StringComparison.Ordinal);
    }

    private static bool Same((string[], string[]) a, (string[], string[]) b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2);

    private Outcome Uninstall(string directory, string typed, params string[] more) =>
        Setup.Run(Encoding.UTF8.GetBytes(typed), [], ["uninstall", "--dir", directory, .. more]);

    private string Sql(string text) => Docker("exec", $"{_run.Name}-db-1", "sh", "-c",
        $"PGPASSWORD=$POSTGRES_PASSWORD exec psql -qtA -U \"$POSTGRES_USER\" -d postgres -c \"{text}\"").Trim();

    private string[] Containers() => Lines("ps", "--all", "--filter", $"name={_run.Name}", "--format", "{{.Names}}");

    private string[] Volumes() => Lines("volume", "ls", "--quiet", "--filter", $"name={_run.Name}");

    private string[] Networks() => Lines("network", "ls", "--filter", $"name={_run.Name}", "--format", "{{.Name}}");

    private string[] Files(string directory) =>
        [.. new DirectoryInfo(Setup.Directory.At(directory)).GetFiles().Select(static f => f.Name).Order(StringComparer.Ordinal)];

    private string[] Lines(params string[] arguments) =>
        [.. Docker(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private string Docker(params string[] arguments) => new ChildProcess(_run.Docker, arguments).Run().Successful().Output;
}
