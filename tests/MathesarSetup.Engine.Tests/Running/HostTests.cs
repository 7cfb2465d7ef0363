using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>
/// Mathesar without containers, on a real systemd 252, for the whole machine: what a person would do, from the first look to the last trace.
/// </summary>
public sealed class HostTests : IDisposable
{
    // Asks all the time, from before the installation on: 200 would be the page that makes whoever fills it in administrator.
    private const string EarlyVisitor = "while :; do curl -s -o /dev/null -m 2 -w '%{http_code}\\n' "
        + "http://localhost:8000/complete_installation/ >>/srv/visits; sleep 0.05; done";

    private readonly HostMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void An_installation_is_looked_at_made_repeated_restarted_and_removed()
    {
        var installation = new HostInstallation(_machine, Scenarios.All["recommended"], "/root/files");
        var before = (Units(), Places());
        installation.Install("--dry-run").Successful();
        Assert.Equal(before, (Units(), Places()));

        var visitor = EarlyVisitor.Replace("\"", "\\\"", StringComparison.Ordinal);
        _machine.Shell($"setsid sh -c \"{visitor}\" >/dev/null 2>&1 </dev/null &").Successful();
        installation.Install().Successful();
        Assert.Equal(("200", "302"), (installation.Status("/auth/login/"), installation.Status("/complete_installation/")));
        Assert.Equal(["000", "302"], _machine.AsRoot("sort", "-u", "/srv/visits").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("", _machine.Shell("ls -A /tmp | grep mathesar-setup || true").Output);
        Assert.DoesNotContain("mathesar", _machine.AsRoot("cat", "/root/.bashrc").Output, StringComparison.Ordinal);
        CheckEnvironment(installation);
        CheckOwners();

        CheckBackup(installation);

        var process = installation.MainProcess;
        var files = Files();
        installation.Install().Successful();
        Assert.Equal((process, files), (installation.MainProcess, Files()));
        _machine.Reboot();
        Wait(() => installation.Status("/auth/login/") == "200");

        _machine.Shell("touch /opt/mathesar/.media/upload /opt/mathesar/mine").Successful();
        installation.Uninstall().Successful();
        Assert.Equal(before.Item1, Units());
        Assert.Equal(".\n..\n.env\n.mathesar-setup\n.media\n.secrets\ndatabase\nmine\nsocket\n",
            _machine.Shell("LC_ALL=C ls -a /opt/mathesar").Output);
        installation.Install().Successful();
        Assert.Equal("0", _machine.Shell("test -e /opt/mathesar/.media/upload; echo $?").Output.Trim());
        Assert.Equal("302", installation.Status("/complete_installation/"));
        installation.Uninstall("delete", "the", "data", "of", "mathesar").Successful();
        Assert.Equal(before, (Units(), Places()));
    }

    private string Units() =>
        _machine.Shell("cd /etc/systemd/system && ls . multi-user.target.wants; systemctl list-units --all --no-legend 'mathesar*'").Output;

    // Neither the database at work nor what a look at files changes.
    private string Files() => _machine.Shell("find /opt/mathesar -path '*/database' -prune -o -printf '%p %l %U %m %T@\\n' | sort").Output;

    private string Places() => _machine.Shell("ls -A /opt; getent passwd mathesar; getent group mathesar").Output;

    private static void CheckEnvironment(HostInstallation installation)
    {
        var environment = installation.Environment();
        var planned = installation.Setup.Plan.Web.Environment.Where(e => e.Name != "DJANGO_SUPERUSER_PASSWORD");
        Assert.All(planned, entry => Assert.Equal((entry.Name, entry.Value), (entry.Name, environment[entry.Name])));
        Assert.DoesNotContain("DJANGO_SUPERUSER_PASSWORD", environment.Keys);
    }

    // Nobody is there to be asked for a password, as in a timer's run at night.
    private void CheckBackup(HostInstallation installation)
    {
        var told = installation.Setup.Instructions;
        Outcome Type(string command) =>
            _machine.Shell($"cd /root/files && export MATHESAR_DOWNLOADS=/srv/downloads && (sudo() {{ \"$@\"; }}\n{command}\n) ");
        string Ask(string sql) =>
            Type($"{told.Backup.Split(" > ")[0].Replace("pg_dumpall", "psql", StringComparison.Ordinal).TrimEnd('\'')} -XqAt --dbname "
                + $"mathesar_django' <<'SQL'\n{sql}\nSQL")
                .Successful().Output.Trim();
        Type($"{told.Backup} </dev/null").Successful();
        Assert.Contains("CREATE DATABASE mathesar_django", _machine.AsRoot("cat", "/root/files/backup.sql").Output, StringComparison.Ordinal);
        Ask("DELETE FROM stand_in_accounts");
        Type(told.Restore).Successful();
        Assert.Equal(("200", "1"), (installation.Status("/auth/login/"), Ask("SELECT count(*) FROM stand_in_accounts")));
    }

    private void CheckOwners()
    {
        string Owner(string path) => _machine.AsRoot("stat", "--format", "%U:%G %a", "/opt/mathesar/" + path).Output.Trim();
        Assert.Equal("root:root 600", Owner("current/.env"));
        Assert.Equal("mathesar:mathesar 700", Owner(".secrets"));
        Assert.Equal("mathesar:mathesar 700", Owner(".media"));
        Assert.Equal("root:mathesar 750", Owner("current/bin"));
        Assert.Equal("root:mathesar 640", Owner("current/static/release.txt"));
        Assert.All([HostMachine.User, "mathesar"], user =>
            Assert.NotEqual(0, _machine.AsRoot("runuser", "-u", user, "--", "cat", "/opt/mathesar/current/.env").ExitCode));
        // The service cannot change its own program, and sees no home.
        var wall = _machine.Shell("nsenter --target $(systemctl show -p MainPID --value mathesar) --mount touch /opt/mathesar/current/bin/x");
        Assert.Contains("Read-only file system", wall.Errors, StringComparison.Ordinal);
    }

    internal static void Wait(Func<bool> happened) => Eventually.Happens(happened);
}
