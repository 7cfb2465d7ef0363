using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests.Journeys;

/// <summary>The ways between answers: back, through the search, and to a provider of single sign-on.</summary>
public sealed class AnswersTests(BrowserUnderTest browser)
{
    [Fact]
    public async Task Undo_names_what_it_undid_and_leads_there()
    {
        await using var wizard = await OpenAsync();
        var journey = new Journey(wizard.Page);
        await journey.ClickAsync(wizard.Button("Choose everything"));
        await journey.SeesTitleAsync("How should Mathesar run?");
        await journey.ClickAsync(Rail(wizard, "Address"));
        await journey.SeesTitleAsync("How will people open it?");
        await journey.ScrollToAsync(wizard.Field("access.port"));
        await journey.TypeAsync(wizard.Field("access.port"), "8123");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToContainTextAsync("was 8000");
        await journey.ClickAsync(Rail(wizard, "Secrets"));
        await Expect(wizard.Page.Locator(".rail a[aria-current=step]")).ToContainTextAsync("Secrets");
        await journey.ClickAsync(wizard.Button("Undo"));
        await Expect(wizard.Page.Locator(".undo-line")).ToHaveTextAsync("Undone: Port 8123 \u2192 8000");
        await journey.SeesAsync(wizard.Page.Locator(".undo-line"));
        await wizard.ExpectTitleAsync("How will people open it?");
        await Expect(wizard.Field("access.port")).ToHaveValueAsync("8000");
        await journey.SeesAsync(wizard.Field("access.port"));
        journey.Costs(clicks: 4, inputs: 1, scrolls: 1);
    }

    [Fact]
    public async Task What_the_search_finds_has_the_focus_and_what_is_not_asked_now_is_answered_first_by_a_button()
    {
        await using var wizard = await OpenAsync();
        var journey = new Journey(wizard.Page);
        await SearchAsync(wizard, journey, "s3");
        await journey.ClickAsync(wizard.Page.Locator("#search-results [role=option]").First);
        await wizard.ExpectTitleAsync("Anything else?");
        var kind = wizard.Page.Locator("[data-setting='files.kind']");
        await Expect(kind.Locator(":focus")).ToHaveCountAsync(1);
        await journey.SeesAsync(kind.Locator(".choice:has(:focus)"));
        journey.Costs(clicks: 2, inputs: 1);

        await SearchAsync(wizard, journey, "bucket");
        await journey.ClickAsync(wizard.Page.Locator("#search-results [role=option]", new() { HasText = "not asked now" }).First);
        await Expect(wizard.Page.Locator("#search-unasked")).ToContainTextAsync("is asked once");
        await Expect(wizard.Button("Choose it and go there")).ToBeFocusedAsync();
        await journey.SeesAsync(wizard.Page.Locator("#search-unasked"));
        await journey.ClickAsync(wizard.Button("Choose it and go there"));
        await Expect(wizard.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(wizard.Field("files.bucket")).ToBeFocusedAsync();
        await journey.SeesAsync(wizard.Field("files.bucket"));
        journey.Costs(clicks: 5, inputs: 2);
    }

    [Fact]
    public async Task A_provider_for_single_sign_on_begins_with_the_callback_URL_and_the_focus_in_its_first_field()
    {
        await using var wizard = await OpenAsync();
        var journey = new Journey(wizard.Page);
        await journey.ClickAsync(wizard.Button("Choose everything"));
        await journey.SeesTitleAsync("How should Mathesar run?");
        await journey.ClickAsync(Rail(wizard, "Optional"));
        await journey.SeesTitleAsync("Anything else?");
        await journey.ClickAsync(wizard.Page.Locator("main summary", new() { HasText = "Single sign-on" }));
        await journey.ClickAsync(wizard.Button("Add a provider"));
        var card = wizard.Page.Locator("main .card").First;
        await Expect(card.Locator("input, select, textarea").First).ToBeFocusedAsync();
        await journey.SeesAsync(card.Locator(".choice").First);
        await Expect(card.Locator(".field-label").First).ToHaveTextAsync("Callback URL");
        await journey.SeesAsync(card.Locator(".field-label").First);
        journey.Costs(clicks: 4, inputs: 0);
    }

    private static async Task SearchAsync(Wizard wizard, Journey journey, string words)
    {
        await journey.ClickAsync(wizard.Button("Search settings"));
        await Expect(wizard.Page.Locator("#search-box")).ToBeFocusedAsync();
        await journey.TypeAsync(wizard.Page.Locator("#search-box"), words);
    }

    private static ILocator Rail(Wizard wizard, string step) => wizard.Page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = step });

    private Task<Wizard> OpenAsync() => Wizard.OpenAsync(browser, Journey.Width, Journey.Height, []);
}
