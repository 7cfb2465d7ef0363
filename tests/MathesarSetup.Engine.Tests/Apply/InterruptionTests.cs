using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Who interrupts a run gets the machine back at once, and what the next run needs to know.</summary>
public sealed class InterruptionTests
{
    private const string Killed = "137";

    [Theory]
    [InlineData("apply-units.json")]
    [InlineData("apply-cluster.json")]
    public async Task What_a_run_in_another_kind_of_place_left_is_left_to_that_one(string journal)
    {
        using var folder = new TemporaryDirectory();
        var left = folder.Write($".mathesar-setup/{journal}", "{}");
        var trial = folder.Write(".mathesar-setup/journal-trial", "{}");
        var result = await Applier.RecoverAsync(folder.Path, static _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal((ApplyOutcome.NeedsPerson, FilesFinding.OnTrial.Code), (result!.Outcome, Assert.Single(result.Findings).Code));
        Assert.True(File.Exists(left) && File.Exists(trial));
    }

    [Fact]
    public void A_Mathesar_that_sets_itself_up_ends_by_the_signal_and_not_by_force()
    {
        using var image = AlteredStandIn.Slow();
        using var installation = new AppliedInstallation().Install();
        var (before, since) = (installation.State(), installation.Now());
        var result = Interrupt(installation, installation.Request(("mathesar.image", image.Name)), static e => e.Message == "set-up that never ends");
        Assert.True(result.Outcome is ApplyOutcome.Cancelled, installation.Explain(result));
        Assert.Equal(before, installation.State());
        Assert.DoesNotContain(installation.ExitCodes(since), static code => code == Killed);
    }

    [Fact]
    public void A_database_that_was_cut_off_while_it_made_its_data_is_named_with_what_removes_it()
    {
        using var image = AlteredStandIn.Unfinished();
        using var installation = new AppliedInstallation();
        var result = Interrupt(installation, installation.Request(("database.image", image.Name)), static e => e.Message == "half-made");
        Assert.True(result.Outcome is ApplyOutcome.Cancelled, installation.Explain(result));
        var volume = Assert.Single(installation.Volumes(), static v => v.EndsWith("_db", StringComparison.Ordinal));
        var command = $"docker volume rm {volume}";
        Assert.Contains(command, Assert.Single(result.Findings, static f => f.Code == "apply.data-unfinished").Message, StringComparison.Ordinal);

        // Whoever did not see that, after a power cut for example, is told by PostgreSQL's own words.
        result = installation.Apply();
        Assert.True(result is { Outcome: ApplyOutcome.RolledBack, Findings: [{ Code: "log.data-unfinished" }, ..] }, installation.Explain(result));
        Assert.Contains(command, result.Findings[0].Message, StringComparison.Ordinal);

        installation.Docker(command.Split(' ')[1..]);
        installation.Install();
    }

    [Fact]
    public void A_single_container_that_was_cut_off_while_it_made_its_data_is_named_too()
    {
        using var installation = new AppliedInstallation(("database.mode", "builtin"));
        // What a power cut leaves of Debian's making of a cluster.
        installation.Docker("volume", "create", "--label", $"{Labels.Release}=0.12.0", $"{installation.Name}_db");
        const string PowerCut = "mkdir /there/mathesar && echo 15 > /there/mathesar/PG_VERSION";
        installation.Docker("run", "--rm", "--network", "none", "--volume", $"{installation.Name}_db:/there", StandIns.Root, "sh", "-c", PowerCut);
        var result = installation.Apply();
        Assert.True(result is { Outcome: ApplyOutcome.RolledBack, Findings: [{ Code: "log.data-unfinished" }, ..] }, installation.Explain(result));
        Assert.Contains($"docker volume rm {installation.Name}_db {installation.Name}_db-config", result.Findings[0].Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_container_that_fails_is_not_said_to_miss_the_variables_that_it_does_without()
    {
        using var image = AlteredStandIn.WithFailingMigration();
        using var installation = new AppliedInstallation(("database.mode", "builtin"), ("mathesar.image", image.Name));
        var result = installation.Apply();
        Assert.True(result is { Outcome: ApplyOutcome.RolledBack, Findings: [{ Code: "log.migration-failed" }, ..] }, installation.Explain(result));
        Assert.DoesNotContain(result.Findings, static f => f.Code == "log.variable-missing");
        Assert.DoesNotContain(installation.Events, static e => e.Finding?.Code == "log.variable-missing");
    }

    private static ApplyResult Interrupt(AppliedInstallation installation, ApplyRequest request, Func<ApplyEvent, bool> isMoment)
    {
        using var cancel = new CancellationTokenSource();
        return installation.Apply(request, e =>
        {
            if (isMoment(e))
            {
                cancel.Cancel();
            }
        }, cancel);
    }
}
