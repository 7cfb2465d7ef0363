using Bunit;
using MathesarSetup.Web.Components.Pages;

namespace MathesarSetup.Web.Fields;

public sealed class ProviderTests : WizardContext
{
    [Fact]
    public void AProviderIsAddedWithItsCallbackUrlAndRemovedAgain()
    {
        var page = Render<OptionalPage>();
        page.FindAll("button").First(b => b.TextContent.Contains("Add a provider", StringComparison.Ordinal)).Click();
        Assert.Contains("http://localhost:8000/auth/oidc/provider/login/callback/", page.Find(".copy-box code").TextContent,
            StringComparison.Ordinal);

        page.Find("#sso-providers-provider-provider").Input("Keycloak");
        Assert.Contains("/auth/oidc/keycloak/login/callback/", page.Find(".copy-box code").TextContent, StringComparison.Ordinal);

        page.FindAll(".card button").First(b => b.TextContent.Contains("Remove", StringComparison.Ordinal)).Click();
        Assert.Empty(page.FindAll(".card"));
        Assert.DoesNotContain(Wizard.Setup.Draft.Texts.Keys, key => key.StartsWith("sso.providers", StringComparison.Ordinal));
    }

    [Fact]
    public void ANewProviderStandsBelowTheOthersWhateverTheyAreCalled()
    {
        Wizard.Answer("sso.providers.zitadel.type", "oidc");
        var page = Render<OptionalPage>();
        foreach (var _ in Enumerable.Range(0, 11))
        {
            page.FindAll("button").First(b => b.TextContent.Contains("Add a provider", StringComparison.Ordinal)).Click();
        }

        Assert.Equal(["zitadel", "The provider", .. Enumerable.Range(2, 10).Select(i => $"Provider {i}")],
            page.FindAll(".card h3").Select(h => h.TextContent));
        Assert.StartsWith("Callback URL", page.Find(".card > :nth-child(2)").TextContent.Trim(), StringComparison.Ordinal);

        page.FindAll(".card button").First(b => b.TextContent.Contains("Move up", StringComparison.Ordinal)).Click();
        Assert.Equal("The provider", page.Find(".card h3").TextContent);
        page.FindAll(".card button").First(b => b.TextContent.Contains("Remove", StringComparison.Ordinal)).Click();
        Assert.Equal("zitadel", page.Find(".card h3").TextContent);
    }

    [Fact]
    public void ADatabaseRoleIsAddedBelowItsProvider()
    {
        Wizard.Answer("sso.providers.okta.type", "oidc");
        var page = Render<OptionalPage>();

        page.FindAll("button").First(b => b.TextContent.Contains("Add a role", StringComparison.Ordinal)).Click();

        Assert.Single(page.FindAll("#sso-providers-okta-default-roles-database-role"));
    }
}
