using MathesarSetup.Drafts;
using MathesarSetup.Engine.Tests.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>Units put in place by this program, on a real systemd and Podman 5.4: it ends where <c>install.sh</c> ends, or where it began.</summary>
[Collection(UnitMachine.Collection)]
public sealed class UnitApplyTests(UnitMachine machine)
{
    [Fact]
    public void What_an_ordinary_user_installs_is_what_the_script_installs_and_what_fails_or_is_killed_leaves_it()
    {
        using var installation = Make("same", 8121, "ordinary");
        // All is in place, and nothing was started yet.
        Assert.Equal(KilledWriter.Killed, installation.Apply(installation.Draft, 19).ExitCode);
        Assert.Contains("same.container", installation.InPlace(), StringComparison.Ordinal);
        Assert.StartsWith("RolledBack apply.secrets-kept", Said(installation.Recover()), StringComparison.Ordinal);
        Assert.Equal(["mathesar.secrets.yaml"], installation.InPlace().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('/')[^1]));
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        LeavesAlone(installation);
        var place = installation.InPlace();
        installation.Install("remove").Successful();
        installation.Install().Successful();
        Assert.Equal(place, installation.InPlace());

        Assert.Equal("Running Running; Stopped Stopped; Running Running; Listening at", Said(installation.Live()));

        // Between a start and what remembers it, and when all is accepted.
        var changed = Kill(installation, [9, 11]);
        var before = installation.InPlace();
        Assert.StartsWith("RolledBack log.password-refused units.failed",
            Said(installation.Apply(changed.With("database.password", "the data knows another one"))), StringComparison.Ordinal);
        Assert.Equal(before, installation.InPlace());
        Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
        Assert.StartsWith("Refused apply.secret-key", Said(installation.Apply(changed.With("secrets.key", new string('k', 50)))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_root_installs_is_left_alone_by_the_script_and_by_the_next_run()
    {
        using var installation = Make("roots", 8122, "root");
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        LeavesAlone(installation);
    }

    [Fact(Explicit = true)]
    public void A_run_that_is_killed_anywhere_ends_in_the_old_state_or_the_new_one()
    {
        using var installation = Make("killed", 8124, "ordinary");
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        Kill(installation, Enumerable.Range(1, 60));
    }

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
        AsUser("systemctl --user daemon-reload; mkdir -p ~/.config/containers/systemd; "
            + "echo '# mine' >~/.config/containers/systemd/refused_db.volume");
        var said = Said(installation.Apply(installation.Draft));
        AsRoot("rm /etc/systemd/user/refused.service; systemctl stop holds-8125");
        AsUser("rm ~/.config/containers/systemd/refused_db.volume; systemctl --user daemon-reload");
        Assert.Equal("Refused apply.name-taken units.edited ports.taken", said);
        Assert.Equal("", installation.InPlace());
    }

    private static void LeavesAlone(UnitInstallation installation)
    {
        Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
        var (life, place) = (installation.Life(installation.Name), installation.InPlace());
        Assert.Equal("Unchanged", Said(installation.Apply(installation.Draft)));
        Assert.Contains($"{installation.Name}_db is as it should be.", installation.Install().Successful().Output, StringComparison.Ordinal);
        Assert.Equal((life, place), (installation.Life(installation.Name), installation.InPlace()));
    }

    // A change of a secret and of a unit, killed before each of these steps; gives the answers that stand in the end.
    private static Draft Kill(UnitInstallation installation, IEnumerable<int> steps)
    {
        var (old, changes) = (installation.Draft, 0);
        foreach (var step in steps)
        {
            var before = installation.InPlace();
            var wanted = old.With("tuning.workers", $"{++changes + 3}").With("admin.password", $"another pass word {changes}");
            var run = installation.Apply(wanted, step);
            if (run.ExitCode != KilledWriter.Killed)
            {
                Assert.Equal("Applied", Said(run));
                return wanted;
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

        return old;
    }

    private UnitInstallation Make(string name, int port, string user) =>
        new(machine, Scenarios.All["recommended"].With("podman.user", user), name, port, isWritten: false);

    private void AsRoot(string line) => machine.Run(forRoot: true, "sh", "-c", line).Successful();

    private void AsUser(string line) => machine.Run(forRoot: false, "sh", "-c", line).Successful();

    private static string Said(Outcome run) => run.Successful().Output.Trim();
}
