using Bunit;
using MathesarSetup.Catalogue;
using MathesarSetup.Web.Session;
using Microsoft.Extensions.DependencyInjection;

namespace MathesarSetup.Web.Fields;

public sealed class SecretTests : WizardContext
{
    private string Stored => Wizard.Setup.Draft.Texts["admin.password"];

    [Fact]
    public void AStoredSecretIsNotSentBeforeReveal()
    {
        var field = Field(SecretSettings.AdminPassword);

        Assert.DoesNotContain(Stored, field.Markup, StringComparison.Ordinal);
        Assert.Equal(SecretText.Mask, field.Find("input").GetAttribute("placeholder"));
        Assert.Equal("password", field.Find("input").GetAttribute("type"));
    }

    [Fact]
    public void ThePasswordOfAnotherPlaceIsNotOfferedToBePutBack()
    {
        Wizard.Answer("database.mode", "existing");

        Assert.Empty(Field(DatabaseSettings.Password).FindAll(".field-changed"));
    }

    [Fact]
    public void RevealShowsItAndHidesItAgainAfterThirtySeconds()
    {
        var field = Field(SecretSettings.AdminPassword);
        field.Find("button[aria-pressed]").Click();
        Assert.Equal(Stored, field.Find("input").GetAttribute("value"));

        Time.Advance(TimeSpan.FromSeconds(31));

        field.WaitForAssertion(() => Assert.DoesNotContain(Stored, field.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void LeavingTheWindowHidesIt()
    {
        var field = Field(SecretSettings.AdminPassword);
        field.Find("button[aria-pressed]").Click();

        Services.GetRequiredService<OpenLayers>().LeaveWindow();

        field.WaitForAssertion(() => Assert.DoesNotContain(Stored, field.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EscapeHidesIt()
    {
        var field = Field(SecretSettings.AdminPassword);
        field.Find("button[aria-pressed]").Click();

        await Services.GetRequiredService<OpenLayers>().CloseLastAsync();

        field.WaitForAssertion(() => Assert.DoesNotContain(Stored, field.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIsTypedIsTakenAndLeavesTheScreenWithTheFocus()
    {
        var field = Field(SecretSettings.AdminPassword);

        field.Find("input").Input("correct horse battery");
        field.Find("input").Blur();

        Assert.Equal("correct horse battery", Stored);
        Assert.DoesNotContain(Stored, field.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void GenerateMakesANewOneThatCanBeUndone()
    {
        var field = Field(SecretSettings.AdminPassword);
        field.Find("input").Input("typed");

        field.FindAll("button").Last(b => b.TextContent.Contains("Generate", StringComparison.Ordinal)).Click();
        Assert.Equal(20, Stored.Length);
        Wizard.Undo();

        Assert.Equal("typed", Stored);
    }

    [Fact]
    public void APasswordOfAnotherServerCannotBeMadeHere()
    {
        Wizard.Answer("database.mode", "existing");

        Assert.DoesNotContain("Generate", Field(DatabaseSettings.Password).Markup, StringComparison.Ordinal);
    }
}
