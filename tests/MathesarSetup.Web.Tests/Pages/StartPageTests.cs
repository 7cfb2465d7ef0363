using Bunit;
using MathesarSetup.App.Opening;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Web.Components.Pages;

namespace MathesarSetup.Web.Pages;

public sealed class StartPageTests : WizardContext
{
    private const string Foreign = """
        services:
          tables:
            image: mathesar/mathesar:0.9.0
            environment:
              SECRET_KEY: 0123456789012345678901234567890123
            volumes: [pg:/var/lib/postgresql]
        volumes: {pg: }

        """;

    // Looking happens on another thread, which a busy machine lets wait.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void WhatIsWrittenHasAHomeThatNamesTheNextStepAndOffersNothingNew()
    {
        var page = Render<StartPage>();
        Assert.Equal("Set up Mathesar", page.Find("h1").TextContent);
        Assert.True(Wizard.Write().Succeeded);

        page.WaitForAssertion(() => Assert.Equal("This installation", page.Find("h1").TextContent), s_patience);
        Assert.DoesNotContain("Recommended settings", page.Markup, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("false", page.Find(".home-now").GetAttribute("aria-busy")), s_patience);
        Assert.Contains(page.FindAll(".facts dd"), static d => d.TextContent.Contains("Nothing was changed by hand", StringComparison.Ordinal));

        Wizard.Answer("access.port", "9000");
        page.WaitForAssertion(() => Assert.Contains("1 answer is drafted and not written: Port.", page.Markup, StringComparison.Ordinal), s_patience);
    }

    [Fact]
    public void SomebodyElsesFilesAreNamedAndReadingThemIsTheFirstThingToPress()
    {
        Lay(Foreign);
        var page = Render<StartPage>();
        Assert.Equal("Mathesar is here already", page.Find("h1").TextContent);
        Assert.Contains("Mathesar 0.9.0 with Docker Compose, in compose.yaml", page.Find(".lead").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Read them", page.FindAll("button")[0].TextContent.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("Recommended settings", page.Markup, StringComparison.Ordinal);

        Act(page, () => page.Find(".way.is-main").Click());
        page.WaitForAssertion(() => Assert.NotNull(page.Find(".read-table")), s_patience);
    }

    [Fact]
    public void ADirectoryThatCannotBeUsedIsToldBeforeAnythingIsAskedAndAnotherOneTakesTheAnswersAlong()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InstallDirectory)!);
        File.WriteAllText(InstallDirectory, "a file");
        Wizard.Answer("access.port", "9000");
        var page = Render<StartPage>();
        Assert.Equal("files.not-a-directory", page.Find(".finding").GetAttribute("data-code"));
        var field = page.Find(".finding .directory-chooser input");

        Act(page, () => field.Input(InstallDirectory + "-elsewhere"));
        Assert.Contains("It is new", page.Find(".finding .directory-chooser").TextContent, StringComparison.Ordinal);
        Act(page, () => page.Find(".finding .directory-chooser form").Submit());

        page.WaitForAssertion(() => Assert.Equal(InstallDirectory + "-elsewhere", Wizard.Directory), s_patience);
        Assert.Equal("9000", Wizard.Setup.Draft.Texts["access.port"]);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".finding")), s_patience);
    }

    [Fact]
    public void AChosenDirectoryTellsWhatItHoldsAsItIsTyped()
    {
        var page = Render<DirectoryChooser>();
        page.Find("input").Input("~");
        Assert.NotEmpty(page.Find("[role=status]").TextContent.Trim());
        page.Find("input").Input(InstallDirectory);
        Assert.Contains("open now", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        var elsewhere = Directory.CreateDirectory(InstallDirectory + "-foreign").FullName;
        File.WriteAllText(Path.Join(elsewhere, "compose.yaml"), Foreign);
        page.Find("input").Input(elsewhere);
        Assert.Contains("something else made", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        page.Find("input").Input("");
        page.Find("form").Submit();
        Assert.Contains("Type the path", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyPasteSaysSoBesideTheButtonAndTakesAnEarlierResultAway()
    {
        var page = Existing();
        page.Find("#change-paste").Change("services:\n  web:\n    image: nginx:1\n");
        Read(page);
        page.WaitForAssertion(() => Assert.NotNull(page.Find(".read .finding")), s_patience);
        page.Find("#change-paste").Change("");
        Read(page);
        Assert.Contains("Nothing was pasted or typed", page.Find("#read-problem").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".read"));
    }

    [Theory]
    [InlineData("services:\n  tables:\n    image: mathesar/mathesar:0.11.0\n    volumes: [pg:/var/lib/postgresql]\nvolumes: {pg: }\n")]
    [InlineData("docker run -d --name tables -p 8010:8000 -v pg:/var/lib/postgresql mathesar/mathesar:0.11.0")]
    public void AKeyThatATextDoesNotHoldIsAskedForAndNoFlagIsNamed(string text)
    {
        var page = Existing();
        page.Find("#change-paste").Change(text);
        Read(page);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#secrets-key")), s_patience);
        Assert.DoesNotContain("--", string.Concat(page.FindAll(".read .finding").Select(static f => f.TextContent)), StringComparison.Ordinal);
        page.Find("#secrets-key").Input("0123456789012345678901234567890123");
        Act(page, () => page.Find(".unknown-answers").Submit());
        page.WaitForState(() => page.FindAll(".unknown-answers").Count == 0, s_patience);
        Assert.Contains(page.FindAll("button:not([disabled])"), static b => b.TextContent.Contains("Take it over", StringComparison.Ordinal));
    }

    [Fact]
    public void ATextThatIsNothingIsToldWithoutAPlaceThatIsNone()
    {
        var page = Existing();
        page.Find("#change-paste").Change("hello");
        Read(page);
        page.WaitForAssertion(() => Assert.Contains("The text is neither a Compose file", page.Find(".read").TextContent, StringComparison.Ordinal),
            s_patience);
    }

    [Fact]
    public void ARunThatWasCutOffIsToldWithWhatBecameOfIt()
    {
        Wizard.TellSettled(new ApplyResult(ApplyOutcome.RolledBack, [], []));
        var page = Render<StartPage>();
        Assert.Contains("A run that was cut off was taken back", page.Find($"[data-code='{OpeningFinding.RunSettled.Code}']").TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public void LaterCommandsStandAloneAndAnUpdateNamesTheReleaseThatItBrings()
    {
        var page = Render<LaterCommands>();
        page.WaitForState(() => page.FindAll(".copy-line").Count > 0, s_patience);
        var commands = page.FindAll(".copy-box code").Select(static c => c.TextContent).ToArray();
        Assert.All(commands, command => Assert.StartsWith($"cd {InstallDirectory} && ", command, StringComparison.Ordinal));
        Assert.Contains(commands, static c => c.Contains("mathesar-setup generate --mathesar-version RELEASE && ", StringComparison.Ordinal));
    }

    private IRenderedComponent<ChangeExisting> Existing()
    {
        var page = Render<ChangeExisting>();
        page.WaitForState(() => page.Find("section").GetAttribute("aria-busy") == "false", s_patience);
        return page;
    }

    private static void Read(IRenderedComponent<ChangeExisting> page) =>
        Act(page, () => page.FindAll("button").Single(b => b.TextContent.Contains("Read it", StringComparison.Ordinal)).Click());

    private void Lay(string compose)
    {
        Directory.CreateDirectory(InstallDirectory);
        File.WriteAllText(Path.Join(InstallDirectory, "compose.yaml"), compose);
    }
}
