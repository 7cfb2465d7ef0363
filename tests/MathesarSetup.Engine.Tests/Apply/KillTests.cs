using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>
/// An applier that SIGKILL ends before any of its steps leaves something that the next start turns into the old state or the new one.
/// </summary>
public sealed class KillTests
{
    private const string Password = "database.password";
    private const string Former = "theFormerPassword0123456789abcdef";
    private const string Other = "anotherPassword0123456789abcdefgh";

    [Fact]
    public void A_first_run_killed_anywhere_leaves_everything_or_nothing_but_volumes_and_their_secrets()
    {
        using var installation = new AppliedInstallation();
        var killed = 0;
        for (var step = 1; Kill(installation, installation.Draft, step); step++, killed++)
        {
            var recovered = installation.Recover();
            Assert.Null(installation.Recover());
            if (installation.Containers() is [])
            {
                Assert.True(recovered is null or { Outcome: ApplyOutcome.RolledBack }, $"step {step}: {recovered?.Outcome}");
                Assert.DoesNotContain(installation.State().Keys, key => key != "file mathesar.secrets.yaml");
                Assert.True(installation.Volumes() is [] || File.Exists(Path.Join(installation.Directory, "mathesar.secrets.yaml")));
            }
            else
            {
                Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
            }

            installation.RemoveFromEngine();
            Directory.Delete(installation.Directory, recursive: true);
        }

        Assert.InRange(killed, 15, 40);
    }

    [Fact]
    public void A_change_killed_anywhere_leaves_the_former_containers_files_and_password_or_the_new_ones()
    {
        using var installation = new AppliedInstallation((Password, Former)).Install();
        var (killed, wanted, isDone) = (0, installation.Draft.With(Password, Other), false);
        for (var before = installation.State(); Kill(installation, wanted, killed + 1); killed++)
        {
            installation.Recover();
            isDone = File.ReadAllText(Path.Join(installation.Directory, "mathesar.secrets.yaml"))
                .Contains(wanted.Texts[Password], StringComparison.Ordinal);
            if (isDone)
            {
                (installation.Draft, wanted) = (wanted, installation.Draft);
                Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
                Assert.DoesNotContain(before.Where(entry => entry.Key.StartsWith("container ", StringComparison.Ordinal)),
                    installation.State().Contains);
                before = installation.State();
            }

            Assert.Equal(before, installation.State());
            Assert.True(installation.Opens(installation.Draft.Texts[Password]), $"step {killed + 1}");
        }

        // The last step before the end had accepted the change.
        Assert.True(isDone);
        Assert.InRange(killed, 15, 40);
    }

    [Fact]
    public void A_change_that_fails_and_is_killed_anywhere_on_its_way_back_leaves_the_former_state()
    {
        using var installation = new AppliedInstallation((Password, Former)).Install();
        var before = installation.State();
        var wanted = installation.Draft.With(Password, Other).With("mathesar.image", BusyboxImage.Import("docker"));
        var killed = 0;
        for (; Kill(installation, wanted, killed + 1); killed++)
        {
            var recovered = installation.Recover();
            Assert.True(recovered is null or { Outcome: ApplyOutcome.RolledBack }, $"step {killed + 1}: {recovered?.Outcome}");
            Assert.Equal(before, installation.State());
            Assert.True(installation.Opens(Former), $"step {killed + 1}");
        }

        Assert.Equal(before, installation.State());
        Assert.True(installation.Opens(Former));
        Assert.InRange(killed, 20, 50);
    }

    [Fact]
    public void A_recovery_that_is_killed_anywhere_is_taken_up_by_the_next_one()
    {
        using var installation = new AppliedInstallation((Password, Former)).Install();
        var (before, killed) = (installation.State(), 0);
        for (var isKilled = true; isKilled; killed += isKilled ? 1 : 0)
        {
            // At that step the former containers are set aside and a new one runs.
            Assert.True(Kill(installation, installation.Draft.With(Password, Other), 14));
            Assert.Contains(installation.Containers(), static c => c.Contains("-before", StringComparison.Ordinal));
            isKilled = KilledApplier.Recovering(installation, killed + 1).Run().ExitCode == Files.KilledWriter.Killed;
            Assert.Equal(isKilled, Applier.IsUnfinished(installation.Directory));
            installation.Recover();
            Assert.Equal(before, installation.State());
            Assert.True(installation.Opens(Former), $"step {killed + 1}");
        }

        Assert.InRange(killed, 5, 25);
    }

    private static bool Kill(AppliedInstallation installation, Draft draft, int step) =>
        KilledApplier.Applying(installation, draft, step).Run().ExitCode == Files.KilledWriter.Killed;
}
