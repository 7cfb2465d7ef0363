using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>What <c>install.sh</c> says and leaves alone when something is not as it must be.</summary>
public sealed class HostRefusalTests(HostRefusalTests.Machine fixture) : IClassFixture<HostRefusalTests.Machine>
{
    private readonly HostMachine _machine = fixture.Host;

    [Fact]
    public void Everything_that_is_missing_is_said_at_once_and_nothing_is_changed()
    {
        var installation = Make("lacking", "/root/lacking", ("access.port", "5432"));
        _machine.Shell("cd /usr/lib/x86_64-linux-gnu && mv libcairo.so.2 hidden; printf '#!/bin/sh\\n' > /usr/local/bin/mathesar; "
            + "chmod +x /usr/local/bin/mathesar; mv /usr/lib/postgresql/15/bin/initdb /usr/lib/postgresql/15/bin/hidden")
            .Successful();
        var said = installation.Install();
        _machine.Shell("cd /usr/lib/x86_64-linux-gnu && mv hidden libcairo.so.2; rm /usr/local/bin/mathesar; "
            + "mv /usr/lib/postgresql/15/bin/hidden /usr/lib/postgresql/15/bin/initdb")
            .Successful();
        Assert.Equal(1, said.ExitCode);
        Assert.All(["apt-get install libcairo2", "/usr/local/bin/mathesar", "Port 5432 of 127.0.0.1", "database.mode=existing",
            "Nothing was changed"], words => Assert.Contains(words, said.Errors, StringComparison.Ordinal));
        Assert.NotEqual(0, _machine.Shell("getent passwd lacking || ls /opt/lacking").ExitCode);
    }

    [Fact]
    public void What_was_downloaded_first_is_what_counts()
    {
        var installation = Make("noted", "/root/noted", ("access.port", "8201"));
        installation.Install("step", "account", "directory", "environment", "database", "program").Successful();
        Assert.Matches("^[0-9a-f]{64}  install.sh\n[0-9a-f]{64}  mathesar.tar.gz\n$",
            _machine.AsRoot("cat", "/root/noted/mathesar-0.12.0.sha256").Output);
        _machine.Shell("rm -r /opt/noted/downloads; echo evil >> /srv/downloads/install.sh").Successful();
        var said = installation.Install("step", "program");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("is not what is noted in mathesar-0.12.0.sha256", said.Errors, StringComparison.Ordinal);
        Assert.Equal("0.12.0\n", _machine.AsRoot("cat", "/opt/noted/releases/0.12.0/.installed-release").Output);

        // Root starts no program that the data names.
        _machine.Shell("""
            mkdir -p /srv/theirs/bin && cd /srv/theirs/bin && cp /opt/noted/database/PG_VERSION /srv/theirs
            printf '#!/bin/sh\ntouch /srv/theirs/started; echo "postgres (PostgreSQL) ../../../srv/theirs 1"\n' >postgres
            cp postgres initdb && cp postgres psql && chmod +x *
            echo ../../../srv/theirs >/opt/noted/database/PG_VERSION
            """).Successful();
        Assert.Contains("/opt/noted/database/PG_VERSION holds more than the number", installation.Install("step", "check").Errors,
            StringComparison.Ordinal);
        Assert.NotEqual(0, installation.Install("step", "database").ExitCode);
        Assert.NotEqual(0, _machine.AsRoot("test", "-e", "/srv/theirs/started").ExitCode);
        _machine.AsRoot("cp", "/srv/theirs/PG_VERSION", "/opt/noted/database/PG_VERSION").Successful();
        installation.Uninstall("delete", "the", "data", "of", "noted").Successful();
    }

    [Fact]
    public void A_directory_or_a_name_that_belongs_to_something_else_is_left_alone()
    {
        _machine.Shell("mkdir -p /opt/full && touch /opt/full/mine").Successful();
        var full = Make("full", "/root/full", ("access.port", "8202"));
        Assert.Contains("/opt/full is not empty", full.Install().Errors, StringComparison.Ordinal);
        Assert.Contains("nothing in it is touched", full.Uninstall("delete", "the", "data", "of", "full").Successful().Output,
            StringComparison.Ordinal);
        Assert.Equal("mine\n", _machine.AsRoot("ls", "-A", "/opt/full").Output);

        _machine.Write("/etc/systemd/system/theirs.service", "[Service]\nWorkingDirectory=/srv/elsewhere\nExecStart=/bin/true\n");
        var theirs = Make("theirs", "/root/theirs", ("access.port", "8203"));
        Assert.Contains("another installation named theirs already, in /srv/elsewhere", theirs.Install().Errors, StringComparison.Ordinal);
        theirs.Uninstall().Successful();
        Assert.Equal(0, _machine.AsRoot("test", "-e", "/etc/systemd/system/theirs.service").ExitCode);
    }

    [Fact]
    public void Who_calls_has_to_be_whom_it_belongs_to()
    {
        var machines = Make("machines", HostMachine.Home + "/machines");
        _machine.AsRoot("chown", "-R", HostMachine.User, machines.Files).Successful();
        Assert.Contains("root has to call the script", _machine.AsUser($"{machines.Files}/install.sh").Errors, StringComparison.Ordinal);
        var users = Make("users", "/srv/users", ("systemd.scope", "user"));
        Assert.Contains("as that user, without sudo", _machine.AsRoot("/srv/users/install.sh").Errors, StringComparison.Ordinal);
        Assert.Equal(2, users.Install("step", "dance").ExitCode);
        Assert.Equal(2, users.Uninstall("delete").ExitCode);
    }

    private HostInstallation Make(string name, string files, params (string Key, string Text)[] more) =>
        new(_machine,
            more.Prepend(("install.name", name)).Aggregate(Scenarios.All["recommended"], (draft, text) => draft.With(text.Item1, text.Item2)), files);

    public sealed class Machine : IDisposable
    {
        internal HostMachine Host { get; } = new();

        public void Dispose() => Host.Dispose();
    }
}
