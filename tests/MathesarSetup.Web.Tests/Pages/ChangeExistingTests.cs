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
        Assert.Null(Wizard.Imported);
        Assert.Empty(page.FindAll("#layout-in-place"));
        Assert.Contains("lies in no directory", page.Find(".layout-choice").TextContent, StringComparison.Ordinal);
        TakeOver(page);
        Assert.Contains("--user", page.Find(".unread").TextContent, StringComparison.Ordinal);
        Assert.Equal("8010", Wizard.Setup.Draft.Texts["access.port"]);
        Assert.DoesNotContain("0123456789012345678901234567890123", page.Markup.Replace(Run, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Wizard.Undo();
        Assert.NotEqual("8010", Wizard.Setup.Draft.Texts.GetValueOrDefault("access.port"));
        Assert.Null(Wizard.Imported);
        Wizard.Redo();
        Assert.NotNull(Wizard.Imported);
    }

    [Fact]
    public void AnInstallationThatLiesHereStaysAsItIsAndAChangedAnswerChangesItsLine()
    {
        var compose = Lay();
        var start = Start();
        Press(start, "Read them");
        TakeOver(start);

        Assert.DoesNotContain(Wizard.Setup.Files, static f => f.Path is "README.md" or ".gitignore" or ".env");
        Assert.True(Wizard.Write().Succeeded);
        Assert.Equal(Own, File.ReadAllText(compose));

        Wizard.Answer("access.port", "8011");

        Assert.Equal([13], Wizard.Traces["compose.yaml"].SinceStart);
        Assert.True(Wizard.Write().Succeeded);
        Assert.Equal(Own.Replace("8010", "8011", StringComparison.Ordinal), File.ReadAllText(compose));
        Assert.Equal(["compose.yaml", "mathesar.schema.json", "mathesar.secrets.yaml", "mathesar.yaml"],
            Directory.EnumerateFiles(InstallDirectory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatWasReadStandsInATableWithItsPlaceAndEverySecretAsDots()
    {
        Lay();
        var page = Start();
        Press(page, "Read them");
        page.WaitForState(() => page.FindAll(".read-table").Count == 1, s_patience);

        Assert.Contains("compose.yaml:14", Row(page, "access.port"), StringComparison.Ordinal);
        Assert.Contains("8010", Row(page, "access.port"), StringComparison.Ordinal);
        Assert.Contains("••••", Row(page, "secrets.key"), StringComparison.Ordinal);
        Assert.Contains("compose.yaml:9", Row(page, "secrets.key"), StringComparison.Ordinal);
        Assert.Contains("labels", page.Find(".read-kept").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789012345678901234567890123", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("install.layout", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesThatAreLaidOutAnewAskForATickForWhatNoAnswerExplains()
    {
        var compose = Lay();
        var page = Start();
        Press(page, "Read them");
        page.WaitForState(() => page.FindAll("#layout-anew").Count == 1, s_patience);
        Act(page, () => page.Find("#layout-anew").Change(true));
        Assert.Contains("volumes.db", page.Find(".layout-differences").TextContent, StringComparison.Ordinal);
        Assert.True(page.FindAll("button").Single(b => b.TextContent.Contains("Take it over", StringComparison.Ordinal)).HasAttribute("disabled"));

        page.FindAll(".differences input").ToList().ForEach(tick => Act(page, () => tick.Change(true)));
        TakeOver(page);

        var finish = Render<FinishPage>();
        finish.WaitForState(() => finish.FindAll(".change").Count > 0);
        Assert.Empty(finish.FindAll("#decisions-title"));
        Assert.Contains("changes",
            finish.FindAll(".change").Single(c => c.TextContent.Contains("compose.yaml", StringComparison.Ordinal)).TextContent,
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
        TakeOver(page);
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
    public void WhatItsFilesDoNotHoldIsAskedForAndTakenOverWithTheRest()
    {
        var page = Start();
        page.Find("#change-paste").Change(Run.Replace("pg:/var/lib/postgresql", "pg:/data -e POSTGRES_HOST=db.example.com -e POSTGRES_PASSWORD=$PW",
            StringComparison.Ordinal));
        Read(page);
        page.WaitForAssertion(() => Assert.Equal("password", page.Find("#database-password").GetAttribute("type")), s_patience);
        Assert.True(page.FindAll("button").Single(b => b.TextContent.Contains("Take it over", StringComparison.Ordinal)).HasAttribute("disabled"));
        Assert.DoesNotContain(page.FindAll("button"), static b => b.TextContent.Contains("Generate", StringComparison.Ordinal));
        page.Find("#database-password").Input("the one that the shell has");
        Act(page, () => page.Find(".unknown-answers").Submit());
        page.WaitForState(() => page.FindAll(".unknown-answers").Count == 0, s_patience);
        TakeOver(page);
        Assert.Equal("the one that the shell has", Wizard.Setup.Draft.Texts["database.password"]);
        Assert.DoesNotContain("the one that the shell has", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereSeveralServicesRunMathesarItIsAskedWhichOneIsMeant()
    {
        File.WriteAllText(Lay(),
            Own.Replace("volumes: {pg: }", "  trial:\n    image: mathesar/mathesar:0.10.1\n    ports: [8020:8000]\nvolumes: {pg: }",
                StringComparison.Ordinal));
        var page = Start();
        page.Find("#change-place").Change(InstallDirectory);
        Read(page);
        page.WaitForState(() => page.FindAll("#read-service").Count == 1, s_patience);
        Act(page, () => page.Find("#read-service").Change("tables"));
        Act(page, () => page.Find("#read-service").Closest("form")!.Submit());
        page.WaitForState(() => page.FindAll(".read-table").Count == 1, s_patience);

        Assert.Contains("8010", Row(page, "access.port"), StringComparison.Ordinal);
        TakeOver(page);
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
        File.AppendAllText(Path.Join(InstallDirectory, "compose.yaml"), "# Noor\n");
        page.FindAll("button").Single(b => b.TextContent.Contains("Put these files back", StringComparison.Ordinal)).Click();
        Assert.Contains("compose.yaml", page.Find(".restoring").TextContent, StringComparison.Ordinal);
        Assert.Contains("Edited by hand since", page.Find(".restoring").TextContent, StringComparison.Ordinal);
        Assert.Contains("port: 9000", File.ReadAllText(Path.Join(InstallDirectory, "mathesar.yaml")), StringComparison.Ordinal);

        page.FindAll("button").Single(b => b.TextContent.Contains("Put version 1 back", StringComparison.Ordinal)).Click();
        Assert.Equal("8000", Wizard.Setup.Draft.Texts["access.port"]);
        Assert.Contains("port: 8000", File.ReadAllText(Path.Join(InstallDirectory, "mathesar.yaml")), StringComparison.Ordinal);
        Assert.Contains("The files are as in version 1", page.Find(".restored").TextContent, StringComparison.Ordinal);

        page.FindAll("button").Single(b => b.TextContent.Contains("Undo", StringComparison.Ordinal)).Click();
        Assert.Equal("9000", Wizard.Setup.Draft.Texts["access.port"]);
        Assert.EndsWith("# Noor\n", File.ReadAllText(Path.Join(InstallDirectory, "compose.yaml")), StringComparison.Ordinal);
    }

    // What is found is drawn later, and would take the handlers of what a test just looked up.
    private IRenderedComponent<ChangeExisting> Start()
    {
        var page = Render<ChangeExisting>();
        page.WaitForState(() => page.Find("section").GetAttribute("aria-busy") == "false", s_patience);
        return page;
    }

    private const string Own = """
        # The office's tables.
        x-log: &log
          driver: syslog

        services:
          tables:
            image: mathesar/mathesar:0.9.0
            environment:
              SECRET_KEY: 0123456789012345678901234567890123
            volumes: [pg:/var/lib/postgresql]
            logging: *log
            labels: [backup=daily]
            ports:
              - "8010:8000"  # 8000 is the printer's
        volumes: {pg: }

        """;

    private string Lay()
    {
        Directory.CreateDirectory(InstallDirectory);
        var compose = Path.Join(InstallDirectory, "compose.yaml");
        File.WriteAllText(compose, Own);
        return compose;
    }

    private static string Row(IRenderedComponent<ChangeExisting> page, string key) =>
        page.FindAll(".read-table tbody tr").Single(r => r.TextContent.Contains(key, StringComparison.Ordinal)).TextContent;

    private void TakeOver(IRenderedComponent<ChangeExisting> page)
    {
        page.WaitForState(() => page.FindAll("button:not([disabled])").Any(b => b.TextContent.Contains("Take it over", StringComparison.Ordinal)),
            s_patience);
        Press(page, "Take it over");
        page.WaitForAssertion(() => Assert.NotNull(Wizard.Imported), s_patience);
    }

    private static void Read(IRenderedComponent<ChangeExisting> page) => Press(page, "Read it");

    private static void Press(IRenderedComponent<ChangeExisting> page, string words) =>
        Act(page, () => page.FindAll("button").Single(b => b.TextContent.Contains(words, StringComparison.Ordinal)).Click());
}
