using MathesarSetup.Drafts;
using MathesarSetup.Engine.Tests.Running;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>
/// The start scripts as the first process of a container, where a signal without a handler is lost: real bash, and a set-up that never ends.
/// </summary>
public sealed class StartScriptTests : IDisposable
{
    private readonly AlteredStandIn _image = AlteredStandIn.Slow();
    private readonly string _docker = StandIns.Require();
    private readonly string _name = "start-script-" + Guid.NewGuid().ToString("n")[..12];

    public void Dispose()
    {
        new ChildProcess(_docker, "rm", "--force", "--volumes", _name).Run();
        _image.Dispose();
    }

    [Theory]
    [InlineData("0.12.0", "INT")]
    [InlineData("0.12.0", "TERM")]
    [InlineData("0.2.5", "TERM")]
    public void Stopping_is_heard_while_Mathesar_sets_itself_up(string release, string signal)
    {
        Start(Script(release, "existing"));
        Assert.Equal("143", Stop(signal));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Stopping_is_heard_while_the_database_inside_is_set_up_and_it_ends_cleanly(string signal)
    {
        Start(Script("0.12.0", "builtin"));
        Assert.Equal("0", Stop(signal));
        Assert.Contains("database system is shut down", ServerLog(), StringComparison.Ordinal);

        // A second start finds the data whole, and is stopped like the first.
        Docker("start", _name);
        Eventually.Happens(() => Log().Split("set-up that never ends").Length == 3);
        Assert.Equal("0", Stop(signal));
        Assert.DoesNotContain("not properly shut down", ServerLog(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Stopping_is_heard_by_a_pod_that_waits_for_its_database(string signal)
    {
        using var pod = new ClusterPod(WithServer(StandIns.Mathesar("0.12.0")).With("database.port", "1"));
        var preparing = pod.StartPreparing();
        Eventually.Happens(() => pod.Log(preparing).Contains("Waiting for PostgreSQL", StringComparison.Ordinal));
        Docker("kill", "--signal", signal, preparing);
        Assert.Equal("143", pod.End(preparing));
    }

    [Fact]
    public void Stopping_is_heard_by_a_pod_that_sets_Mathesar_up()
    {
        using var server = new PostgresServer();
        server.Make("tables", "right0123456789");
        using var pod = new ClusterPod(WithServer(_image.Name).With("database.port", $"{server.Port}")
            .With("database.name", "tables").With("database.user", "tables").With("database.password", "right0123456789"));
        var preparing = pod.StartPreparing();
        Eventually.Happens(() => pod.Log(preparing).Contains("set-up that never ends", StringComparison.Ordinal));
        Docker("kill", "--signal", "TERM", preparing);
        Assert.Equal("143", pod.End(preparing));
    }

    private static string Script(string release, string mode)
    {
        var draft = Draft.Empty.With("mathesar.version", release).With("database.mode", mode);
        draft = mode == "existing" ? draft.With("database.host", "db.example.com").With("database.password", "right0123456789") : draft;
        return ((StartCommand.Script)Setup.Of(draft).Plan.Web.Start!).Text;
    }

    private static Draft WithServer(string image) =>
        Scenarios.All["hostile-secrets"].With("mathesar.image", image).With("database.sslmode", "prefer").With("database.host", "db.test");

    private string ServerLog() => Docker("cp", $"{_name}:/var/log/postgresql/postgresql-15-mathesar.log", "-").Output;

    private void Start(string script)
    {
        Docker("run", "--detach", "--name", _name, "--env", "SECRET_KEY=x", "--entrypoint", "bash", _image.Name, "-c", script);
        Eventually.Happens(() => Log().Contains("set-up that never ends", StringComparison.Ordinal), Log);
    }

    // What does not hear the signal runs on, which the wait's own limit ends.
    private string Stop(string signal)
    {
        Docker("kill", "--signal", signal, _name);
        return Docker("wait", _name).Output.Trim();
    }

    private string Log()
    {
        var log = Docker("logs", _name);
        return log.Output + log.Errors;
    }

    private Outcome Docker(params string[] arguments) => new ChildProcess(_docker, arguments).Run().Successful();
}
