using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests.Journeys;

/// <summary>The ways in: by the code of a first boot, and again after the line was lost or the program was started anew.</summary>
public sealed partial class ComingInTests(BrowserUnderTest browser)
{
    [Fact]
    public async Task A_lost_line_is_a_quiet_line_and_a_program_that_was_started_anew_says_within_seconds_that_its_link_is_needed()
    {
        await using var wizard = await Wizard.OpenAsync(browser, Journey.Width, Journey.Height, []);
        var line = await CuttableLine.LayAsync(wizard.Page);
        var journey = new Journey(wizard.Page);
        await wizard.GoAsync("address");
        await journey.ScrollToAsync(wizard.Field("access.port"));
        await line.CutAsync();
        var said = wizard.Page.Locator("#lost");
        await Expect(said).ToContainTextAsync("The connection was lost.");
        await journey.SeesAsync(said);
        await Expect(wizard.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.InRange(await said.EvaluateAsync<double>("e => e.getBoundingClientRect().height"), 1, 80);
        // Nothing lies over what is asked.
        await journey.TypeAsync(wizard.Field("access.port"), "8123");
        line.Mend();
        await Expect(said).ToBeHiddenAsync();
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToBeVisibleAsync();

        // A draft is written a moment after the last change.
        await wizard.Page.WaitForTimeoutAsync(1000);
        var link = await wizard.KillAsync();
        await Expect(said.GetByText("The program was started anew.")).ToBeVisibleAsync();
        await journey.SeesAsync(said);
        var other = await wizard.Context.NewPageAsync();
        await other.GotoAsync(link!.ToString());
        await other.Locator("main h1").WaitForAsync();
        await Expect(said).ToBeHiddenAsync();
        await Expect(wizard.Field("access.port")).ToHaveValueAsync("8123");
        journey.Costs(clicks: 0, inputs: 1, scrolls: 1);
    }

    [Fact]
    public async Task The_code_of_a_first_boot_lets_a_phone_in_and_the_address_begins_with_the_one_on_which_it_was_opened()
    {
        using var home = new TemporaryDirectory();
        using var process = await WizardProcess.ServeAsync(
            WizardProcess.Program, home.Path, "--dir", home.At("mathesar"), "--first-boot", "--listen", "0.0.0.0");
        await using var context = await browser.Browser.NewContextAsync(
            new() { ViewportSize = new() { Width = 390, Height = 844 }, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(Wizard.Patience);
        var page = await context.NewPageAsync();
        var journey = new Journey(page);
        await page.GotoAsync(new Uri(process.Link, "/").ToString());

        var code = page.GetByLabel("The 8 letters on the screen of the machine");
        await journey.TypeAsync(code, "AAAA-AAAA");
        await journey.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Enter", Exact = true }));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("These are not the letters");
        await Expect(code).ToHaveAttributeAsync("aria-describedby", "code-wrong");
        await Expect(code).ToBeFocusedAsync();
        await journey.SeesAsync(page.GetByRole(AriaRole.Alert));
        await journey.SeesAsync(code);

        // After a wrong one the next is looked at only when a second has gone.
        await page.WaitForTimeoutAsync(1500);
        await journey.TypeAsync(code, Code().Match(process.Output).Value.ToLowerInvariant());
        await journey.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Enter", Exact = true }));
        await journey.SeesTitleAsync("Set up Mathesar");
        await journey.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Go on" }));
        await journey.SeesTitleAsync("This is what will run");
        await Expect(page.Locator("main .lead")).ToContainTextAsync($"http://{process.Link.Host}:8000");
        await journey.SeesAsync(page.Locator("main .lead"));
        journey.Costs(clicks: 3, inputs: 2);
    }

    [GeneratedRegex("[A-HJKMNP-Z]{4}-[A-HJKMNP-Z]{4}")]
    private static partial Regex Code();
}
