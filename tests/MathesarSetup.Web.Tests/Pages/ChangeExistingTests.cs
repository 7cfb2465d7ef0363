using Bunit;
using MathesarSetup.Catalogue;
using MathesarSetup.Web.Components.Pages;

namespace MathesarSetup.Web.Pages;

public sealed class ChangeExistingTests : WizardContext
{
    private const string Run = "docker run -d --name tables -p 8010:8000 --user 1000 -e SECRET_KEY=0123456789012345678901234567890123 -v "
        + "pg:/var/lib/postgresql mathesar/mathesar:0.11.0";

    // Reading happens on another thread, which a busy machine lets wait.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void APastedCommandBecomesAnswersAndUndoTakesThemBack()
    {
        var page = Start();
        page.Find("#change-paste").Change(Run);
        Read(page);
        page.WaitForAssertion(() => Assert.Contains("Mathesar 0.11.0", page.Find(".read").TextContent, StringComparison.Ordinal), s_patience);
        Assert.Contains("--user 1000", page.Find(".unread").TextContent, StringComparison.Ordinal);
        Assert.Equal("8010", Wizard.Setup.Draft.Texts["access.port"]);
        Assert.DoesNotContain("0123456789012345678901234567890123", page.Markup.Replace(Run, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Wizard.Undo();
        Assert.NotEqual("8010", Wizard.Setup.Draft.Texts.GetValueOrDefault("access.port"));
        Assert.Null(Wizard.Imported);
        Wizard.Redo();
        Assert.NotNull(Wizard.Imported);
    }

    [Fact]
    public void AnInstallationThatLiesHereMakesRoomWithoutBeingAskedAbout()
    {
        Directory.CreateDirectory(InstallDirectory);
        var compose = Path.Join(InstallDirectory, "compose.yaml");
        File.WriteAllText(compose,
            "services:\n  tables:\n    image: mathesar/mathesar:0.9.0\n    environment:\n      SECRET_KEY: 0123456789012345678901234567890123\n"
                + "    volumes: [pg:/var/lib/postgresql]\n    ports: ['8010:8000']\nvolumes: {pg: }\n");
        var start = Start();
        Press(start, "Found here");
        start.WaitForAssertion(() => Assert.NotNull(Wizard.Imported), s_patience);

        var page = Render<FinishPage>();
        Assert.Empty(page.FindAll("#decisions-title"));
        Assert.Contains("changes", page.FindAll(".change").Single(c => c.TextContent.Contains("compose.yaml", StringComparison.Ordinal)).TextContent,
            StringComparison.Ordinal);

        Assert.True(Wizard.Write().Succeeded);
        Assert.Contains("# Mathesar 0.9.0", File.ReadAllText(compose), StringComparison.Ordinal);
        Assert.Contains("8010:8000", File.ReadAllText(compose), StringComparison.Ordinal);
    }

    [Fact]
    public void ChangesAndTheirCostCountFromWhatWasRead()
    {
        var page = Start();
        page.Find("#change-paste").Change(Run);
        Read(page);
        page.WaitForAssertion(() => Assert.NotNull(Wizard.Imported), s_patience);
        Assert.Empty(Wizard.Traces);
        Assert.Empty(Field(AccessSettings.Port).FindAll(".field-changed"));
        Assert.DoesNotContain(Wizard.Setup.Findings, f => f.Code.StartsWith("change.", StringComparison.Ordinal));

        Wizard.Answer("access.port", "8011");
        Wizard.Answer("secrets.key", "another-key-of-thirty-two-letters-or-more");

        var field = Field(AccessSettings.Port);
        Assert.Contains("was 8010", field.Find(".field-changed").TextContent, StringComparison.Ordinal);
        Assert.Contains(Wizard.Setup.Findings, f => f.Code == "change.secret-key");
        field.Find(".field-changed button").Click();
        Assert.Equal("8010", Wizard.Setup.Draft.Texts["access.port"]);
        Wizard.Undo();
        Wizard.Undo();
        Wizard.Undo();
        Wizard.Undo();
        Assert.DoesNotContain(Wizard.Setup.Findings, f => f.Code.StartsWith("change.", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIsNoInstallationChangesNothing()
    {
        var page = Start();
        page.Find("#change-paste").Change("services:\n  web:\n    image: nginx:1\n");
        var before = Wizard.Setup.Draft;
        Read(page);
        page.WaitForAssertion(() => Assert.Equal("import.not-mathesar", page.Find(".read .finding").GetAttribute("data-code")), s_patience);
        Assert.Same(before, Wizard.Setup.Draft);
    }

    [Fact]
    public void AVersionIsShownAndPutBack()
    {
        Wizard.Write();
        Wizard.Answer("access.port", "9000");
        Wizard.Write();
        var page = Render<VersionList>();
        page.FindAll(".change button")[1].Click();
        Assert.Contains("+  port: 8000", page.Find(".diff").TextContent, StringComparison.Ordinal);
        page.FindAll("button").Single(b => b.TextContent.Contains("Put these files back", StringComparison.Ordinal)).Click();
        Assert.Equal("8000", Wizard.Setup.Draft.Texts["access.port"]);
        Assert.Contains("port: 8000", File.ReadAllText(Path.Join(InstallDirectory, "mathesar.yaml")), StringComparison.Ordinal);
    }

    // What is found is drawn later, and would take the handlers of what a test just looked up.
    private IRenderedComponent<ChangeExisting> Start()
    {
        var page = Render<ChangeExisting>();
        page.WaitForState(() => page.Find("section").GetAttribute("aria-busy") == "false", s_patience);
        return page;
    }

    private static void Read(IRenderedComponent<ChangeExisting> page) => Press(page, "Read it");

    private static void Press(IRenderedComponent<ChangeExisting> page, string words) =>
        Act(page, () => page.FindAll("button").Single(b => b.TextContent.Contains(words, StringComparison.Ordinal)).Click());
}
