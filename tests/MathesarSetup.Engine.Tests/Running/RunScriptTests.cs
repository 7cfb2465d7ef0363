using System.Text.Json.Nodes;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary><c>run.sh</c> over the life of one installation, in a folder whose name has blanks and quotes. Each test leaves it running.</summary>
public sealed class RunScriptTests(RunScriptTests.Running running) : IClassFixture<RunScriptTests.Running>
{
    public static TheoryData<string, string[]> Shells => new() { { "dash", [] }, { "bash", ["--posix"] }, { "busybox", ["sh"] } };

    private Installation Installation => running.Installation;

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_second_run_from_another_directory_changes_nothing(string shell, string[] options)
    {
        Installation.Start();
        var before = Installation.Containers().Select(Life).ToArray();
        var run = new ChildProcess(RealPart.Require(shell), [.. options, Path.Combine(Installation.Directory, "run.sh")])
        {
            Directory = "/",
            Environment = new Dictionary<string, string?> { ["CDPATH"] = "/tmp:/" },
        }.Run().Successful();
        Assert.Contains($"{Installation.Web} is as it should be.", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, Installation.Containers().Select(Life));
    }

    [Fact]
    public void A_changed_value_renews_that_container_alone_and_keeps_the_data()
    {
        Installation.Start();
        var (web, database) = (Life(Installation.Web), Life(Installation.Container("db")));
        Installation.Write(Installation.Draft.With("tuning.workers", "7"));
        Installation.Start();
        Assert.NotEqual(web, Life(Installation.Web));
        Assert.Equal(database, Life(Installation.Container("db")));
        Assert.Equal("7", Installation.Environment()["WEB_CONCURRENCY"]);
        Assert.Equal("/", Installation.Get("/complete_installation/").Location);
    }

    [Fact]
    public void An_image_that_was_fetched_anew_renews_its_container()
    {
        Installation.Start();
        var (web, database) = (Life(Installation.Web), Life(Installation.Container("db")));
        var source = Installation.Docker("create", running.Database).Output.Trim();
        Installation.Docker("commit", "--change", $"LABEL fetched={Guid.NewGuid():n}", source, running.Database);
        Installation.Docker("rm", "--volumes", source);
        Assert.Contains($"{Installation.Container("db")} is made anew", Installation.TryStart().Successful().Output, StringComparison.Ordinal);
        Assert.NotEqual(database, Life(Installation.Container("db")));
        Assert.Equal(web, Life(Installation.Web));
        Installation.WaitUntil(() => Installation.Get("/complete_installation/").Location == "/");
    }

    [Fact]
    public void Stop_ends_the_containers_and_the_next_run_starts_the_same_ones()
    {
        Installation.Start();
        var before = Installation.Containers().Select(Id).ToArray();
        Script("stop").Successful();
        Assert.All(Installation.Containers(), c => Assert.Equal("exited", State(c)["Status"]!.GetValue<string>()));
        Assert.All(Installation.Containers(), c => Assert.Equal(0, State(c)["ExitCode"]!.GetValue<int>()));
        Installation.Start();
        Assert.Equal(before, Installation.Containers().Select(Id));
    }

    [Fact]
    public void Remove_leaves_the_volumes_and_the_next_run_finds_the_data_again()
    {
        Installation.Start();
        var volumes = Installation.Volumes();
        Assert.Contains("volume rm", Installation.Remove().Successful().Output, StringComparison.Ordinal);
        Assert.Empty(Installation.Containers());
        Assert.Equal("", Installation.Docker("network", "ls", "--quiet", "--filter", $"name={Installation.Name}").Output);
        Assert.Equal(volumes, Installation.Volumes());
        Script("remove").Successful();
        Script("stop").Successful();

        using var visitor = new EarlyVisitor(Installation.Port);
        Installation.Start();
        Assert.Equal(["302"], visitor.Answers.Distinct());
        Assert.DoesNotContain("Superuser created", Installation.Log(Installation.Web), StringComparison.Ordinal);
    }

    [Fact]
    public void A_renewal_that_fails_leaves_the_former_container_running()
    {
        Installation.Start();
        var before = Id(Installation.Web);
        var script = Path.Combine(Installation.Directory, "run.sh");
        var text = File.ReadAllText(script);
        File.WriteAllText(script, text.Replace($"127.0.0.1:{Installation.Port}:8000", "192.0.2.1:8000:8000", StringComparison.Ordinal));
        var run = Installation.TryStart();
        File.WriteAllText(script, text);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The former one runs again", run.Errors, StringComparison.Ordinal);
        Installation.Start();
        Assert.Equal(before, Id(Installation.Web));
        Assert.Equal("/", Installation.Get("/complete_installation/").Location);
    }

    [Fact]
    public void A_missing_env_file_is_named_before_the_container_goes()
    {
        Installation.Start();
        var before = Life(Installation.Web);
        var file = Path.Combine(Installation.Directory, "mathesar.env");
        File.Move(file, file + ".away");
        var run = Installation.TryStart();
        File.Move(file + ".away", file);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("mathesar.env is missing", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, Life(Installation.Web));
    }

    [Fact]
    public void An_unknown_word_is_answered_with_what_there_is()
    {
        var run = Script("restart");
        Assert.Equal((2, "usage: ./run.sh [start|stop|logs|pull|remove]\n"), (run.ExitCode, run.Errors));
    }

    private Outcome Script(string verb) =>
        new ChildProcess(Path.Combine(Installation.Directory, "run.sh"), verb) { Timeout = TimeSpan.FromMinutes(2) }.Run();

    private JsonNode State(string container) => Installation.Inspect(container)["State"]!;

    private string Id(string container) => Installation.Inspect(container)["Id"]!.GetValue<string>();

    private (string Id, string StartedAt) Life(string container) => (Id(container), State(container)["StartedAt"]!.GetValue<string>());

    public sealed class Running : IDisposable
    {
        public Running()
        {
            StandIns.Require();
            Installation = new Installation(Runner.Script, Scenarios.All["recommended"], "it's \"my\" files");
            // A tag of its own, because a test fetches the image anew.
            Database = $"{StandIns.Postgres}-{Installation.Name}";
            Installation.Docker("tag", StandIns.Postgres, Database);
            Installation.Write(Installation.Draft.With("database.image", Database));
        }

        internal Installation Installation { get; }

        internal string Database { get; }

        public void Dispose()
        {
            Installation.Dispose();
            Installation.Docker("rmi", "--force", Database);
        }
    }
}
