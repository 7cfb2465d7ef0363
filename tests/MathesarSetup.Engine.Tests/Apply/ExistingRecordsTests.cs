using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>A database of the user's that holds a Mathesar already, or lets nobody in, is noticed before anything is touched.</summary>
public sealed class ExistingRecordsTests
{
    [Fact]
    public void A_Mathesar_that_stored_with_another_key_is_asked_about_by_name()
    {
        using var records = new KeptRecords();
        using var first = new AppliedInstallation(records.Answers()).Install();
        KeptRecords.MakeDatabase(first, "sales");
        using var second =
            new AppliedInstallation(records.Answers(("admin.username", "grace"), ("secrets.key", "another-secret-key-0123456789-0123456789")));
        var result = second.Apply();
        Assert.True(result is { Outcome: ApplyOutcome.Refused } && result.Findings[0].Code == "apply.secret-key", second.Explain(result));
        Assert.Contains("The database records on host.docker.internal", result.Findings[0].Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(second.Directory));

        var accepted = AppliedInstallation.Compare(second.Request() with { Accepted = new(LostConnections: true, []) });
        Assert.Contains(accepted.Findings, f => f is { Code: "apply.connections-lost", Severity: Severity.Warning });
        Assert.False(accepted.IsForbidden);
    }

    [Fact]
    public void The_administrator_of_a_Mathesar_with_the_same_key_stays_and_is_told()
    {
        using var records = new KeptRecords();
        using var first = new AppliedInstallation(records.Answers()).Install();
        KeptRecords.MakeDatabase(first, "sales");
        using var second = new AppliedInstallation(records.Answers(("admin.username", "grace")));
        var result = second.Apply();
        Assert.True(result is { Outcome: ApplyOutcome.Applied, PasswordOpens: false }, second.Explain(result));
        var note = Assert.Single(result.Findings, f => f.Code == "apply.administrator-stays");
        Assert.Contains("admin is its administrator", note.Message, StringComparison.Ordinal);
        Assert.Equal("admin", records.Server.Query("records", "SELECT username FROM mathesar_user"));

        // Its own installation is not told what it knows.
        Assert.DoesNotContain(AppliedInstallation.Compare(second.Request(("tuning.workers", "2"))).Findings,
            f => f.Code == "apply.administrator-stays");
    }

    [Fact]
    public void An_older_release_is_kept_away_from_what_a_newer_one_wrote_where_no_container_is_left()
    {
        using var records = new KeptRecords();
        using var first = new AppliedInstallation(records.Answers()).Install();
        using var older = new AppliedInstallation(records.Answers(("mathesar.version", "0.9.0"), ("mathesar.image", StandIns.Mathesar("0.9.0"))));
        var before = records.Server.Query("records", "SELECT count(*) FROM django_migrations");
        var result = older.Apply();
        Assert.True(result is { Outcome: ApplyOutcome.Refused } && result.Findings[0].Code == "apply.other-version", older.Explain(result));
        Assert.Contains("0013_stand_in", result.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(before, records.Server.Query("records", "SELECT count(*) FROM django_migrations"));
    }

    [Fact]
    public void A_wrong_password_is_found_while_the_former_container_runs()
    {
        using var records = new KeptRecords();
        using var installation = new AppliedInstallation(records.Answers()).Install();
        var (before, told) = (installation.State(), installation.Events.Count);
        var result = installation.Apply(("database.password", "wrong0123456789"));
        Assert.True(result is { Outcome: ApplyOutcome.Refused } && result.Findings[0].Code == "database.wrong-login", installation.Explain(result));
        Assert.Equal(before, installation.State());
        Assert.DoesNotContain(installation.Events[told..],
            e => e.Step.StartsWith("set-aside", StringComparison.Ordinal) || e.Step.StartsWith("create", StringComparison.Ordinal));
    }

    [Fact]
    public void A_first_run_says_that_its_password_opens_the_account()
    {
        using var records = new KeptRecords();
        using var installation = new AppliedInstallation(records.Answers());
        var result = installation.Apply();
        Assert.True(result is { Outcome: ApplyOutcome.Applied, PasswordOpens: true }, installation.Explain(result));
        Assert.DoesNotContain(result.Findings, f => f.Code == "apply.administrator-stays");
    }
}
