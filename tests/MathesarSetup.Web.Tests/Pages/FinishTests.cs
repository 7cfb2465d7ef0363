using Bunit;
using MathesarSetup.Catalogue;
using MathesarSetup.Web.Components.Pages;

namespace MathesarSetup.Web.Pages;

public sealed class FinishTests : WizardContext
{
    [Fact]
    public void TheFilesAreComparedThenWrittenThenTheStartIsShown()
    {
        var page = Render<FinishPage>();
        Assert.All(page.FindAll(".change"), row => Assert.Contains("new", row.TextContent, StringComparison.Ordinal));

        Write(page);

        page.WaitForAssertion(() => Assert.Contains($"cd {InstallDirectory} &amp;&amp; docker compose up -d", page.Markup, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Join(InstallDirectory, "compose.yaml")));
        Assert.Contains("Mathesar's telemetry is left off.", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Wizard.Setup.Answers.Get(SecretSettings.AdminPassword).Reveal(), page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereNoPasswordOpensAnythingNoneIsShown()
    {
        Wizard.Answer("sso.providers.hub.type", "github");
        Wizard.Answer("sso.providers.hub.client-id", "Iv1.0123");
        Wizard.Answer("sso.providers.hub.client-secret", "0123456789abcdef");
        Wizard.Answer("sso.required", "true");
        var page = Render<FinishPage>();

        Write(page);

        page.WaitForAssertion(() => Assert.Contains("logging in by password is switched off", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(SecretSettings.AdminPassword.Title, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorForbidsWritingAndLeadsToItsField()
    {
        Wizard.Answer("access.port", "99999");

        var page = Render<FinishPage>();

        Assert.Empty(page.FindAll(".change"));
        Assert.Equal("address#access-port", page.Find(".finding a").GetAttribute("href"));
    }

    [Fact]
    public void AFileEditedByHandStaysUnlessSomebodySaysOtherwise()
    {
        Wizard.Write();
        var compose = Path.Join(InstallDirectory, "compose.yaml");
        File.AppendAllText(compose, "# mine\n");
        Wizard.Answer("access.port", "8123");
        var page = Render<FinishPage>();
        Assert.Contains("edited by hand, and kept", page.WaitForElement(".is-merge").TextContent, StringComparison.Ordinal);

        Write(page);
        page.WaitForAssertion(() => Assert.Contains("The files are written", page.Markup, StringComparison.Ordinal));

        Assert.EndsWith("# mine\n", File.ReadAllText(compose), StringComparison.Ordinal);
        Assert.Contains("8123", File.ReadAllText(Path.Join(InstallDirectory, ".env"))
            + File.ReadAllText(Path.Join(InstallDirectory, "mathesar.yaml")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "restart: always")]
    [InlineData(1, "restart: unless-stopped")]
    [InlineData(2, "restart: on-failure")]
    public void WhereBothChangedAPlaceAPersonDecides(int choice, string expected)
    {
        Wizard.Write();
        var compose = Path.Join(InstallDirectory, "compose.yaml");
        var copy = Path.Join(InstallDirectory, ".mathesar-setup/generated/compose.yaml");
        // As if an older program had written something else, which a person then changed.
        File.WriteAllText(copy, File.ReadAllText(copy).Replace("restart: unless-stopped", "restart: \"no\"", StringComparison.Ordinal));
        File.WriteAllText(compose,
            File.ReadAllText(compose).Replace("restart: unless-stopped", "restart: always", StringComparison.Ordinal) + "# mine\n");
        Wizard.Answer("access.port", "8123");
        var page = Render<FinishPage>();
        Assert.Contains("services.db.restart", page.Find(".conflict legend").TextContent, StringComparison.Ordinal);
        Assert.Contains("restart: always", page.Find(".sides").TextContent, StringComparison.Ordinal);

        for (var conflict = 0; conflict < 2; conflict++)
        {
            var which = conflict;
            Act(page, () => page.FindAll(".conflict")[which].QuerySelectorAll("input")[choice].Change("on"));
            if (choice == 2)
            {
                Act(page, () => page.FindAll(".conflict")[which].QuerySelector("textarea")!.Change("    restart: on-failure\n"));
            }
        }

        Write(page);
        page.WaitForAssertion(() => Assert.Contains("The files are written", page.Markup, StringComparison.Ordinal));
        Assert.Equal(2, File.ReadAllText(compose).Split(expected).Length - 1);
        Assert.EndsWith("# mine\n", File.ReadAllText(compose), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfSomebodyElseIsReplacedOnlyWhenChosen()
    {
        Directory.CreateDirectory(InstallDirectory);
        var compose = Path.Join(InstallDirectory, "compose.yaml");
        File.WriteAllText(compose, "services: {}\n");
        var page = Render<FinishPage>();

        Act(page, () => page.FindAll(".is-foreign input")[1].Change("on"));
        Write(page);

        page.WaitForAssertion(() => Assert.Contains("The files are written", page.Markup, StringComparison.Ordinal));
        Assert.Contains("mathesar:", File.ReadAllText(compose), StringComparison.Ordinal);
    }

    [Fact]
    public void TheDifferenceShowsNoSecret()
    {
        Wizard.Write();
        var old = Wizard.Setup.Answers.Get(SecretSettings.AdminPassword).Reveal();
        Wizard.Answer("admin.password", "a new one that is long enough");
        var page = Render<FinishPage>();
        page.WaitForElement(".change button");

        for (var i = 0; i < page.FindAll(".change button").Count; i++)
        {
            var which = i;
            Act(page, () => page.FindAll(".change button")[which].Click());
        }

        Assert.NotEmpty(page.FindAll(".diff .is-new"));
        Assert.DoesNotContain(old, page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("a new one that is long enough", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCommandForAnotherMachineIsCopiedWithoutASecret()
    {
        var module = JSInterop.SetupModule("./js/setup.js");
        module.Mode = JSRuntimeMode.Loose;
        var copied = module.Setup<bool>("copy", _ => true).SetResult(true);

        var page = Render<FinishPage>();
        Act(page, () => page.FindAll("button").First(b => b.TextContent.Contains("One shell command", StringComparison.Ordinal)).Click());

        var command = Assert.IsType<string>(Assert.Single(copied.Invocations).Arguments[0]);
        Assert.StartsWith("sh -c ", command, StringComparison.Ordinal);
        Assert.DoesNotContain(Wizard.Setup.Draft.Texts["secrets.key"], command, StringComparison.Ordinal);
    }

    private static void Write(IRenderedComponent<FinishPage> page)
    {
        page.WaitForAssertion(() => Assert.Contains("Write the files", page.Markup, StringComparison.Ordinal));
        Act(page, () => page.FindAll("button").First(b => b.TextContent.Contains("Write the files", StringComparison.Ordinal)).Click());
    }
}
