using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>The generated files of every form, run by both Composes and by <c>run.sh</c> on a real engine, with stand-ins for the images.</summary>
public sealed class RunningInstallationTests(RunningInstallations running) : IClassFixture<RunningInstallations>
{
    private static readonly HashSet<string> s_askedOnce = ["DJANGO_SUPERUSER_PASSWORD"];

    public static TheoryData<string, string> All => new(RunningInstallations.Pairs);

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_answers_before_the_administrator_exists(string runner, string form)
    {
        var visitor = running.Visitor(runner, form);
        Assert.True(visitor.Attempts > 50, visitor.ToString());
        Assert.Equal(["302"], visitor.Answers.Distinct());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Mathesar_belongs_to_the_administrator_of_the_answers(string runner, string form)
    {
        var installation = running[runner, form];
        var answers = installation.Draft.Read().Answers;
        Assert.Equal(HttpStatusCode.OK, installation.Get("/auth/login/").Status);
        Assert.Equal(
            $"{answers.Text(SecretSettings.AdminName)}|{answers.Text(SecretSettings.AdminEmail)}|"
                + $"{answers.Get(SecretSettings.AdminPassword).Reveal()}",
            installation.Execute(installation.Web, "bash", "-c", form == Forms.ForTrying
                ? "POSTGRES_USER=postgres POSTGRES_PASSWORD=mathesar POSTGRES_HOST=localhost POSTGRES_DB=mathesar_django python3 -c 'import "
                    + "accounts; print(accounts.query(\"SELECT * FROM stand_in_accounts\"))'"
                : "python3 -c 'import accounts; print(accounts.query(\"SELECT * FROM stand_in_accounts\"))'"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_variable_arrives_byte_for_byte_and_the_administrators_password_not_at_all(string runner, string form)
    {
        var installation = running[runner, form];
        var there = installation.Environment();
        var wanted = installation.Plan.Web.Environment;
        Assert.DoesNotContain(s_askedOnce, there.ContainsKey);
        Assert.All(wanted.Where(e => !s_askedOnce.Contains(e.Name)), entry => Assert.Equal(entry.Value, there.GetValueOrDefault(entry.Name)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_container_restarts_keeps_its_log_small_is_watched_and_gets_time_to_stop(string runner, string form)
    {
        var installation = running[runner, form];
        Assert.Equal(installation.Plan.Services.Length, installation.Containers().Length);
        Assert.All(installation.Plan.Services, service =>
        {
            var container = installation.Inspect(installation.Container(service.Name));
            var host = container["HostConfig"]!;
            Assert.Equal("unless-stopped", host["RestartPolicy"]!["Name"]!.GetValue<string>());
            Assert.Equal("json-file", host["LogConfig"]!["Type"]!.GetValue<string>());
            Assert.Equal("10m", host["LogConfig"]!["Config"]!["max-size"]!.GetValue<string>());
            Assert.Equal("3", host["LogConfig"]!["Config"]!["max-file"]!.GetValue<string>());
            Assert.Equal("healthy", container["State"]!["Health"]!["Status"]!.GetValue<string>());
            Assert.Equal(service.StopSeconds, container["Config"]!["StopTimeout"]!.GetValue<int>());
            Assert.Equal((service.SharedMemory ?? 64) * 1024L * 1024L, host["ShmSize"]!.GetValue<long>());
            Assert.Equal(service.MemoryLimit is null ? 0 : 1L << 30, host["Memory"]!.GetValue<long>());
            Assert.Equal(service.ProcessorLimit is null ? 0 : 1_500_000_000L, host["NanoCpus"]!.GetValue<long>());
            Assert.Equal(0, container["RestartCount"]!.GetValue<int>());
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Mathesars_port_is_the_only_one_and_opens_on_the_chosen_address_alone(string runner, string form)
    {
        var installation = running[runner, form];
        var opened = installation.Plan.Services.SelectMany(service =>
            installation.Inspect(installation.Container(service.Name))["NetworkSettings"]!["Ports"]!.AsObject()
                .SelectMany(port => (port.Value as JsonArray ?? []).Select(p => $"{service.Name} {p!["HostIp"]}:{p["HostPort"]}->{port.Key}")));
        Assert.Equal([string.Create(CultureInfo.InvariantCulture, $"mathesar 127.0.0.1:{installation.Port}->8000/tcp")], opened);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_named_host_is_answered_and_another_one_is_refused(string runner, string form)
    {
        var installation = running[runner, form];
        var answers = installation.Draft.Read().Answers;
        Assert.All(["localhost", "127.0.0.1", "[::1]", answers.Get(AccessSettings.Url).Host, .. answers.Get(AccessSettings.Hosts).Items],
            host => Assert.Equal(HttpStatusCode.OK, installation.Get("/auth/login/", host).Status));
        Assert.Equal(HttpStatusCode.BadRequest, installation.Get("/auth/login/", "elsewhere.example.com").Status);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Data_lies_where_the_answers_say_and_nowhere_else(string runner, string form)
    {
        var installation = running[runner, form];
        var mounts = installation.Plan.Services.SelectMany(s => installation.Inspect(installation.Container(s.Name))["Mounts"]!.AsArray())
            .Where(m => m!["Name"] is null || m["Name"]!.GetValue<string>().Contains('_', StringComparison.Ordinal))
            .Select(m => $"{m!["Name"] ?? m["Source"]} {m["Destination"]}").Order(StringComparer.Ordinal);
        Assert.Equal(installation.Plan.Services.SelectMany(s => s.Mounts).Select(mount => mount switch
        {
            Mount.Named named => $"{installation.Name}_{named.Volume} {named.Path}",
            Mount.Bind { Source: ['.', '/', ..] } bind => $"{installation.Directory}{bind.Source[1..]} {bind.Path}",
            Mount.Bind bind => $"{bind.Source} {bind.Path}",
            _ => "",
        }).Order(StringComparer.Ordinal), mounts);
    }
}
