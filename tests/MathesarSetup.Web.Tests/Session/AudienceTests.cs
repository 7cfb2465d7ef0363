using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

public sealed class AudienceTests
{
    [Theory]
    [InlineData(Audience.ThisMachine)]
    [InlineData(Audience.Network)]
    [InlineData(Audience.Internet)]
    public void ChoosingAnAudienceIsReadBackAsThatAudience(Audience audience) =>
        Assert.Equal(audience, Audiences.Of(Audiences.Choose(Draft.Empty, audience, "192.168.1.20").Read().Answers));

    [Fact]
    public void OnlyThisMachineIsTheRecommendedAnswer() =>
        Assert.Equal(Audience.ThisMachine, Audiences.Of(Draft.Empty.Read().Answers));

    [Fact]
    public void TheNetworkOpensThePortAndGuessesTheAddress()
    {
        var setup = Setup.Of(Audiences.Choose(Draft.Empty.Settle(Scenarios.Machine), Audience.Network, "192.168.1.20"));

        Assert.False(setup.IsBlocked);
        Assert.Equal("http://192.168.1.20:8000", setup.Plan.Url.ToString());
        Assert.All(setup.Plan.Web.Ports, port => Assert.True(port.IsOpen));
    }

    [Fact]
    public void TheInternetTakesAProxyAndKeepsAnAddressThatFits()
    {
        var draft = Audiences.Choose(Draft.Empty.With(AccessSettings.Url, "https://tables.example.org"), Audience.Internet, "192.168.1.20");

        Assert.Equal("caddy", draft.Texts["proxy.kind"]);
        Assert.Equal("https://tables.example.org", draft.Texts["access.url"]);
    }
}
