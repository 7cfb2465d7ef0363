using System.Globalization;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>The forms of an installation without containers, all on one machine with a real systemd 252, beside each other.</summary>
public sealed class HostFormTests(HostFormTests.Machine fixture) : IClassFixture<HostFormTests.Machine>
{
    private static int s_port = 8100;

    private readonly HostMachine _machine = fixture.Host;

    [Fact]
    public void Two_installations_stand_beside_each_other_in_places_with_odd_names()
    {
        var one = Install("recommended", "one", "/root/first files", ("systemd.directory", "/srv/it's my tables %h [1] #;&é*"));
        var two = Install("recommended", "two", "/root/second", ("systemd.directory", "/home/deep/in a home"), ("storage.kind", "directory"),
            ("storage.directory", "/srv/two's data"));
        Assert.Equal(("200", "200"), (one.Status("/auth/login/"), two.Status("/auth/login/")));
        Assert.Equal("/srv/two's data/media", two.Environment()["MEDIA_ROOT"]);
        Assert.Equal("/srv/it's my tables %h [1] #;&é*/socket", one.Environment()["POSTGRES_HOST"]);

        one.Uninstall("delete", "the", "data", "of", "one").Successful();
        Assert.NotEqual(0, _machine.AsRoot("test", "-e", one.Program).ExitCode);
        two.Systemctl("restart", "two").Successful();
        HostTests.Wait(() => two.Status("/auth/login/") == "200");
        two.Uninstall().Successful();
        Assert.Equal("db\nmedia\n", _machine.AsRoot("ls", "/srv/two's data").Output);

        var other = Make("recommended", "other", "/root/other", ("storage.kind", "directory"), ("storage.directory", "/srv/two's data"));
        Assert.Contains("/srv/two's data holds the data of the installation two", other.Install().Errors, StringComparison.Ordinal);
        other.Uninstall("delete", "the", "data", "of", "other").Successful();
        Assert.Equal("db\nmedia\n", _machine.AsRoot("ls", "/srv/two's data").Output);
        two.Uninstall("delete", "the", "data", "of", "two").Successful();
        Assert.Equal("", _machine.AsRoot("ls", "-A", "/srv/two's data").Output);
    }

    [Fact]
    public void One_user_installs_without_root_and_Mathesar_comes_back_with_the_machine()
    {
        var mine = Make("recommended", "mine", HostMachine.Home + "/my files", ("systemd.scope", "user"), ("systemd.directory", "~/my tables"));
        var refused = mine.Install();
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("loginctl enable-linger grace", refused.Errors, StringComparison.Ordinal);

        _machine.AsRoot("loginctl", "enable-linger", HostMachine.User).Successful();
        var said = mine.Install().Successful();
        Assert.Equal("200", mine.Status("/auth/login/"));
        Assert.Equal("grace 600", _machine.AsRoot("stat", "--format", "%U %a", $"{mine.Program}/current/.env").Output.Trim());
        Assert.Equal(HostMachine.Home + "/my tables/socket", mine.Environment()["POSTGRES_HOST"]);
        Assert.DoesNotContain("chown", said.Output, StringComparison.Ordinal);
        Assert.Equal("",
            _machine.Shell($"find / -xdev -newer {HostMachine.Home}/'my files'/install.sh -user grace -not -path '{HostMachine.Home}*' "
                + "-not -path '/proc/*' 2>/dev/null").Output);

        mine.Systemctl("kill", "--signal", "KILL", "mine").Successful();
        HostTests.Wait(() => mine.Status("/auth/login/") == "200");
        mine.Uninstall("delete", "the", "data", "of", "mine").Successful();
        Assert.Equal("my files\n", _machine.AsRoot("ls", HostMachine.Home).Output);
    }

    [Fact]
    public void A_server_that_is_there_gets_role_and_database_and_hostile_values_arrive()
    {
        var theirs = Make("hostile-secrets", "theirs", "/root/theirs", ("database.host", "localhost"), ("database.sslmode", "prefer"),
            ("database.name", "odd name's"), ("database.user", "odd;user"),
            ("systemd.directory", "/srv/$HOME \"quoted\" `id` \\ back"), ("storage.kind", "directory"), ("storage.directory", "./up\"loads"));
        var early = theirs.Install();
        Assert.NotEqual(0, early.ExitCode);
        Assert.Contains("your data is as it was", early.Errors, StringComparison.Ordinal);

        theirs.Install("step", "role").Successful();
        theirs.Install("step", "role").Successful();
        theirs.Install().Successful();
        var environment = theirs.Environment();
        Assert.All(theirs.Setup.Plan.Web.Environment.Where(e => e.Name != "DJANGO_SUPERUSER_PASSWORD"),
            entry => Assert.Equal((entry.Name, entry.Value), (entry.Name, environment[entry.Name])));
        var password = _machine.Shell("cd / && runuser -u postgres -- psql -qAtc 'SELECT password FROM stand_in_accounts' -d \"odd name's\"")
            .Successful().Output.TrimEnd('\n');
        Assert.Equal(Scenarios.All["hostile-secrets"].Texts["admin.password"], password);
        theirs.Uninstall("delete", "the", "data", "of", "theirs").Successful();
    }

    [Fact]
    public void A_change_of_an_answer_restarts_Mathesar_and_an_older_launcher_listens_where_it_shall()
    {
        var old = Install("recommended", "old", "/root/old", ("mathesar.version", "0.9.0"), ("access.bind", "127.0.0.1"), ("limits.memory", "512m"),
            ("limits.cpus", "0.5"), ("systemd.user", "games"));
        var process = old.MainProcess;
        Assert.Equal("CPUQuotaPerSecUSec=500ms\nMemoryMax=536870912\n",
            old.Systemctl("show", "--property", "MemoryMax,CPUQuotaPerSecUSec", "old").Output);
        _machine.Shell("sed -i \"s/WEB_CONCURRENCY=.*/WEB_CONCURRENCY='5'/\" /root/old/.env").Successful();
        old.Install().Successful();
        Assert.NotEqual(process, old.MainProcess);
        Assert.Equal("5", old.Environment()["WEB_CONCURRENCY"]);
        Assert.Equal("127.0.0.1",
            _machine.Shell($"ss -Hltn 'sport = :{old.Setup.Plan.Web.Ports[0].Machine}' | awk '{{ sub(/:[0-9]*$/, \"\", $4); print $4 }}'").Output
                .Trim());
        Assert.Contains("The user games stays", old.Uninstall("delete", "the", "data", "of", "old").Successful().Output, StringComparison.Ordinal);
        _machine.AsRoot("getent", "passwd", "games").Successful();
    }

    [Theory]
    [InlineData("caddy")]
    [InlineData("nginx")]
    public void A_site_is_added_to_the_machines_proxy_and_taken_away_again(string proxy)
    {
        var port = Port();
        if (proxy == "caddy")
        {
            _machine.Shell("printf '# no end' >>/etc/caddy/Caddyfile").Successful();
        }

        var behind = Install("recommended", "behind-" + proxy, "/root/behind-" + proxy, ("proxy.kind", proxy),
            ("access.url", $"http://tables.example.com:{port}"));
        string[] ask =
        [
            "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--resolve", $"tables.example.com:{port}:127.0.0.1",
            $"http://tables.example.com:{port}/auth/login/",
        ];
        HostTests.Wait(() => _machine.AsRoot(ask).Output == "200");
        var (theirs, site) = proxy == "caddy" ? ("/etc/caddy/mathesar-setup/theirs.caddy", $"/etc/caddy/mathesar-setup/{behind.Name}.caddy")
            : ("/etc/nginx/conf.d/theirs.conf", $"/etc/nginx/conf.d/{behind.Name}.conf");
        _machine.Shell($"echo '# former' >>{site}; echo '}}' >{theirs}").Successful();
        Assert.Contains("so they are as before", behind.Install("step", "site").Errors, StringComparison.Ordinal);
        Assert.EndsWith("# former\n", _machine.AsRoot("cat", site).Output, StringComparison.Ordinal);
        _machine.AsRoot("rm", theirs).Successful();
        behind.Install("step", "site").Successful();
        Assert.DoesNotContain("# former", _machine.AsRoot("cat", site).Output, StringComparison.Ordinal);
        Assert.True(proxy == "nginx" || _machine.AsRoot("grep", "-Fx", "# no end", "/etc/caddy/Caddyfile").ExitCode == 0);
        behind.Uninstall("delete", "the", "data", "of", behind.Name).Successful();
        HostTests.Wait(() => _machine.AsRoot(ask).Output == "000");
    }

    private HostInstallation Install(string scenario, string name, string files, params (string Key, string Text)[] more)
    {
        var installation = Make(scenario, name, files, more);
        installation.Install().Successful();
        return installation;
    }

    private HostInstallation Make(string scenario, string name, string files, params (string Key, string Text)[] more) =>
        new(_machine, more.Prepend(("access.port", Port())).Prepend(("install.name", name))
            .Aggregate(Scenarios.All[scenario], (draft, text) => draft.With(text.Item1, text.Item2)), files);

    private static string Port() => Interlocked.Increment(ref s_port).ToString(CultureInfo.InvariantCulture);

    public sealed class Machine : IDisposable
    {
        // Both proxies would like to have port 80; Caddy keeps it.
        public Machine() =>
            Host.Shell("systemctl stop nginx caddy && rm -f /etc/nginx/sites-enabled/default && systemctl start caddy nginx").Successful();

        internal HostMachine Host { get; } = new();

        public void Dispose() => Host.Dispose();
    }
}
