using Bunit;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Web.Fields;

public sealed class FieldTests : WizardContext
{
    [Fact]
    public void ATextIsLabelledAndTellsTheSessionWhatIsTyped()
    {
        var field = Field(SecretSettings.AdminName);

        field.Find("#admin-username").Input("grace");

        Assert.Equal("admin-username", field.Find("label").GetAttribute("for"));
        Assert.Equal("grace", Wizard.Setup.Draft.Texts["admin.username"]);
    }

    [Fact]
    public void TheVariableStandsBesideTheLabel() =>
        Assert.Equal("DJANGO_SUPERUSER_USERNAME", Field(SecretSettings.AdminName).Find(".variable").TextContent);

    [Fact]
    public void AWrongNumberIsExplainedUnderTheFieldAndMarked()
    {
        var field = Field(AccessSettings.Port);

        field.Find("input").Input("99999");
        field.Render();

        Assert.Contains("A port is a whole number from 1 to 65535.", field.Find(".finding.is-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", field.Find("input").GetAttribute("aria-invalid"));
        Assert.Contains(field.Find(".finding").ParentElement!.Id!, field.Find("input").GetAttribute("aria-describedby")!.Split(' '));
    }

    [Fact]
    public void ANumberSaysItsUnit() => Assert.Equal("workers", Field(TuningSettings.Workers).Find(".unit").TextContent);

    [Fact]
    public void AChangedFieldSaysWhatItWasAndPutsItBack()
    {
        var field = Field(AccessSettings.Port);
        field.Find("input").Input("8123");
        field.Render();
        Assert.Contains("was 8000,", field.Find(".field-changed").TextContent, StringComparison.Ordinal);

        field.Find(".field-changed button").Click();
        field.Render();

        Assert.Empty(field.FindAll(".field-changed"));
        Assert.Equal("8000", Wizard.Setup.Draft.Texts["access.port"]);
    }

    [Fact]
    public void AChoiceIsAGroupOfRadioButtonsWithItsConsequencesAndItsRecommendation()
    {
        var field = Field(DatabaseSettings.Mode);

        Assert.Single(field.FindAll("fieldset > legend"));
        Assert.Equal("bundled", field.Find("input[checked]").GetAttribute("value"));
        Assert.Contains("Recommended", field.Find(".choice").TextContent, StringComparison.Ordinal);
        Assert.Contains("Adds a container", field.Find("#database-mode-bundled-what").TextContent, StringComparison.Ordinal);

        field.Find("input[value=existing]").Change("on");

        Assert.Equal("existing", Wizard.Setup.Draft.Texts["database.mode"]);
    }

    [Fact]
    public void AChoiceOfManyIsAList()
    {
        var field = Field(RunSettings.Version);

        field.Find("select").Change("0.11.0");

        Assert.Equal("0.11.0", Wizard.Setup.Draft.Texts["mathesar.version"]);
    }

    [Fact]
    public void AToggleSwitches()
    {
        var field = Field(TuningSettings.Debug);

        field.Find("input").Change(true);

        Assert.Equal("true", Wizard.Setup.Draft.Texts["tuning.debug"]);
    }

    [Fact]
    public void AListShowsWhatItUnderstoodAndTakesItemsOut()
    {
        var field = Field(AccessSettings.Hosts);
        field.Find("input").Input("tables.lan, 192.168.1.20");
        field.Render();
        Assert.Equal(2, field.FindAll(".chips li").Count);

        field.Find(".chips button").Click();

        Assert.Equal("192.168.1.20", Wizard.Setup.Draft.Texts["access.hosts"]);
    }

    [Fact]
    public void ASettingOfANewerReleaseSaysSo()
    {
        Wizard.Answer("mathesar.version", "0.11.0");

        Assert.Contains("needs Mathesar 0.12.0", Field(LoginSettings.InstanceName).Find(".since").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void WhyOpensTheLongerText() =>
        Assert.Contains("Bad Request (400)", Field(AccessSettings.Url).Find("details.why p").TextContent, StringComparison.Ordinal);

    [Fact]
    public void ALineSaysWhatItIsSoThatPhonesShowTheirKeysForIt()
    {
        Assert.Equal("url", Field(AccessSettings.Url).Find("input").GetAttribute("type"));
        Assert.Equal("email", Field(SecretSettings.AdminEmail).Find("input").GetAttribute("type"));
        Assert.Equal("new-password", Field(SecretSettings.AdminPassword).Find("input").GetAttribute("autocomplete"));
    }

    [Fact]
    public void EverySettingCanBeDrawn()
    {
        Wizard.Answer("sso.providers.a.type", "oidc");
        Assert.All(Settings.All, setting =>
        {
            string[] names = [.. setting.Key.Split('.').Where(part => part == "*").Select((_, i) => i == 0 ? "a" : "b")];
            Assert.NotEmpty(Field(setting, names).FindAll("input, select, textarea"));
        });
    }
}
