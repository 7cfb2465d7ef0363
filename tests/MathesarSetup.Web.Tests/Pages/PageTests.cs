using Bunit;
using MathesarSetup.Web.Components.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace MathesarSetup.Web.Pages;

public sealed class PageTests : WizardContext
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void TheStartSaysWhatWasFoundAndLeadsToTheReviewInOneClick()
    {
        var page = Render<StartPage>();
        Assert.Contains("new", page.Find(".facts").TextContent, StringComparison.Ordinal);

        Act(page, () => page.Find(".way.is-main").Click());

        Assert.EndsWith("/review", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void TheStartLeadsToTheFirstStep()
    {
        var page = Render<StartPage>();
        Act(page, () => page.FindAll(".way")[1].Click());

        Assert.EndsWith("/runs-on", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void WhoeverHasAnswersGoesOnWithThem()
    {
        Wizard.Answer("admin.username", "grace");

        var page = Render<StartPage>();
        Act(page, () => page.Find(".way.is-main").Click());

        Assert.EndsWith("/review", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("grace", Wizard.Setup.Draft.Texts["admin.username"]);
    }

    [Fact]
    public void TheRecommendedSettingsTakeThePlaceOfAnswersAndThatCanBeUndone()
    {
        Wizard.Answer("admin.username", "grace");

        var page = Render<StartPage>();
        Act(page, () => page.FindAll(".way")[1].Click());

        Assert.EndsWith("/review", Navigation.Uri, StringComparison.Ordinal);
        Assert.DoesNotContain("admin.username", Wizard.Setup.Draft.Texts.Keys);
        Wizard.Undo();

        Assert.Equal("grace", Wizard.Setup.Draft.Texts["admin.username"]);
    }

    [Fact]
    public void EveryStepAsksItsQuestionInOneHeading()
    {
        Assert.Equal("How should Mathesar run?", Assert.Single(Render<RunsOnPage>().FindAll("h1")).TextContent);
        Assert.Equal("How will people open it?", Assert.Single(Render<AddressPage>().FindAll("h1")).TextContent);
        Assert.Equal("Where should Mathesar keep its records?", Assert.Single(Render<DatabasePage>().FindAll("h1")).TextContent);
        Assert.Equal("Who is the first administrator?", Assert.Single(Render<SecretsPage>().FindAll("h1")).TextContent);
        Assert.Equal("Anything else?", Assert.Single(Render<OptionalPage>().FindAll("h1")).TextContent);
        Assert.Single(Render<ReviewPage>().FindAll("h1"));
        Assert.Single(Render<FinishPage>().FindAll("h1"));
        Assert.Single(Render<NotFoundPage>().FindAll("h1"));
    }

    [Fact]
    public void ChoosingTheInternetAsksAboutTheProxy()
    {
        var page = Render<AddressPage>();
        Assert.Empty(page.FindAll("#section-proxy"));

        page.Find("#audience-internet").Change("on");

        Assert.Single(page.FindAll("#section-proxy"));
        Assert.Equal(["caddy", "nginx", "traefik", "external"],
            page.FindAll("#section-proxy input[type=radio]").Select(i => i.GetAttribute("value")));
    }

    [Fact]
    public void TheDatabasePageAsksForAServerOnlyWhenItIsNeeded()
    {
        var page = Render<DatabasePage>();
        Assert.Empty(page.FindAll("#database-url"));

        page.Find("input[value=existing]").Change("on");

        Assert.Single(page.FindAll("#database-url"));
        Assert.Single(page.FindAll("#database-host"));
    }

    [Fact]
    public void WhatAnEmptyFieldNeedsIsSaidCalmlyUntilSomebodyLeavesIt()
    {
        Wizard.Answer("database.mode", "existing");
        var page = Render<DatabasePage>();
        Assert.Single(page.FindAll("#database-host-findings .finding.is-note"));
        Assert.Null(page.Find("#database-host").GetAttribute("aria-invalid"));

        page.Find("#database-host").Blur();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("#database-host-findings .finding.is-error")));
        Assert.Equal("true", page.Find("#database-host").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void TheReviewCallsWhatIsMissingAnError()
    {
        Wizard.Answer("database.mode", "existing");

        Assert.Single(Render<ReviewPage>().FindAll(".finding.is-error"));
        Assert.Single(Render<DatabasePage>().FindAll("#database-host-findings .finding.is-error"));
    }

    [Fact]
    public void TheReviewDrawsThePictureAndSaysItInWords()
    {
        var page = Render<ReviewPage>();

        Assert.Single(page.FindAll("figure [role=img][aria-label]"));
        Assert.Contains("Mathesar talks to PostgreSQL.", page.Find("figcaption").TextContent, StringComparison.Ordinal);
        Assert.Contains("Mathesar can be reached from this machine alone, at 127.0.0.1:8000.", page.Find("figcaption").TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public void AnOpenPortIsRed()
    {
        Wizard.Answer("access.bind", "0.0.0.0");

        Assert.NotEmpty(Render<ReviewPage>().FindAll(".port.is-open"));
    }

    [Fact]
    public void TheReviewNamesEveryFileWithItsMode()
    {
        var rows = Render<ReviewPage>().FindAll(".file-list tbody tr");

        Assert.Equal(Wizard.Setup.Files.Length, rows.Count);
        Assert.Contains(rows,
            row => row.TextContent.Contains(".env", StringComparison.Ordinal) && row.TextContent.Contains("0600", StringComparison.Ordinal));
    }

    [Fact]
    public void TheReviewLeadsToWhatHasToBeMended()
    {
        Wizard.Answer("access.port", "99999");

        Assert.Contains(Render<ReviewPage>().FindAll(".finding a"), link => link.GetAttribute("href") == "address#access-port");
    }
}
