using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Import;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.InPlace;

/// <summary>A Compose file that stays its author's: another port goes where Mathesar's port stands, or is refused, and is never only said.</summary>
public sealed class PortsInPlaceTests
{
    private const string Monitoring = "networks: { monitoring: { external: true } }";

    private const string Vpn = "  vpn:\n    image: vpn\n    container_name: tunnel\n    ports: ['8888:8888', '8000:8000/tcp']";

    private const string Labels =
        "labels: ['traefik.enable=true', 'traefik.http.routers.t.rule=Host(`tables.example`)']\n";

    [Theory]
    [InlineData("ports: ['127.0.0.1:8000:8000']\nnetworks: [default, monitoring]", "", Monitoring, "'127.0.0.1:8099:8000'")]
    [InlineData("ports: ['8000:8000']\nnetworks: [default]", "", "networks: { default: { external: true, name: corp } }", "'8099:8000'")]
    [InlineData(Labels + "ports: ['8000:8000']\nnetworks: [monitoring]", "", Monitoring, "'8099:8000'")]
    [InlineData("ports: ['127.0.0.1:8000:8000']\nnetwork_mode: bridge", "", "", "'127.0.0.1:8099:8000'")]
    [InlineData("ports: ['127.0.0.1:8000:8000', '[::1]:8000:8000']", "", "", "'127.0.0.1:8099:8000', '[::1]:8099:8000'")]
    [InlineData("ports: ['127.0.0.1:8000:8000', '10.0.0.5:9000:8000']", "", "", "'127.0.0.1:8099:8000', '10.0.0.5:9000:8000'")]
    [InlineData("ports: [8000, '127.0.0.1:8000:8000']", "", "", "8000, '127.0.0.1:8099:8000'")]
    [InlineData("network_mode: service:vpn", Vpn, "", "'8888:8888', '8099:8000/tcp'")]
    [InlineData("network_mode: container:tunnel", Vpn, "", "'8888:8888', '8099:8000/tcp'")]
    public void Another_port_goes_where_the_port_stands(string web, string more, string end, string ports)
    {
        var project = Project(web, more, end);
        var former = project.Read().Draft.Settle(Scenarios.Machine);
        var (setup, costs) = Change(project, former, "access.port", "8099");

        Assert.DoesNotContain(setup.Findings, static f => f.Code.StartsWith("layout.", StringComparison.Ordinal));
        Assert.Equal("change.port", Assert.Single(costs).Code);
        var text = setup.Files.Single(static f => f.Path == "compose.yaml").Content;
        Assert.Contains($"ports: [{ports}]", text, StringComparison.Ordinal);
        Assert.Equal(project.Files[0].Text.Split('\n').Where(static l => !l.Contains("ports:", StringComparison.Ordinal)),
            text.Split('\n').Where(static l => !l.Contains("ports:", StringComparison.Ordinal)));
        Assert.Equal("8099", new ForeignProject(("compose.yaml", text)).Read().Answer("access.port"));
    }

    [Theory]
    [InlineData("access.port", "8099", "'127.0.0.1:8099:8000'")]
    [InlineData("access.bind", "0.0.0.0", "'8000:8000'")]
    public void Answers_that_took_a_network_for_a_proxys_reach_the_port_too(string key, string text, string ports)
    {
        var project = Project("ports: ['127.0.0.1:8000:8000']\nnetworks: [default, monitoring]", "", Monitoring);
        var former = project.Read().Draft.With("proxy.kind", "external").With("proxy.network", "monitoring").Settle(Scenarios.Machine);
        var (setup, _) = Change(project, former, key, text);
        Assert.DoesNotContain(setup.Findings, static f => f.Severity is Severity.Error);
        Assert.Contains($"ports: [{ports}]", setup.Files.Single(static f => f.Path == "compose.yaml").Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'127.0.0.1:8000:8000', '[::1]:8000:8000'", "access.bind=0.0.0.0", "'8000:8000'")]
    [InlineData("'127.0.0.1:8000:8000', '[::1]:8000:8000'", "access.bind=192.168.1.5", "'192.168.1.5:8000:8000'")]
    [InlineData("'[::1]:8000:8000', '127.0.0.1:8000:8000', '10.0.0.5:9000:8000'", "access.bind=0.0.0.0,access.port=8099",
        "'8099:8000', '10.0.0.5:9000:8000'")]
    [InlineData("'127.0.0.1:8000:8000', '192.168.1.5:8000:8000'", "access.bind=0.0.0.0", "'8000:8000'")]
    [InlineData("'127.0.0.1:8000:8000', '192.168.1.5:8000:8000'", "access.bind=192.168.1.5", "'192.168.1.5:8000:8000'")]
    [InlineData("'0.0.0.0:8000:8000', '[::]:8000:8000'", "access.bind=127.0.0.1", "'127.0.0.1:8000:8000'")]
    [InlineData("'[::]:8000:8000', '0.0.0.0:8000:8000'", "access.port=8099", "'[::]:8099:8000', '0.0.0.0:8099:8000'")]
    [InlineData("'[::]:8000:8000'", "access.bind=127.0.0.1", "'127.0.0.1:8000:8000'")]
    [InlineData("{target: 8000, published: 8000}", "access.bind=127.0.0.1", "{target: 8000, published: 8000, host_ip: \"127.0.0.1\"}")]
    [InlineData("{target: 8000, published: '8000', host_ip: 127.0.0.1}", "access.bind=0.0.0.0,access.port=8099",
        "{target: 8000, published: '8099', host_ip: \"0.0.0.0\"}")]
    [InlineData("{host_ip: 127.0.0.1, published: 8000, target: 8000}", "access.bind=10.0.0.5,access.port=8099",
        "{host_ip: \"10.0.0.5\", published: 8099, target: 8000}")]
    [InlineData("'${PORT:-8000}:8000'", "access.bind=127.0.0.1", "'127.0.0.1:${PORT:-8000}:8000'")]
    [InlineData("'${PORT:-8000}:8000/tcp'", "access.bind=127.0.0.1,access.port=8099", "'127.0.0.1:${PORT:-8099}:8000/tcp'")]
    [InlineData("'${BIND:-127.0.0.1}:${PORT:-8000}:8000'", "access.bind=10.0.0.5,access.port=8099",
        "'${BIND:-10.0.0.5}:${PORT:-8099}:8000'")]
    public void Address_and_port_are_one_answer_wherever_they_stand(string ports, string answers, string wanted)
    {
        var project = Project($"ports: [{ports}]", "", "");
        var former = project.Read().Draft.Settle(Scenarios.Machine);
        var said = answers.Split(',').Select(static a => a.Split('='));
        var (setup, _) = Change(project, former, said.Aggregate(former, static (draft, a) => draft.With(a[0], a[1])));

        Assert.DoesNotContain(setup.Findings, static f => f.Code.StartsWith("layout.", StringComparison.Ordinal));
        var text = setup.Files.Single(static f => f.Path == "compose.yaml").Content;
        Assert.Contains($"ports: [{wanted}]\n", text, StringComparison.Ordinal);
        var read = new ForeignProject(("compose.yaml", text)).Read();
        Assert.All(said, a => Assert.Equal(a[1], read.Answer(a[0])));
    }

    [Fact]
    public void A_port_that_a_variable_has_to_say_keeps_its_variable_beside_another_address()
    {
        var project = new ForeignProject([.. Project("ports: ['${PORT:?no}:8000']", "", "").Files, (".env", "PORT=8000\n")]);
        var former = project.Read().Draft.Settle(Scenarios.Machine);
        var (setup, _) = Change(project, former, former.With("access.bind", "127.0.0.1").With("access.port", "8099"));
        Assert.Contains("ports: ['127.0.0.1:${PORT:?no}:8000']", setup.Files.Single(static f => f.Path == "compose.yaml").Content,
            StringComparison.Ordinal);
        Assert.Equal("PORT=8099\n", setup.Files.Single(static f => f.Path == ".env").Content);
    }

    [Theory]
    [InlineData("command: gunicorn -b 0.0.0.0:9000 config.wsgi")]
    [InlineData("command: [gunicorn, config.wsgi, '--bind=:9000']")]
    [InlineData("command: bash ./bin/mathesar run -ne --port 9000")]
    [InlineData("entrypoint: sh -c 'python -m mathesar.install && exec gunicorn config.wsgi --bind 0.0.0.0:9000'")]
    public void A_published_port_leads_to_the_port_on_which_the_program_listens(string start)
    {
        var project = Project($"{start}\nports: ['8000:9000']", "", "");
        var reading = project.Read();
        Assert.Equal(("8000", "0.0.0.0", "9000"), (reading.Answer("access.port"), reading.Answer("access.bind"), reading.Answer("kept.web-port")));
        Assert.Equal(project.Config()["services"]!["tables"]!["ports"]!.ToJsonString(),
            project.Rewritten()["services"]!["tables"]!["ports"]!.ToJsonString());

        var (setup, _) = Change(project, reading.Draft.Settle(Scenarios.Machine), "access.port", "8099");
        Assert.DoesNotContain(setup.Findings, static f => f.Code.StartsWith("layout.", StringComparison.Ordinal));
        Assert.Contains("ports: ['8099:9000']", setup.Files.Single(static f => f.Path == "compose.yaml").Content, StringComparison.Ordinal);
        Assert.DoesNotContain(setup.Files, static f => f.Path == "compose.override.yaml");

        // Laid out anew, its own command listens there, its health is asked there, and other targets have it so too.
        foreach (var target in new[] { "compose", "docker" })
        {
            var made = Setup.Of(reading.Draft.With("target", target).Settle(Scenarios.Machine));
            var text = string.Concat(made.Files.Select(static f => f.Content));
            Assert.Contains("8000:9000", text, StringComparison.Ordinal);
            Assert.Contains("run -ne --port 9000", text, StringComparison.Ordinal);
            Assert.Contains("http://localhost:9000/", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("command: bash ./bin/mathesar run -ne -p 9001", "9001", "0.0.0.0")]
    [InlineData("command: bash ./bin/mathesar run -ne --addr 127.0.0.1 --port 9001", "9001", "127.0.0.1")]
    [InlineData("command: gunicorn config.wsgi -b 127.0.0.1:9001", "9001", "127.0.0.1")]
    [InlineData("command: gunicorn config.wsgi", "8000", "127.0.0.1")]
    [InlineData("", "8000", "0.0.0.0")]
    public void In_the_network_of_the_machine_the_port_is_that_of_the_program(string start, string port, string bind)
    {
        var reading = Project($"{start}\nnetwork_mode: host", "", "").Read();
        Assert.Equal((port, bind), (reading.Answer("access.port"), reading.Answer("access.bind")));
        Assert.DoesNotContain(reading.Findings, static f => f.Code == "import.address-unknown");
    }

    [Theory]
    [InlineData("network_mode: host", "", "")]
    [InlineData("network_mode: service:vpn", "  vpn: { image: vpn }", "")]
    [InlineData("networks: [monitoring]", "", Monitoring)]
    [InlineData("ports: ['127.0.0.1:8000-8001:8000-8001']", "", "")]
    [InlineData("ports: [8001, '127.0.0.1:8000-8001:8000-8001']", "", "")]
    [InlineData("ports: ['8000-8010:8000']", "", "")]
    public void A_port_that_cannot_be_brought_in_is_refused_once_and_nothing_is_said_to_have_happened(string web, string more, string end)
    {
        var project = Project(web, more, end);
        var (setup, costs) = Change(project, project.Read().Draft.Settle(Scenarios.Machine), "access.port", "8099");
        var refusal = Assert.Single(setup.Findings, static f => f.Severity is Severity.Error);
        Assert.True(InPlaceFinding.IsDecision(refusal), refusal.Message);
        Assert.Equal("access.port", refusal.Key);
        Assert.Empty(costs);
        Assert.Equal(project.Files[0].Text, setup.Files.Single(static f => f.Path == "compose.yaml").Content);
    }

    private static ForeignProject Project(string web, string more, string end) => ForeignProject.Of(web, more: more, volumes: "  pg:\n" + end);

    private static (Setup Setup, Finding[] Costs) Change(ForeignProject project, Draft former, string key, string text) =>
        Change(project, former, former.With(key, text));

    private static (Setup Setup, Finding[] Costs) Change(ForeignProject project, Draft former, Draft changed)
    {
        former = former.With(LayoutSettings.Layout, LayoutSettings.InPlaceText);
        var setup = InPlaceSetup.Of(Setup.Of(changed.With(LayoutSettings.Layout, LayoutSettings.InPlaceText)), former, project.Request.Files);
        return (setup, [.. ChangeFindings.Of(former.Read().Answers, setup)]);
    }
}
