using MathesarSetup.Catalogue;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>The generated units on a real systemd and Podman 5.4, put in place by the generated script.</summary>
[Collection(UnitMachine.Collection)]
public sealed class UnitTests(UnitMachine machine)
{
    public static TheoryData<string, string, string> Forms => new()
    {
        { "recommended", "ordinary", "4.9" },
        { "recommended", "root", "5.4" },
        { "release-0.2.5", "ordinary", "4.4" },
        { "release-0.9.0-in-a-directory", "ordinary", "4.6" },
        { "for-trying", "root", "5.4" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Mathesar_starts_with_its_administrator_before_anything_listens(string scenario, string user, string version)
    {
        using var installation = new UnitInstallation(machine, Scenarios.All[scenario].With("podman.user", user).With("storage.directory", "./data"),
            "first", 8101, version);
        using var visitor = new Visitor(machine, 8101);
        Assert.Contains("Mathesar answers at", installation.Install().Successful().Output, StringComparison.Ordinal);
        Assert.Equal("302 ", installation.Ask("/complete_installation/")[..4]);
        Eventually.Happens(() => visitor.Answers().Length > 0);
        Assert.Equal(["302"], visitor.Answers().Distinct());
        Assert.DoesNotContain("DJANGO_SUPERUSER_PASSWORD", installation.Environment().Keys);
        Assert.Equal("healthy", installation.Podman("inspect", "--format", "{{ .State.Health.Status }}", "first").Successful().Output.Trim());
    }

    [Fact]
    public void What_is_as_it_should_be_is_left_alone_and_a_changed_answer_renews_its_container()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"], "second", 8102);
        installation.Install().Successful();
        var (web, database) = (installation.Life("second"), installation.Life("second_db"));
        Assert.Contains("second is as it should be.", installation.Install().Successful().Output, StringComparison.Ordinal);
        Assert.Equal((web, database), (installation.Life("second"), installation.Life("second_db")));

        installation.Write(installation.Draft.With("tuning.workers", "7")
            .With("secrets.key", "it's $HOME \\ %h \"quoted\" ünï🔑 and long enough"));
        installation.Install().Successful();
        Assert.NotEqual(web, installation.Life("second"));
        Assert.Equal(database, installation.Life("second_db"));
        var environment = installation.Environment();
        Assert.Equal(("7", "it's $HOME \\ %h \"quoted\" ünï🔑 and long enough"), (environment["WEB_CONCURRENCY"], environment["SECRET_KEY"]));
    }

    [Fact]
    public void Two_installations_live_side_by_side_and_come_back_with_the_machine()
    {
        using var one = new UnitInstallation(machine, Scenarios.All["recommended"], "tables", 8103);
        using var other = new UnitInstallation(machine, Scenarios.All["recommended"], "tables-db", 8104);
        one.Install().Successful();
        other.Install().Successful();
        machine.Restart();
        Assert.All([one, other],
            installation => Eventually.Happens(() => installation.Ask("/complete_installation/").StartsWith("302", StringComparison.Ordinal)));
        Assert.Equal(["tables", "tables-db", "tables-db_db", "tables_db"],
            one.Podman("ps", "--format", "{{.Names}}", "--filter", "name=tables").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Remove_takes_everything_but_the_data_which_the_next_installation_finds_again()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"], "third", 8105);
        installation.Install().Successful();
        Assert.Contains("podman volume rm third_db third_media", installation.Install("remove").Successful().Output, StringComparison.Ordinal);
        Assert.Equal("", installation.Podman("ps", "--all", "--quiet", "--filter", "name=third").Output
            + installation.Podman("secret", "ls", "--quiet", "--filter", "name=third").Output
            + installation.Podman("network", "ls", "--quiet", "--filter", "name=third").Output);
        Assert.Equal("third_db\nthird_media\n", installation.Podman("volume", "ls", "--quiet", "--filter", "name=third").Output);
        Assert.Equal("", machine.Run(forRoot: true, "find", $"{SystemdMachine.Home}/.config", "-name", "third*").Output);
        installation.Install().Successful();
        Assert.DoesNotContain("Superuser created", installation.Podman("logs", "third").Output, StringComparison.Ordinal);
        Assert.Equal("302 ", installation.Ask("/complete_installation/")[..4]);
    }

    [Fact]
    public void Print_names_every_command_and_runs_none_and_tells_no_secret()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"], "fourth", 8106);
        var printed = installation.Install("print").Successful().Output;
        Assert.Contains("systemctl --user restart fourth.service", printed, StringComparison.Ordinal);
        Assert.Contains("podman secret create fourth.SECRET_KEY -", printed, StringComparison.Ordinal);
        Assert.All(installation.Draft.Texts.Where(t => Settings.Find(t.Key)!.Secret),
            secret => Assert.DoesNotContain(secret.Value, printed, StringComparison.Ordinal));
        Assert.Equal("", machine.Run(forRoot: true, "find", $"{SystemdMachine.Home}/.config", "-name", "fourth*").Output);
    }

    [Fact]
    public void The_wrong_user_and_a_name_in_use_are_refused_before_anything_changes()
    {
        using var installation = new UnitInstallation(machine, Scenarios.All["recommended"], "fifth", 8107);
        var asRoot = machine.Run(forRoot: true, $"{installation.Directory}/install.sh");
        Assert.Equal(
            (1, "These units are an ordinary user's. Run this without sudo, or say podman: user: root in mathesar.yaml and generate again.\n"),
            (asRoot.ExitCode, asRoot.Errors));
        machine.Run(forRoot: false, "sh", "-c",
            "mkdir -p ~/.config/systemd/user && printf '[Service]\\nExecStart=/bin/true\\n' >~/.config/systemd/user/fifth.service && "
                + "systemctl --user daemon-reload")
            .Successful();
        var taken = installation.Install();
        machine.Run(forRoot: false, "sh", "-c", "rm ~/.config/systemd/user/fifth.service; systemctl --user daemon-reload").Successful();
        Assert.Equal((1, "There is a service named fifth that Podman did not make. Give this installation another name.\n"),
            (taken.ExitCode, taken.Errors));
    }
}
