using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>What must not start, or not yet.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Runners => new([Runner.Compose1.Name, Runner.Script.Name]);

    public static TheoryData<string> AllRunners => new(Runner.All.Select(r => r.Name));

    [Fact]
    public void The_early_visitor_would_become_administrator_without_our_start_command()
    {
        using var installation = new Installation(Runner.Script, Scenarios.All[Forms.ForTrying]);
        using var visitor = new EarlyVisitor(installation.Port);
        installation.Docker("run", "--detach", "--name", installation.Name, "--publish", $"127.0.0.1:{installation.Port}:8000", "--env",
            "SECRET_KEY=k", StandIns.Mathesar("0.12.0"));
        installation.WaitUntil(() => visitor.Answers.Length > 0);
        Assert.Equal("200", visitor.Answers[0]);
    }

    [Theory]
    [MemberData(nameof(Runners))]
    public void Without_an_administrators_password_nothing_ever_listens(string runner)
    {
        using var server = new PostgresServer();
        using var installation = new Installation(Runner.Find(runner), Forms.Make(Forms.HostDatabase, server));
        var file = Path.Combine(installation.Directory, installation.Runner.Target == "docker" ? "mathesar.env" : ".env");
        File.WriteAllLines(file, File.ReadAllLines(file).Where(l => !l.Contains("DJANGO_SUPERUSER_PASSWORD=", StringComparison.Ordinal)));
        using var visitor = new EarlyVisitor(installation.Port);
        var run = installation.TryStart();
        installation.WaitUntil(() => installation.Inspect(installation.Web)["RestartCount"]!.GetValue<int>() >= 3);
        Assert.Contains("There is no administrator yet, and no password for one.", installation.Log(installation.Web), StringComparison.Ordinal);
        Assert.Empty(visitor.Answers);
        if (installation.Runner == Runner.Script)
        {
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("There is no administrator yet, and no password for one.", run.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Run_sh_refuses_a_foreign_container_of_the_name_and_leaves_it_alone()
    {
        using var installation = new Installation(Runner.Script,
            Scenarios.All["existing-database"].With("database.sslrootcert", null).With("database.sslmode", "require"));
        installation.Docker("create", "--name", installation.Name, StandIns.Root, "true");
        var before = installation.Inspect(installation.Name)["Id"]!.GetValue<string>();
        var run = installation.TryStart();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"There is a container named {installation.Name} that this script did not make.", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, installation.Inspect(installation.Name)["Id"]!.GetValue<string>());
        Assert.Equal("created", installation.Inspect(installation.Name)["State"]!["Status"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(AllRunners))]
    public void A_missing_sso_yml_is_refused_and_no_directory_takes_its_place(string runner)
    {
        var draft = Scenarios.All["single-sign-on"].With("database.mode", "existing").With("database.host", "db.example.com")
            .With("database.password", "0Xq7rT2mV9bN4kL8").With("database.user", "tables");
        using var installation = new Installation(Runner.Find(runner), draft);
        File.Delete(Path.Combine(installation.Directory, "sso.yml"));
        var run = installation.TryStart();
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("sso.yml", run.Errors, StringComparison.Ordinal);
        Assert.False(Path.Exists(Path.Combine(installation.Directory, "sso.yml")));
        Assert.DoesNotContain(installation.Containers(), c => installation.Inspect(c)["State"]!["Running"]!.GetValue<bool>());
    }
}
