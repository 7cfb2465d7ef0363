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
    public void ADatabaseRoleIsAddedBelowItsProvider()
    {
        Wizard.Answer("sso.providers.okta.type", "oidc");
        var page = Render<OptionalPage>();

        page.FindAll("button").First(b => b.TextContent.Contains("Add a role", StringComparison.Ordinal)).Click();

        Assert.Single(page.FindAll("#sso-providers-okta-default-roles-database-role"));
    }
}
