using Bunit;
using MathesarSetup.App.Importing;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Web.Components.Fields;
using MathesarSetup.Web.Components.Pages;
using MathesarSetup.Web.Components.Preview;

namespace MathesarSetup.Web.Pages;

/// <summary>The pages after an import whose files stay as their author wrote them.</summary>
public sealed class LayoutTests : WizardContext
{
    private const string Key = "0123456789012345678901234567890123";

    private const string Own = $$"""
        services:
          tables:
            image: mathesar/mathesar:0.9.0
            # The key that Anna made: {{Key}}
            environment:
              SECRET_KEY: {{Key}}
              WEB_CONCURRENCY: 3
            volumes: [pg:/var/lib/postgresql]
            logging: {driver: syslog}
            ports:
              - "8010:8000"
          second:
            image: nginx:1
        volumes: {pg: }

        """;

    private string Compose => Path.Join(InstallDirectory, "compose.prod.yaml");

    [Fact]
    public void ThePreviewShowsTheirFileWithTheChangedLineMarkedAndEverySecretAsDots()
    {
        Import();
        Wizard.Answer("access.port", "8011");
        var pane = Render<FilesPane>();

        Assert.Equal("""      - "8011:8000" """.TrimEnd(), pane.Find(".line.changed code").TextContent.TrimEnd('\n'));
        Assert.Contains("image: mathesar/mathesar:0.9.0", pane.Find(".code-lines").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, pane.Markup, StringComparison.Ordinal);
        Wizard.See("finish");
        var finish = Render<FinishPage>();
        finish.WaitForState(() => finish.FindAll(".change").Count > 0);
        Act(finish, () => finish.FindAll(".change").Single(c => c.TextContent.Contains("compose.prod.yaml", StringComparison.Ordinal))
            .QuerySelector("button")!.Click());
        Assert.Contains("8011:8000", finish.Find(".diff").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, finish.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void CommandsNameTheFilesThatComposeWouldNotFind()
    {
        Import();
        Assert.True(Wizard.Write().Succeeded);

        Assert.Contains("docker compose -f compose.prod.yaml up -d", Render<WrittenView>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void WhosTheFilesAreIsNoQuestionOnAnyPage()
    {
        Import();

        Assert.DoesNotContain("install-layout", Render<RunsOnPage>().Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(LayoutSettings.Layout.Title, Render<AnswerList>().Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretSettings.AdminName.Title, Render<AnswerList>().Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("sh -c", Render<TakeAwayView>().Markup, StringComparison.Ordinal);
        Assert.Contains("They stay as you wrote them", Render<ReviewPage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRecommendedSettingsLeaveTheFilesTheirAuthors()
    {
        Import();
        Wizard.StartOver();

        Assert.True(Wizard.IsInPlace);
        Assert.DoesNotContain(Wizard.Setup.Files, static f => f.Path is "compose.yaml");
    }

    [Fact]
    public void AnAnswerThatCannotBeBroughtInNamesThePartAndTheWayToItAndForbidsWriting()
    {
        Import();
        File.WriteAllText(Compose, Own);
        Wizard.Answer("target", "podman");

        var finish = Render<FinishPage>();
        Assert.Contains("layout.other-target", finish.FindAll(".finding").Select(static f => f.GetAttribute("data-code")));
        Assert.DoesNotContain(finish.FindAll("button"), static b => b.TextContent.Contains("Write the files", StringComparison.Ordinal));
        Assert.Equal("runs-on#target", finish.Find(".finding[data-code='layout.other-target'] a").GetAttribute("href"));
        Act(finish, () => finish.FindAll(".finding[data-code='layout.other-target'] button")
            .Single(static b => b.TextContent.Contains("Stay with", StringComparison.Ordinal)).Click());
        Assert.False(Wizard.Setup.IsBlocked, string.Join('\n', Wizard.Setup.Findings));
    }

    [Fact]
    public void WhatSomebodySetOtherwiseIsToldAtItsAnswerWithTheWayBack()
    {
        Import(Own.Replace("      WEB_CONCURRENCY: 3\n", "      WEB_CONCURRENCY: 3\n      ALLOWED_HOSTS: tables.example.org\n",
            StringComparison.Ordinal));
        Wizard.Answer("database.mode", "existing");
        Wizard.Answer("database.host", "db.example.org");

        Assert.All(Wizard.Setup.Findings.Where(static f => f.Code is "layout.yours" or "layout.not-reached"),
            static f => Assert.NotNull(f.Key));
    }

    [Fact]
    public void LaterTheFilesCanStillBeLaidOutAnewWithTheSameListAndUndone()
    {
        Import();
        Assert.True(Wizard.Write().Succeeded);
        Wizard.Answer("access.port", "8011");
        var page = Render<OwnFilesView>();
        page.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Contains("volumes.db", page.Find(".layout-differences").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("button.mud-button-root").HasAttribute("disabled"));

        foreach (var tick in Enumerable.Range(0, page.FindAll(".differences input").Count))
        {
            page.FindAll(".differences input")[tick].Change(true);
        }

        page.Find("button.mud-button-root").Click();
        Assert.False(Wizard.IsInPlace);
        Assert.Equal("8011", Wizard.Setup.Draft.Texts["access.port"]);
        Wizard.Undo();
        Assert.True(Wizard.IsInPlace);
        Wizard.Redo();
        Assert.True(Wizard.Write().Succeeded);
        Assert.False(File.Exists(Compose));
        Assert.Contains("8011:8000", File.ReadAllText(Path.Join(InstallDirectory, "compose.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void AnAnswerThatSomethingOfAPersonsOwnOverrulesForbidsWritingAndLeadsToItsQuestion()
    {
        Assert.True(Wizard.Write().Succeeded);
        File.WriteAllText(Path.Join(InstallDirectory, "compose.override.yaml"),
            "services:\n  mathesar:\n    environment:\n      WEB_CONCURRENCY: \"9\"\n");
        Wizard.Answer("tuning.workers", "7");

        var page = Render<FinishPage>();
        page.WaitForState(() => page.FindAll(".finding[data-code='difference.overruled']").Count > 0);
        var finding = page.Find(".finding[data-code='difference.overruled']");
        Assert.Contains("compose.override.yaml", finding.TextContent, StringComparison.Ordinal);
        Assert.Equal("optional#tuning-workers", finding.QuerySelector("a")!.GetAttribute("href"));
        Assert.DoesNotContain(page.FindAll("button"), static b => b.TextContent.Contains("Write the files", StringComparison.Ordinal));
        Assert.False(Wizard.Write().Succeeded);
    }

    private void Import(string own = Own)
    {
        Directory.CreateDirectory(InstallDirectory);
        File.WriteAllText(Compose, own);
        var found = InstallationImport.FromPlaceAsync(Compose, [], null, cancellation: Xunit.TestContext.Current.CancellationToken)
            .GetAwaiter().GetResult();
        Assert.True(found.CanStay(InstallDirectory), string.Join('\n', found.Reading.Findings));
        Wizard.Import(found.InPlace().Reading, isHere: true);
        Assert.False(Wizard.Setup.IsBlocked, string.Join('\n', Wizard.Setup.Findings));
    }
}
