using Bunit;
using MathesarSetup.Web.Components.Layout;
using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace MathesarSetup.Web.Layout;

public sealed class MainLayoutTests : WizardContext
{
    [Fact]
    public void ThereIsOneMainAndALinkThatSkipsToIt()
    {
        var layout = Show();

        Assert.Single(layout.FindAll("main"));
        Assert.EndsWith("#main", layout.Find("a.skip").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(8, layout.FindAll("nav li a").Count);
    }

    [Fact]
    public async Task UndoAndRedoAreKeys()
    {
        var layout = Show();
        Wizard.Answer("admin.username", "grace");

        await layout.Instance.KeyAsync("undo");
        Assert.DoesNotContain("admin.username", Wizard.Setup.Draft.Texts.Keys);
        await layout.Instance.KeyAsync("redo");

        Assert.Equal("grace", Wizard.Setup.Draft.Texts["admin.username"]);
    }

    [Fact]
    public async Task SlashOpensTheSearchAndEscapeClosesIt()
    {
        var layout = Show();

        await layout.Instance.KeyAsync("search");
        Assert.Single(layout.FindAll("dialog.search"));
        await layout.Instance.KeyAsync("escape");

        Assert.Empty(layout.FindAll("dialog.search"));
    }

    [Fact]
    public async Task SlashCanBeSwitchedOff()
    {
        Services.GetRequiredService<Preferences>().SlashSearches = false;
        var layout = Show();

        await layout.Instance.KeyAsync("search");

        Assert.Empty(layout.FindAll("dialog.search"));
    }

    [Fact]
    public async Task TheSearchJumpsToTheFieldOnItsStep()
    {
        var layout = Show();
        await layout.Instance.KeyAsync("search");

        layout.Find("#search-box").Input("POSTGRES_HOST");
        Assert.Contains("Use my own server", layout.Find(".unasked").TextContent, StringComparison.Ordinal);
        layout.Find("#search-box").KeyDown("Enter");
        layout.Find("#search-answer").Click();

        Assert.Equal("existing", Wizard.Setup.Draft.Texts["database.mode"]);
        Assert.EndsWith("/database#database-host", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        layout.WaitForAssertion(() => Assert.Empty(layout.FindAll("dialog.search")));
    }

    [Fact]
    public async Task UndoSaysWhatItUndidAndGoesThere()
    {
        var layout = Show();
        Wizard.Answer("access.port", "8010");
        Assert.Equal("", layout.Find(".undo-line").TextContent);

        await layout.Instance.KeyAsync("undo");

        Assert.Equal("Undone: Port 8010 \u2192 8000", layout.Find(".undo-line[role=status]").TextContent);
        Assert.EndsWith("/address#access-port", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Wizard.Answer("tuning.debug", "true");
        layout.WaitForAssertion(() => Assert.Equal("", layout.Find(".undo-line").TextContent));
    }

    [Fact]
    public async Task UndoNamesNoSecretAndNamesTheAudienceAsOne()
    {
        var layout = Show();
        Wizard.Answer("database.password", "of the volume");
        await layout.Instance.KeyAsync("undo");
        Assert.Equal("Undone: Password", layout.Find(".undo-line").TextContent);

        Wizard.Choose(Drafts.Audience.Network, "192.168.1.20");
        await layout.Instance.KeyAsync("undo");
        Assert.Equal("Undone: Who should reach it? My network \u2192 This machine only", layout.Find(".undo-line").TextContent);
    }

    [Fact]
    public async Task TheSearchDoesWhatCanBeDone()
    {
        var layout = Show();
        Wizard.Answer("admin.username", "grace");
        await layout.Instance.KeyAsync("search");

        layout.Find("#search-box").Input("undo");
        layout.Find("#search-box").KeyDown("Enter");

        layout.WaitForAssertion(() => Assert.DoesNotContain("admin.username", Wizard.Setup.Draft.Texts.Keys));
    }

    [Fact]
    public async Task TheSearchTellsTwoOfOneNameApartAndOffersNothingThatCannotBeDone()
    {
        var layout = Show();
        await layout.Instance.KeyAsync("search");

        layout.Find("#search-box").Input("port");
        Assert.Equal(["Address", "Database \u00b7 POSTGRES_PORT \u00b7 not asked now"],
            layout.FindAll("#search-results li").Where(l => l.Children[0].TextContent == "Port").Select(l => l.Children[1].TextContent));
        layout.Find("#search-box").Input("undo");
        Assert.Empty(layout.FindAll("#search-results li"));
    }

    [Fact]
    public async Task EscapeClosesTheFilesDrawer()
    {
        var layout = Show();
        layout.Find("button.handle").Click();
        Assert.Single(layout.FindAll(".drawer-open"));

        await layout.Instance.KeyAsync("escape");

        Assert.Empty(layout.FindAll(".drawer-open"));
    }

    [Fact]
    public void FindingsAreCountedAtTheTop()
    {
        var layout = Show();

        Wizard.Answer("access.port", "99999");

        layout.WaitForAssertion(() => Assert.StartsWith("1 ", layout.Find(".tally.is-error").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void ChangesAreAnnouncedOnceTheTypingRests()
    {
        var layout = Show();
        Wizard.Answer("access.port", "8123", typed: true);
        Assert.Equal("", layout.Find("#announcer").TextContent);

        Time.Advance(TimeSpan.FromSeconds(1));

        layout.WaitForAssertion(() => Assert.Contains("compose.yaml:", layout.Find("#announcer").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void APageThatFailsLeavesTheRestStandingAndCanBeTriedAgain()
    {
        var layout = Render<MainLayout>(p => p.Add(l => l.Body, builder => throw new InvalidOperationException("a fault")));

        Assert.Contains("This page failed", layout.Find("main").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("a fault", layout.Markup, StringComparison.Ordinal);
        Assert.Single(layout.FindAll("nav"));
    }

    private IRenderedComponent<MainLayout> Show() =>
        Render<MainLayout>(p => p.Add(l => l.Body, builder => builder.AddMarkupContent(0, "<h1>Page</h1>")));
}
