using MathesarSetup.Engine.Tests.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>Units put in place by this program, on a real systemd and Podman 5.4: it ends where <c>install.sh</c> ends, or where it began.</summary>
[Collection(UnitMachine.Collection)]
public sealed class UnitApplyTests(UnitMachine machine)
{
    [Theory]
    [InlineData("ordinary", 8121)]
    [InlineData("root", 8122)]
    public void What_is_installed_is_what_the_script_installs_and_a_second_run_changes_nothing(string user, int port)
    {
        using var installation = Make($"same-{user}", port, user);
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
        var (life, place) = (installation.Life(installation.Name), installation.InPlace());
        Assert.Equal("Unchanged", Said(installation.Apply(installation.Draft)));
        Assert.Contains($"{installation.Name}_db is as it should be.", installation.Install().Successful().Output, StringComparison.Ordinal);
        Assert.Equal((life, place), (installation.Life(installation.Name), installation.InPlace()));

        installation.Install("remove").Successful();
        installation.Install().Successful();
        Assert.Equal(place, installation.InPlace());
    }

    [Fact]
    public void A_changed_answer_renews_its_service_and_one_that_fails_is_taken_back_with_the_reason()
    {
        using var installation = Make("changing", 8123, "ordinary");
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        var database = installation.Life("changing_db");
        var changed = installation.Draft.With("tuning.workers", "7");
        Assert.Equal("Applied", Said(installation.Apply(changed)));
        Assert.Equal((database, "7"), (installation.Life("changing_db"), installation.Environment()["WEB_CONCURRENCY"]));

        var before = installation.InPlace();
        var wrong = Said(installation.Apply(changed.With("database.password", "the data knows another one")));
        Assert.StartsWith("RolledBack log.password-refused units.failed", wrong, StringComparison.Ordinal);
        Assert.Equal(before, installation.InPlace());
        Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
        Assert.Equal("Unchanged", Said(installation.Apply(changed)));
        Assert.StartsWith("Refused apply.secret-key", Said(installation.Apply(changed.With("secrets.key", new string('k', 50)))),
            StringComparison.Ordinal);
    }

    /// <summary>Before the files, a secret, a unit, a start, and what accepts it all.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(14)]
    public void A_run_that_is_killed_ends_in_the_old_state_or_the_new_one(int step) => Kill([step]);

    [Fact(Explicit = true)]
    public void A_run_that_is_killed_anywhere_ends_in_the_old_state_or_the_new_one() => Kill(Enumerable.Range(1, 60));

    [Fact]
    public void What_is_in_the_way_is_told_before_anything_is_touched()
    {
        using var installation = Make("refused", 8125, "ordinary");
        Assert.Equal("Refused units.other-user", Said(installation.Apply(installation.Draft, asRoot: true)));
        AsRoot("mv /var/lib/systemd/linger/grace /var/tmp/linger");
        Assert.Equal("Refused units.no-linger", Said(installation.Apply(installation.Draft)));
        AsRoot("mv /var/tmp/linger /var/lib/systemd/linger/grace; mkdir -p /etc/systemd/user; "
            + "printf '[Service]\\nExecStart=/bin/true\\n' >/etc/systemd/user/refused.service; "
            + "systemd-run --quiet --unit holds-8125 systemd-socket-activate --listen 127.0.0.1:8125 cat");
        AsUser("systemctl --user daemon-reload; mkdir -p ~/.config/containers/systemd; echo '# mine' >~/.config/containers/systemd/refused_db.volume");
        var said = Said(installation.Apply(installation.Draft));
        AsRoot("rm /etc/systemd/user/refused.service; systemctl stop holds-8125");
        AsUser("rm ~/.config/containers/systemd/refused_db.volume; systemctl --user daemon-reload");
        Assert.Equal("Refused apply.name-taken units.edited ports.taken", said);
        Assert.Equal("", installation.InPlace());
    }

    private void Kill(IEnumerable<int> steps)
    {
        using var installation = Make("killed", 8124, "ordinary");
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        var (old, changes) = (installation.Draft, 0);
        foreach (var step in steps)
        {
            var before = installation.InPlace();
            var wanted = old.With("tuning.workers", $"{++changes + 3}").With("admin.password", $"another pass word {changes}");
            var run = installation.Apply(wanted, step);
            if (run.ExitCode != KilledWriter.Killed)
            {
                Assert.Equal("Applied", Said(run));
                return;
            }

            var ended = Said(installation.Recover());
            Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
            if (ended is "Applied")
            {
                Assert.Equal("Unchanged", Said(installation.Apply(wanted)));
                Assert.NotEqual(before, installation.InPlace());
                old = wanted;
            }
            else
            {
                Assert.Contains(ended.Split(' ')[0], new[] { "RolledBack", "Nothing" });
                Assert.Equal(before, installation.InPlace());
            }
        }
    }

    private UnitInstallation Make(string name, int port, string user) =>
        new(machine, Scenarios.All["recommended"].With("podman.user", user), name, port, isWritten: false);

    private void AsRoot(string line) => machine.Run(forRoot: true, "sh", "-c", line).Successful();

    private void AsUser(string line) => machine.Run(forRoot: false, "sh", "-c", line).Successful();

    private static string Said(Outcome run) => run.Successful().Output.Trim();
}
