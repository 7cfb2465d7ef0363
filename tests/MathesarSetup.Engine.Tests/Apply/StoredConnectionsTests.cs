using MathesarSetup.Engine.Apply;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>
/// Databases that were made in Mathesar open after its password or its server's place was changed, and after such a change was taken back.
/// </summary>
public sealed class StoredConnectionsTests
{
    private const string Other = "it's \"another\" $HOME `id` 0123456789";

    [Theory]
    [InlineData("compose")]
    [InlineData("docker")]
    public void Another_password_of_the_bundled_database_reaches_what_Mathesar_stores(string target)
    {
        using var installation = new AppliedInstallation(("target", target)).Install();
        KeptRecords.MakeDatabase(installation, "sales");
        Assert.Equal(["sales"], KeptRecords.Open(installation));

        installation.Install(("database.password", Other));
        Assert.Equal(["sales"], KeptRecords.Open(installation));
        Assert.Contains(installation.Events, e => e is { Step: StepNames.Stored, State: StepState.Done });
        Assert.All(installation.Events, e => Assert.DoesNotContain(Other, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_of_the_password_that_fails_at_the_very_end_takes_back_what_Mathesar_stores()
    {
        using var installation = new AppliedInstallation().Install();
        KeptRecords.MakeDatabase(installation, "sales");
        var before = installation.State();
        // A name that no Mathesar answers to is found out after everything else.
        using var deaf = AlteredStandIn.DeafTo("refused.example.com");
        var result = installation.Apply(("database.password", Other), ("access.hosts", "refused.example.com"), ("mathesar.image", deaf.Name));
        Assert.True(result is { Outcome: ApplyOutcome.RolledBack } && result.Findings[0].Code == "apply.host-refused", installation.Explain(result));
        Assert.Contains(installation.Events, e => e is { Step: StepNames.Stored, State: StepState.Done });
        Assert.Equal(before, installation.State());
        Assert.Equal(["sales"], OpenWhenReady(installation));
    }

    [Fact]
    public void A_change_that_is_killed_while_Mathesars_stored_passwords_follow_is_taken_back_with_them()
    {
        using var installation = new AppliedInstallation().Install();
        KeptRecords.MakeDatabase(installation, "sales");
        var (before, wanted, killed) = (installation.State(), installation.Draft.With("database.password", Other), 0);
        for (var step = 14; KilledApplier.Applying(installation, wanted, step).Run().ExitCode == Files.KilledWriter.Killed; step++, killed++)
        {
            var recovered = installation.Recover();
            if (recovered is { Outcome: ApplyOutcome.Applied })
            {
                break;
            }

            Assert.True(recovered is { Outcome: ApplyOutcome.RolledBack }, $"step {step}: {recovered?.Outcome}");
            Assert.Equal(before, installation.State());
            Assert.Equal(["sales"], OpenWhenReady(installation));
        }

        Assert.InRange(killed, 3, 12);
        installation.Draft = wanted;
        Assert.Equal(["sales"], OpenWhenReady(installation));
    }

    [Fact]
    public void A_password_that_was_changed_on_a_server_of_the_users_reaches_what_Mathesar_stores()
    {
        using var records = new KeptRecords();
        using var installation = new AppliedInstallation(records.Answers()).Install();
        KeptRecords.MakeDatabase(installation, "sales");
        records.Server.Query("postgres", "ALTER ROLE records PASSWORD 'other0123456789'");
        installation.Install(("database.password", "other0123456789"));
        Assert.Equal(["sales"], KeptRecords.Open(installation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_server_under_another_name_is_followed_unless_Mathesar_knows_it_under_both(bool isKnown)
    {
        using var records = new KeptRecords();
        using var installation = new AppliedInstallation(records.Answers()).Install();
        KeptRecords.MakeDatabase(installation, "sales");
        var address = installation.Docker("exec", installation.Web, "getent", "hosts", "host.docker.internal").Output.Split(' ')[0];
        if (isKnown)
        {
            KeptRecords.Shell(installation,
                $"from mathesar.models.base import Server\nServer.objects.create(host='{address}', port={records.Server.Port})");
        }

        var result = installation.Apply(("database.host", address));
        Assert.True(result.Outcome is ApplyOutcome.Applied, installation.Explain(result));
        Assert.Equal(isKnown, result.Findings.Any(f => f.Code == "apply.server-not-moved"));
        var host = KeptRecords.Shell(installation, "from mathesar.models.base import Database\nprint(Database.objects.all()[0].server.host)");
        Assert.Equal(isKnown ? "host.docker.internal" : address, host);
    }

    [Fact]
    public void A_server_whose_databases_stayed_where_they_were_is_left_alone()
    {
        using var records = new KeptRecords();
        using var elsewhere = new KeptRecords();
        using var installation = new AppliedInstallation(records.Answers()).Install();
        KeptRecords.MakeDatabase(installation, "sales");
        // Only Mathesar's own records were copied.
        elsewhere.Server.RunScript("records",
            new ChildProcess("docker", "exec", "--env", $"PGPASSWORD={KeptRecords.Password}", installation.Web, "pg_dump", "--host",
                "host.docker.internal", "--port", $"{records.Server.Port}", "--username", "records", "records").Run().Successful().Output);
        var result = installation.Apply(("database.port", $"{elsewhere.Server.Port}"));
        Assert.True(result is { Outcome: ApplyOutcome.Applied, PasswordOpens: true }, installation.Explain(result));
        Assert.Contains(result.Findings, f => f.Code == "apply.server-not-moved");
        Assert.Equal(["sales"], KeptRecords.Open(installation));
    }

    // The former container runs again, and is asked as soon as its database answers.
    private static string[] OpenWhenReady(AppliedInstallation installation)
    {
        Eventually.Happens(() => installation.Opens(installation.Draft.Texts["database.password"]));
        return KeptRecords.Open(installation);
    }
}
