using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>The commands that the last page, the README and docs/targets tell a person to type do what they say.</summary>
public sealed class InstructionTests
{
    [Theory]
    [InlineData("docker compose 2.26")]
    [InlineData("run.sh")]
    public void An_installation_lives_by_the_commands_that_are_told(string runner)
    {
        using var configuration = new TemporaryDirectory();
        Directory.CreateDirectory(configuration.At("cli-plugins"));
        File.CreateSymbolicLink(configuration.At("cli-plugins/docker-compose"), RealPart.Compose2());
        using var installation = new Installation(Runner.Find(runner), Scenarios.All["recommended"]);
        var told = Setup.Of(installation.Draft).Instructions;
        Outcome Type(string command) =>
            new ChildProcess("sh", "-c", command)
            {
                Directory = installation.Directory,
                Timeout =
                TimeSpan.FromMinutes(4),
                Environment = new Dictionary<string, string?> { ["DOCKER_CONFIG"] = configuration.Path }
            }.Run();

        Type(told.Start).Successful();
        installation.WaitUntil(() => IsHealthy(installation));
        Type(told.Backup).Successful();
        Assert.Contains("CREATE DATABASE mathesar_django", File.ReadAllText(Path.Combine(installation.Directory, "backup.sql")),
            StringComparison.Ordinal);
        Type(InDatabase(told.Backup, "CREATE DATABASE later;\nCREATE TABLE later AS SELECT 1;\nDELETE FROM stand_in_accounts")).Successful();
        Type(told.Restore).Successful();
        installation.WaitUntil(() => IsHealthy(installation));
        Assert.Equal("1||1",
            Type(InDatabase(told.Backup, "SELECT count(*), to_regclass('later'), (SELECT count(*) FROM pg_database WHERE datname NOT LIKE "
                + "'template_' AND datname <> 'postgres') FROM stand_in_accounts"))
                .Successful().Output.Trim());
        Type(told.Stop).Successful();
        Assert.Equal("exited", installation.Inspect(installation.Web)["State"]!["Status"]!.GetValue<string>());
        Type(told.Start).Successful();
        installation.WaitUntil(() => IsHealthy(installation));
        // It follows for ever, so only its beginning is looked at.
        Assert.Contains("Superuser created", Type($"timeout 5 {told.Logs}").Output, StringComparison.Ordinal);
        Type(told.Remove).Successful();
        Assert.Empty(installation.Containers());
        Assert.NotEmpty(installation.Volumes());
    }

    // The way into the database that the back-up takes.
    private static string InDatabase(string backup, string sql) =>
        backup.Split(" > ")[0].Replace("pg_dumpall", "psql -XqAt --dbname mathesar_django", StringComparison.Ordinal) + $" <<'SQL'\n{sql}\nSQL";

    private static bool IsHealthy(Installation installation) =>
        installation.Inspect(installation.Web)["State"]!["Health"]!["Status"]!.GetValue<string>() == "healthy";
}
