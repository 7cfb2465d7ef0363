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

    private static (Setup Setup, Finding[] Costs) Change(ForeignProject project, Draft former, string key, string text)
    {
        former = former.With(LayoutSettings.Layout, LayoutSettings.InPlaceText);
        var setup = InPlaceSetup.Of(Setup.Of(former.With(key, text)), former, project.Request.Files);
        return (setup, [.. ChangeFindings.Of(former.Read().Answers, setup)]);
    }
}
