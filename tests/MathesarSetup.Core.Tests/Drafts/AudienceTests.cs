using MathesarSetup.Catalogue;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Drafts;

public sealed class AudienceTests
{
    [Theory]
    [InlineData(Audience.ThisMachine)]
    [InlineData(Audience.Network)]
    [InlineData(Audience.Internet)]
    public void Choosing_an_audience_is_read_back_as_that_audience(Audience audience) =>
        Assert.Equal(audience, Audiences.Of(Choose(Draft.Empty, audience).Read().Answers));

    [Fact]
    public void Only_this_machine_is_the_recommended_answer() =>
        Assert.Equal(Audience.ThisMachine, Audiences.Of(Draft.Empty.Read().Answers));

    [Fact]
    public void The_network_opens_the_port_and_guesses_the_address()
    {
        var setup = Setup.Of(Choose(Draft.Empty.Settle(Scenarios.Machine), Audience.Network));

        Assert.False(setup.IsBlocked);
        Assert.Equal("http://192.168.1.20:8000", setup.Plan.Url.ToString());
        Assert.All(setup.Plan.Web.Ports, port => Assert.True(port.IsOpen));
    }

    [Fact]
    public void The_internet_takes_a_proxy_and_keeps_an_address_that_fits()
    {
        var draft = Choose(Draft.Empty.With(AccessSettings.Url, "https://tables.example.org"), Audience.Internet);

        Assert.Equal("caddy", draft.Texts["proxy.kind"]);
        Assert.Equal("https://tables.example.org", draft.Texts["access.url"]);
    }

    [Fact]
    public void A_public_name_that_nobody_said_is_asked_for_and_not_made_up()
    {
        var setup = Setup.Of(Choose(Draft.Empty.Settle(Scenarios.Machine), Audience.Internet));

        Assert.True(setup.IsBlocked);
        Assert.Contains(setup.Findings, f => f.Key == "access.url");
        Assert.DoesNotContain(setup.Draft.Texts.Values, text => text.Contains("example", StringComparison.Ordinal));
    }

    [Fact]
    public void Coming_back_to_an_audience_brings_its_address_back()
    {
        var network = Choose(Draft.Empty, Audience.Network).With(AccessSettings.Url, "http://tables.lan:8000");
        var proxied =
            Choose(network, Audience.Internet, network).With(AccessSettings.Url, "https://tables.example.org").With(ProxySettings.Kind, "nginx");
        var alone = Choose(proxied, Audience.ThisMachine, proxied, network);

        Assert.DoesNotContain("access.url", alone.Texts.Keys);
        Assert.Equal(proxied.Texts, Choose(alone, Audience.Internet, proxied, network).Texts);
        Assert.Equal("http://tables.lan:8000", Choose(alone, Audience.Network, proxied, network).Texts["access.url"]);
    }

    [Fact]
    public void Coming_back_restores_what_was_there_to_the_letter_also_nothing()
    {
        var alone = Draft.Empty.With(AccessSettings.Url, "https://half.typed").With(AccessSettings.Bind, "127.0.0.2");
        var network = Choose(alone, Audience.Network, alone);

        Assert.Equal(alone.Texts, Choose(network, Audience.ThisMachine, network, alone).Texts);
        Assert.Equal(Draft.Empty.Texts, Choose(Choose(Draft.Empty, Audience.Internet), Audience.ThisMachine, Draft.Empty).Texts);
    }

    [Theory]
    [InlineData("https://mathesar.example.com")]
    [InlineData("https://tables.example.org")]
    [InlineData("https://tables.test")]
    public void A_name_for_examples_gets_a_warning(string url) =>
        Assert.Contains(Setup.Of(Draft.Empty.With(ProxySettings.Kind, "external").With(AccessSettings.Url, url).Settle(Scenarios.Machine)).Findings,
            f => f is { Code: "access.example-name", Key: "access.url" });

    [Fact]
    public void A_proxy_without_a_name_is_asked_for_one_in_one_finding() =>
        Assert.Equal(["access.malformed"], Setup.Of(Choose(Draft.Empty.Settle(Scenarios.Machine), Audience.Internet)).Findings
            .Where(f => f.Key == "access.url").Select(f => f.Code));

    [Theory]
    [InlineData("localhost", "http://localhost")]
    [InlineData("192.168.1.20:8000", "http://192.168.1.20:8000")]
    [InlineData("tables.acme.dev", "https://tables.acme.dev")]
    public void An_address_without_its_scheme_has_a_button_that_adds_it(string typed, string meant)
    {
        var finding = Assert.Single(Draft.Empty.With(AccessSettings.Url, typed).Read().Findings);

        Assert.Equal(meant, finding.Fix!.Set["access.url"]);
    }

    [Fact]
    public void Https_without_a_proxy_offers_both_ways()
    {
        var finding = Setup.Of(Draft.Empty.With(AccessSettings.Url, "https://tables.acme.dev").Settle(Scenarios.Machine)).Findings
            .First(f => f.Code == "access.https-without-proxy");

        Assert.Equal(("caddy", "external"), (finding.Fix!.Set["proxy.kind"], finding.OtherFix!.Set["proxy.kind"]));
    }

    private static Draft Choose(Draft draft, Audience audience, params Draft[] earlier) =>
        new Conversation(draft, Scenarios.Machine).Say(Audiences.Choose(draft, audience, earlier, "192.168.1.20")).Draft;
}
