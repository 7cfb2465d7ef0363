using System.Globalization;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Tests.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>Mathesar put on a real machine by this program: it ends where <c>install.sh</c> ends, or where it began.</summary>
public sealed class HostApplyTests(ProgramMachine fixture) : IClassFixture<ProgramMachine>
{
    private const string Old = """{"release": "0.10.1", "fits": true}""";

    private const string New = """{"release": "0.12.0", "fits": true}""";

    // In the place of a step's number: while Mathesar starts with what changed, and when it answers and nothing is accepted yet.
    private const int Starting = 0;
    private const int Answering = -1;

    private readonly HostMachine _machine = fixture.Host;

    [Theory]
    [InlineData("system", "/root", 8401)]
    [InlineData("user", HostMachine.Home, 8402)]
    public void What_it_installs_is_what_the_script_installs_and_what_fails_or_is_killed_leaves_it(string scope, string home, int port)
    {
        var (installation, draft) = Make("same-" + scope, home, port, ("systemd.scope", scope));
        Assert.Equal(KilledWriter.Killed, installation.Apply(draft, 0, $"{DrivenHosts.KillWords}=step start:").ExitCode);
        Assert.Contains($"same-{scope}-db.service", installation.InPlace(), StringComparison.Ordinal);
        Assert.Equal("RolledBack apply.secrets-kept program.kept", Recovered(installation));
        Assert.Equal(["mathesar.secrets.yaml", "inactive", "inactive"], installation.InPlace()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('/')[^1]));

        Assert.Equal("Applied", Said(installation.Apply(draft)));
        Assert.Equal(("200", "302"), (installation.Status("/auth/login/"), installation.Status("/complete_installation/")));
        var (process, place) = (installation.MainProcess, installation.InPlace());
        Assert.Equal("Unchanged", Said(installation.Apply(draft)));
        installation.Install().Successful();
        Assert.Equal((process, place), (installation.MainProcess, installation.InPlace()));
        Assert.Equal($"directory:{installation.Program}", Said(installation.Remove(draft, RemovalDepth.Running)));
        installation.Install().Successful();
        Assert.Equal(place, installation.InPlace());
        Assert.Equal("Unchanged", Said(installation.Apply(draft)));
        Assert.Equal("Running Running; Stopped Stopped; Running Running", Said(installation.Apply(draft, Podman.DrivenUnits.Life)));

        var changed = Kill(installation, draft, Starting, Answering);
        place = installation.InPlace();
        Assert.StartsWith("RolledBack log.password-refused units.failed",
            Said(installation.Apply(changed.With("database.password", "the data knows another one"))), StringComparison.Ordinal);
        Assert.Equal(place, installation.InPlace());
        var units = installation.IsForOneUser ? $"{HostMachine.Home}/.config/systemd/user" : "/etc/systemd/system";
        var slow = $"{units}/{installation.Name}.service.d/slow.conf";
        _machine.Write(slow, "[Service]\nExecStartPre=/bin/sleep 5\n");
        installation.Systemctl("daemon-reload").Successful();
        Assert.StartsWith("RolledBack apply.timeout",
            Said(installation.Apply(changed.With("tuning.workers", "8"), 0, $"{DrivenHosts.Patience}=1")), StringComparison.Ordinal);
        Assert.Equal(place, installation.InPlace());
        Assert.Equal("302", installation.Status("/complete_installation/"));
        Assert.StartsWith("Refused apply.secret-key", Said(installation.Apply(changed.With("secrets.key", new string('k', 50)))),
            StringComparison.Ordinal);
        installation.Uninstall().Successful();
        Assert.StartsWith("Refused apply.secret-key", Said(installation.Apply(changed.With("secrets.key", new string('k', 50)))),
            StringComparison.Ordinal);
        Assert.Equal("", _machine.Shell("ls -d /tmp/mathesar-setup.* 2>/dev/null || true").Output);
        RemoveAll(installation, changed);
    }

    // What somebody brought into the data is not Mathesar's to go, and a removal that was killed is ended by the next one.
    private void RemoveAll(HostInstallation installation, Draft draft)
    {
        installation.Run("touch", $"{installation.Program}/mine").Successful();
        Assert.Equal($"directory:{installation.Program}", Said(installation.Remove(draft, RemovalDepth.Data)));
        installation.Run("rm", $"{installation.Program}/mine").Successful();
        Assert.Equal(KilledWriter.Killed, installation.Remove(draft, RemovalDepth.Data, killAt: 2).ExitCode);
        Assert.Equal("Continued", Said(installation.Remove(draft, RemovalDepth.Data)));
        Assert.NotEqual(0, _machine.AsRoot("test", "-e", installation.Program).ExitCode);
        Assert.Equal("", Said(installation.Remove(draft, RemovalDepth.Everything)));
        // What install.sh noted of the release by itself.
        var left = Assert.Single(_machine.AsRoot("ls", "-A", installation.Files).Output.Trim().Split('\n'));
        Assert.StartsWith("mathesar-", left, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_release_takes_over_or_leaves_the_former_one_to_serve()
    {
        var (old, draft) = Make("newer", "/root", 8403, ("mathesar.version", "0.10.1"));
        Assert.Equal("Applied", Said(old.Apply(draft)));
        Assert.Equal(Old, old.Fit());
        old.Query("INSERT INTO stand_in_accounts VALUES ('one', 'twice@localhost', ''), ('two', 'twice@localhost', '')");
        var (next, update) = Make("newer", "/root", 8403, ("mathesar.version", "0.12.0"));
        var place = old.InPlace();
        Assert.StartsWith("RolledBack ", Said(next.Apply(update)), StringComparison.Ordinal);
        Assert.Equal((place, Old), (old.InPlace(), old.Fit()));

        Assert.Equal(KilledWriter.Killed, next.Apply(update, 0, $"{DrivenHosts.KillWords}=bring the database to").ExitCode);
        Assert.StartsWith("RolledBack", Recovered(next), StringComparison.Ordinal);
        Assert.Equal((place, Old), (old.InPlace(), old.Fit()));

        old.Query("DELETE FROM stand_in_accounts WHERE name = 'two'");
        Assert.Equal("Applied", Said(next.Apply(update)));
        Assert.Equal(New, next.Fit());
        Assert.StartsWith("Refused apply.other-version", Said(old.Apply(draft)), StringComparison.Ordinal);
        next.Uninstall("delete", "the", "data", "of", "newer").Successful();
    }

    [Fact]
    public void Until_all_is_proven_the_former_release_can_come_back_and_what_serves_after_a_cut_stays()
    {
        var (old, draft) = Make("proven", "/root", 8409, ("mathesar.version", "0.10.1"));
        Assert.Equal("Applied", Said(old.Apply(draft)));
        var (next, update) = Make("proven", "/root", 8409, ("mathesar.version", "0.12.0"));
        var place = old.InPlace();
        Assert.StartsWith("Cancelled", Said(next.Apply(update, 0, $"{DrivenHosts.CancelWords}=Requesting every address")), StringComparison.Ordinal);
        Assert.Equal((place, Old), (old.InPlace(), old.Fit()));

        Assert.Equal(KilledWriter.Killed, next.Apply(update, 0, $"{DrivenHosts.KillWords}=Every name is answered").ExitCode);
        next.Query("INSERT INTO stand_in_accounts VALUES ('since', 'since@localhost', '')");
        Assert.Equal("Applied", Recovered(next));
        Assert.Equal((New, "since"), (next.Fit(), next.Query("SELECT name FROM stand_in_accounts WHERE name = 'since'").Trim()));
        Assert.Equal("Unchanged", Said(next.Apply(update)));
        next.Uninstall("delete", "the", "data", "of", "proven").Successful();
    }

    [Fact]
    public void Taking_back_leaves_what_was_written_into_the_proxys_own_file_since()
    {
        var (installation, draft) = Make("behind", "/root", 8411, ("proxy.kind", "caddy"), ("access.url", "http://tables.example.com:8412"));
        _machine.Shell("systemctl stop nginx caddy; rm -f /etc/nginx/sites-enabled/default; systemctl start caddy").Successful();
        var former = _machine.AsRoot("cat", "/etc/caddy/Caddyfile").Output;
        Assert.Equal(KilledWriter.Killed, installation.Apply(draft, 0, $"{DrivenHosts.KillWords}=step start:").ExitCode);
        _machine.Shell("cd /etc/caddy && grep -Fx 'import /etc/caddy/mathesar-setup/*.caddy' Caddyfile && echo '# mine' >>Caddyfile").Successful();
        Assert.StartsWith("RolledBack", Recovered(installation), StringComparison.Ordinal);
        Assert.Equal(former + "# mine\n", _machine.AsRoot("cat", "/etc/caddy/Caddyfile").Output);
    }

    [Fact]
    public void Root_follows_no_journal_that_root_did_not_write()
    {
        var (installation, draft) = Make("planted", HostMachine.Home, 8410);
        var journal = $"{installation.Files}/.mathesar-setup/apply-host.json";
        _machine.AsUser("sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && echo '{}' >\"$1\"", "sh", journal).Successful();
        Assert.Equal("NeedsPerson program.journal-not-roots", Recovered(installation));
        Assert.Equal("NeedsPerson program.journal-not-roots", Said(installation.Apply(draft)));
        _machine.AsRoot("rm", journal).Successful();
        Assert.Equal(KilledWriter.Killed, installation.Apply(draft, 0, $"{DrivenHosts.KillWords}=step check:").ExitCode);
        Assert.Equal("root 600", _machine.AsRoot("stat", "--format", "%U %a", journal).Output.Trim());
        Assert.StartsWith("RolledBack", Recovered(installation), StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void A_run_that_is_killed_anywhere_ends_in_the_old_state_or_the_new_one()
    {
        var (installation, draft) = Make("killed", "/root", 8404);
        Assert.Equal("Applied", Said(installation.Apply(draft)));
        Kill(installation, draft, [.. Enumerable.Range(1, 40)]);
        installation.Uninstall("delete", "the", "data", "of", "killed").Successful();
    }

    [Fact]
    public void What_is_in_the_way_is_told_before_anything_is_touched()
    {
        var (installation, draft) = Make("refused", "/root", 8405);
        _machine.Shell("useradd --create-home refused; mkdir -p /opt/refused && touch /opt/refused/mine; "
            + "printf '[Service]\\nWorkingDirectory=/srv/else\\nExecStart=/bin/true\\n' >/etc/systemd/system/refused.service; systemctl "
            + "daemon-reload; "
            + "systemd-run --quiet --unit holds-8405 systemd-socket-activate --listen 127.0.0.1:8405 cat; "
            + "mv /usr/lib/postgresql/15/bin/initdb /usr/lib/postgresql/15/bin/hidden").Successful();
        var said = Said(installation.Apply(draft));
        _machine.Shell("userdel --remove refused; rm -r /opt/refused; rm /etc/systemd/system/refused.service; systemctl daemon-reload; "
            + "systemctl stop holds-8405; mv /usr/lib/postgresql/15/bin/hidden /usr/lib/postgresql/15/bin/initdb").Successful();
        Assert.Equal("Refused program.directory-taken program.account-taken apply.name-taken ports.taken program.no-postgres", said);
        Assert.Equal("inactive\ninactive\n", installation.InPlace());

        var (users, theirs) = Make("theirs", HostMachine.Home, 8406, ("systemd.scope", "user"));
        _machine.Shell("mv /var/lib/systemd/linger/grace /var/tmp/linger").Successful();
        Assert.Equal("Refused units.no-linger", Said(users.Apply(theirs)));
        _machine.Shell("mv /var/tmp/linger /var/lib/systemd/linger/grace").Successful();
        Assert.Equal("Refused program.needs-root", Said(users.Apply(draft)));
        Assert.Equal("Refused program.not-roots", Said(installation.Apply(theirs)));
    }

    [Fact]
    public void An_edit_in_place_is_kept_and_the_files_decide_again_once_it_is_gone()
    {
        var (installation, draft) = Make("edited", "/root", 8407);
        Assert.Equal("Applied", Said(installation.Apply(draft)));
        _machine.Shell("echo '# mine' >>/etc/systemd/system/edited.service; echo '# mine' >>/opt/edited/current/.env").Successful();
        Assert.Equal("Refused units.edited units.edited", Said(installation.Apply(draft.With("tuning.workers", "7"))));
        _machine.Shell("sed -i '/# mine/d' /etc/systemd/system/edited.service /opt/edited/current/.env").Successful();
        Assert.Equal("Applied", Said(installation.Apply(draft.With("tuning.workers", "7"))));
        Assert.Equal("7", installation.Environment()["WEB_CONCURRENCY"]);
        installation.Uninstall("delete", "the", "data", "of", "edited").Successful();
    }

    // A change of a setting, killed before each of these steps; gives the answers that stand in the end.
    private static Draft Kill(HostInstallation installation, Draft old, params int[] steps)
    {
        foreach (var (index, step) in steps.Index())
        {
            var before = installation.InPlace();
            var wanted = old.With("tuning.workers", $"{index + 10}");
            var run = step > 0 ? installation.Apply(wanted, step)
                : installation.Apply(wanted, 0, $"{DrivenHosts.KillWords}={(step == Starting ? "step start:" : "Every name is answered")}");
            if (run.ExitCode != KilledWriter.Killed)
            {
                Assert.Equal("Applied", Said(run));
                return wanted;
            }

            var ended = Recovered(installation);
            HostTests.Wait(() => installation.Status("/complete_installation/") == "302");
            if (ended is "Applied")
            {
                Assert.Equal("Unchanged", Said(installation.Apply(wanted)));
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

    private static string Recovered(HostInstallation installation) => Said(installation.Apply(Draft.Empty));

    private (HostInstallation Installation, Draft Draft) Make(string name, string home, int port, params (string Key, string Text)[] more)
    {
        var draft = more.Append(("install.name", name)).Append(("access.port", port.ToString(CultureInfo.InvariantCulture)))
            .Aggregate(Scenarios.All["recommended"].With("target", "systemd"), (all, text) => all.With(text.Item1, text.Item2));
        return (new HostInstallation(_machine, draft, $"{home}/it's \"my\" $HOME {name}", isWritten: false), draft);
    }

    private static string Said(Outcome run) => run.Successful().Output.Trim();
}
