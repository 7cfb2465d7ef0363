using MathesarSetup.Drafts;
using MathesarSetup.Engine.Tests.Apply;
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

    // The files and the ways for a Podman that does not show its secrets, on the machine's own.
    [Fact]
    public void By_the_ways_of_Podman_4_4_what_changes_reaches_its_container_and_what_fails_comes_back()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"].With("podman.user", "ordinary"), "older", 8129, "4.4",
            isWritten: false);
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        LeavesAlone(installation);
        var before = installation.InPlace();
        var wanted = installation.Draft.With("database.password", "another pass word of Podman's");
        Assert.StartsWith("RolledBack units.failed", Said(installation.Apply(wanted.With("mathesar.image", StandIns.Postgres))),
            StringComparison.Ordinal);
        Assert.Equal(before, installation.InPlace());
        Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
        Assert.Equal("Applied", Said(installation.Apply(wanted)));
        Assert.Equal("another pass word of Podman's", installation.Environment()["POSTGRES_PASSWORD"]);
        LeavesAlone(installation, wanted);
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

    [Fact]
    public void Another_password_of_the_database_reaches_it_and_what_Mathesar_stores_and_goes_back_with_a_run_that_fails()
    {
        using var installation = Make("words", 8126, "ordinary");
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        installation.Shell(KeptRecords.Making("sales"));
        Assert.Equal("sales", installation.Shell(KeptRecords.Opening));

        var before = installation.InPlace();
        var wanted = installation.Draft.With("database.password", "it's \"another\" \\ $HOME `id` :'x' 1");
        // A name that no Mathesar answers to is found out after everything else.
        using var deaf = AlteredStandIn.DeafTo("refused.example.com");
        machine.Load(forRoot: false, deaf.Name);
        Assert.StartsWith("RolledBack apply.host-refused",
            Said(installation.Apply(wanted.With("access.hosts", "refused.example.com").With("mathesar.image", deaf.Name))), StringComparison.Ordinal);
        Assert.Equal(before, installation.InPlace());
        Assert.Equal("sales", installation.Shell(KeptRecords.Opening));

        Assert.Equal("Applied", Said(installation.Apply(wanted)));
        Assert.NotEqual(before, installation.InPlace());
        Assert.Equal("sales", installation.Shell(KeptRecords.Opening));
        Assert.Equal("Unchanged", Said(installation.Apply(wanted)));

        // Somebody changed it behind everybody's back: nobody knows it.
        installation.Podman("exec", "words_db", "psql", "-U", "mathesar", "-d", "mathesar_django", "-c", "ALTER ROLE mathesar PASSWORD 'unknown'")
            .Successful();
        Assert.StartsWith("RolledBack apply.password-wrong", Said(installation.Apply(wanted.With("tuning.workers", "7"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_that_would_move_an_installation_are_refused_while_it_is_there()
    {
        using var installation = Make("moves", 8127, "ordinary");
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
        var place = installation.InPlace();
        Assert.Equal("Refused units.other-place", Said(installation.Apply(installation.Draft.With("install.name", "moved"))));
        var roots = installation.Draft.With("podman.user", "root");
        Assert.Equal("Refused units.other-place", Said(installation.Apply(roots, asRoot: true)));
        // What install.sh installed is remembered by nobody, and found by its link.
        AsUser($"rm '{installation.Directory.Replace("'", "'\\''", StringComparison.Ordinal)}/.mathesar-setup/units.json'");
        Assert.Equal("Refused units.other-place", Said(installation.Apply(roots, asRoot: true)));
        Assert.Equal("Refused units.other-place", Said(installation.Apply(installation.Draft.With("install.name", "moved"))));
        Assert.Equal(place, installation.InPlace());

        installation.Install("remove").Successful();
        var moved = installation.Draft.With("install.name", "moved");
        Assert.Equal("Applied", Said(installation.Apply(moved)));
        Assert.Equal("Unchanged", Said(installation.Apply(moved)));
        installation.Install("remove").Successful();
        installation.Podman("volume", "rm", "--force", "moved_db", "moved_media").Successful();
    }

    [Fact]
    public void Secrets_and_a_network_of_somebody_elses_are_not_replaced()
    {
        using var installation = Make("others", 8128, "ordinary");
        AsUser("printf theirs | podman secret create others.SECRET_KEY -; podman network create others");
        Assert.Equal("Refused apply.name-taken apply.name-taken", Said(installation.Apply(installation.Draft)));
        Assert.Equal("theirs", installation.Podman("secret", "inspect", "--showsecret", "--format", "{{.SecretData}}", "others.SECRET_KEY")
            .Successful().Output.Trim());
        AsUser("podman network rm others; podman secret rm others.SECRET_KEY");
        // What holds the very value that is wanted may be what install.sh made.
        AsUser($"printf %s '{installation.Draft.Texts["secrets.key"]}' | podman secret create others.SECRET_KEY -");
        Assert.Equal("Applied", Said(installation.Apply(installation.Draft)));
    }

    private static void LeavesAlone(UnitInstallation installation, Draft? draft = null)
    {
        Assert.StartsWith("302 ", installation.Ask("/complete_installation/"), StringComparison.Ordinal);
        var (life, place) = (installation.Life(installation.Name), installation.InPlace());
        Assert.Equal("Unchanged", Said(installation.Apply(draft ?? installation.Draft)));
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
