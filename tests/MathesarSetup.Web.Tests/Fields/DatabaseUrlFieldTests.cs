using Bunit;
using MathesarSetup.Catalogue;
using MathesarSetup.Web.Components.Fields;

namespace MathesarSetup.Web.Fields;

public sealed class DatabaseUrlFieldTests : WizardContext
{
    public DatabaseUrlFieldTests() => Wizard.Answer("database.mode", "existing");

    [Fact]
    public void WhatIsWrongWithAPartStandsBelowTheUrlThatWasPastedAndElseAtThePart()
    {
        Wizard.Answer("database.mode", "existing");
        var page = Render<MathesarSetup.Web.Components.Pages.DatabasePage>();

        page.Find("#database-url").Input("postgresql://tables:secret@127.0.0.1:5433/tables");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("#database-url-findings .finding.is-error")));
        Assert.Empty(page.FindAll("#database-host-findings .finding"));
        Assert.Equal("true", page.Find("#database-host").GetAttribute("aria-invalid"));

        page.Find("#database-port").Input("5434");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("#database-host-findings .finding.is-error")));
        Assert.Empty(page.FindAll("#database-url-findings .finding"));
    }

    [Fact]
    public void APastedUrlFillsThePartsAndIsShownWithoutItsPassword()
    {
        var fields = Render<DatabaseFields>();

        fields.Find("#database-url").Input("postgresql://tables:t0psecret@db.example.com:5433/records");
        fields.Find("#database-url").Blur();

        Assert.Equal("db.example.com", fields.Find("#database-host").GetAttribute("value"));
        Assert.Equal("5433", fields.Find("#database-port").GetAttribute("value"));
        Assert.Equal($"postgresql://tables:{SecretText.Mask}@db.example.com:5433/records", fields.Find("#database-url").GetAttribute("value"));
        Assert.DoesNotContain("t0psecret", fields.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void AChangedPartIsShownInTheUrl()
    {
        var fields = Render<DatabaseFields>();

        fields.Find("#database-host").Input("db.example.com");

        Assert.StartsWith("postgresql://mathesar@db.example.com/", fields.Find("#database-url").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public void AUrlOfAnotherDatabaseIsExplained()
    {
        var fields = Render<DatabaseFields>();

        fields.Find("#database-url").Input("mysql://root@localhost/x");

        Assert.Contains("Mathesar needs PostgreSQL", fields.Find(".finding").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void UndoTakesTheWholeUrlBackAtOnce()
    {
        var fields = Render<DatabaseFields>();
        foreach (var text in new[] { "postgresql://t@d", "postgresql://t@db", "postgresql://t@db.example.com/x" })
        {
            fields.Find("#database-url").Input(text);
        }

        Wizard.Undo();

        Assert.DoesNotContain("database.host", Wizard.Setup.Draft.Texts.Keys);
    }
}
