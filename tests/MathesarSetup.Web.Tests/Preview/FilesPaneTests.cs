using Bunit;
using MathesarSetup.Web.Components.Preview;

namespace MathesarSetup.Web.Preview;

public sealed class FilesPaneTests : WizardContext
{
    [Fact]
    public void EveryFileHasATabAndTheFirstIsOpen()
    {
        var pane = Render<FilesPane>();

        Assert.Equal(Wizard.Setup.Files.Select(f => f.Path), pane.FindAll("[role=tab]").Select(t => t.TextContent.Trim()));
        Assert.Equal("compose.yaml", pane.Find("[aria-selected=true]").TextContent.Trim());
    }

    [Fact]
    public void SecretsAreDotsUntilSomebodyAsksAndAgainAfterThirtySeconds()
    {
        var key = Wizard.Setup.Draft.Texts["secrets.key"];
        var pane = Render<FilesPane>();
        Open(pane, ".env");
        Assert.DoesNotContain(key, pane.Markup, StringComparison.Ordinal);

        pane.Find("button[aria-pressed]").Click();
        Assert.Contains(key, pane.Markup, StringComparison.Ordinal);
        Time.Advance(TimeSpan.FromSeconds(31));

        pane.WaitForAssertion(() => Assert.DoesNotContain(key, pane.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void ChangedLinesAreMarkedAndCounted()
    {
        var pane = Render<FilesPane>();

        Wizard.Answer("access.port", "8123");

        pane.WaitForAssertion(() => Assert.NotEmpty(pane.FindAll(".line.touched.changed")));
        Assert.NotEmpty(pane.FindAll("[role=tab] .count"));
    }

    [Fact]
    public void SearchingMarksTheLinesThatHoldTheWord()
    {
        var pane = Render<FilesPane>();

        pane.Find("input[type=search]").Input("restart");

        Assert.All(pane.FindAll(".line.found"), line => Assert.Contains("restart", line.TextContent, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(pane.FindAll(".line.found"));
        Assert.Single(pane.FindAll(".line.here"));
    }

    [Fact]
    public void TheLinesReadAsTheFile()
    {
        var pane = Render<FilesPane>();

        Assert.Equal(Wizard.Setup.Files[0].Masked, string.Concat(pane.FindAll(".line code").Select(c => c.TextContent)));
    }

    private static void Open(IRenderedComponent<FilesPane> pane, string path) =>
        pane.FindAll("[role=tab]").First(t => t.TextContent.Trim() == path).Click();
}
