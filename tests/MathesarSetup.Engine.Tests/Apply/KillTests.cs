using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>
/// An applier that SIGKILL ends before any of its steps leaves something that the next start turns into the old state or the new one.
/// </summary>
public sealed class KillTests
{
    // Of the steps of a run every fifth is tried, beginning with another one each time: all of them take as long as everything else here.
    private const int Stride = 5;

    private const string Password = "database.password";
    private const string Former = "theFormerPassword0123456789abcdef";
    private const string Other = "anotherPassword0123456789abcdefgh";

    private readonly int _first = 1 + Random.Shared.Next(Stride);

    [Fact]
    public void A_first_run_killed_anywhere_leaves_everything_or_nothing_but_volumes_and_their_secrets()
    {
        using var installation = new AppliedInstallation();
        var step = _first;
        for (; Kill(installation, installation.Draft, step); step += Stride)
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

        Assert.InRange(step, 15, 47);
    }

    [Fact]
    public void A_change_killed_anywhere_leaves_the_former_containers_files_and_password_or_the_new_ones()
    {
        using var installation = new AppliedInstallation((Password, Former)).Install();
        var (step, wanted) = (_first, installation.Draft.With(Password, Other));
        for (var before = installation.State(); Kill(installation, wanted, step); step += Stride)
        {
            installation.Recover();
            var isDone = File.ReadAllText(Path.Join(installation.Directory, "mathesar.secrets.yaml"))
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
            Assert.True(installation.Opens(installation.Draft.Texts[Password]), $"step {step}");
        }

        Assert.True(installation.Opens(wanted.Texts[Password]));
        Assert.InRange(step, 15, 47);
    }

    [Fact]
    public void A_change_that_fails_and_is_killed_anywhere_on_its_way_back_leaves_the_former_state()
    {
        using var installation = new AppliedInstallation((Password, Former)).Install();
        var before = installation.State();
        var wanted = installation.Draft.With(Password, Other).With("mathesar.image", BusyboxImage.Import("docker"));
        var step = _first;
        for (; Kill(installation, wanted, step); step += Stride)
        {
            var recovered = installation.Recover();
            Assert.True(recovered is null or { Outcome: ApplyOutcome.RolledBack }, $"step {step}: {recovered?.Outcome}");
            Assert.Equal(before, installation.State());
            Assert.True(installation.Opens(Former), $"step {step}");
        }

        Assert.Equal(before, installation.State());
        Assert.True(installation.Opens(Former));
        Assert.InRange(step, 20, 57);
    }

    [Fact]
    public void A_recovery_that_is_killed_anywhere_is_taken_up_by_the_next_one()
    {
        using var installation = new AppliedInstallation((Password, Former)).Install();
        var (before, step) = (installation.State(), _first);
        for (var isKilled = true; isKilled; step += isKilled ? Stride : 0)
        {
            // At that step the former containers are set aside and a new one runs.
            Assert.True(Kill(installation, installation.Draft.With(Password, Other), 14));
            Assert.Contains(installation.Containers(), static c => c.Contains("-before", StringComparison.Ordinal));
            isKilled = KilledApplier.Recovering(installation, step).Run().ExitCode == Files.KilledWriter.Killed;
            Assert.Equal(isKilled, Applier.IsUnfinished(installation.Directory));
            installation.Recover();
            Assert.Equal(before, installation.State());
            Assert.True(installation.Opens(Former), $"step {step}");
        }

        Assert.InRange(step, 5, 32);
    }

    private static bool Kill(AppliedInstallation installation, Draft draft, int step) =>
        KilledApplier.Applying(installation, draft, step).Run().ExitCode == Files.KilledWriter.Killed;
}
