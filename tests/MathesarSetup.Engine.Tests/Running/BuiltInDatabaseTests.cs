using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>The single container with PostgreSQL inside.</summary>
public sealed class BuiltInDatabaseTests
{
    private const string ServerLog = "/var/log/postgresql/postgresql-15-mathesar.log";

    [Fact]
    public void PostgreSQL_is_stopped_cleanly_and_the_data_outlives_the_container()
    {
        using var installation = new Installation(Runner.Script, Scenarios.All[Forms.ForTrying]);
        installation.Start();
        installation.Docker("exec", "--user", "postgres", installation.Web, "psql", "-qc", "CREATE TABLE kept AS SELECT 42 AS answer");

        installation.Docker("stop", installation.Web);
        Assert.Equal(0, installation.Inspect(installation.Web)["State"]!["ExitCode"]!.GetValue<int>());
        installation.Start();
        var log = installation.Execute(installation.Web, "cat", ServerLog);
        Assert.EndsWith("database system is ready to accept connections", log, StringComparison.Ordinal);
        Assert.Contains("database system is shut down", log, StringComparison.Ordinal);
        Assert.DoesNotContain("not properly shut down", log, StringComparison.Ordinal);

        installation.Remove().Successful();
        using var visitor = new EarlyVisitor(installation.Port);
        installation.Start();
        Assert.DoesNotContain("not properly shut down", installation.Execute(installation.Web, "cat", ServerLog), StringComparison.Ordinal);
        Assert.Equal("42",
            installation.Docker("exec", "--user", "postgres", installation.Web, "psql", "-qAtc", "SELECT answer FROM kept").Output.Trim());
        Assert.Equal(["302"], visitor.Answers.Distinct());
    }
}
