using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>Nothing that was said is lost: not by going back, reloading, losing the connection, or changing one's mind.</summary>
public sealed class KeepingTests(BrowserUnderTest browser)
{
    [Fact]
    public async Task The_browsers_own_back_and_forward_move_between_steps_and_lose_nothing()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.Button("Choose everything").ClickAsync();
        await wizard.ExpectTitleAsync("How should Mathesar run?");
        await wizard.Page.Locator("footer .go-on").ClickAsync();
        await wizard.ExpectTitleAsync("How will people open it?");
        await wizard.Field("access.port").FillAsync("8123");
        await wizard.Page.Locator("footer .go-on").ClickAsync();
        await wizard.ExpectTitleAsync("Where should Mathesar keep its records?");
        await wizard.Page.GoBackAsync();
        await Expect(wizard.Field("access.port")).ToHaveValueAsync("8123");
        await wizard.Page.GoForwardAsync();
        await wizard.ExpectTitleAsync("Where should Mathesar keep its records?");
    }

    [Fact]
    public async Task A_reload_in_the_middle_loses_nothing_not_even_a_half_typed_value()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("address");
        await wizard.Field("access.url").FillAsync("https:/tables.exa");
        await Expect(wizard.Page.Locator("[data-setting='access.url'] .finding")).ToBeVisibleAsync();
        await wizard.Page.ReloadAsync();
        await wizard.ReadyAsync();
        await Expect(wizard.Field("access.url")).ToHaveValueAsync("https:/tables.exa");
        await Expect(wizard.Page.Locator("[data-setting='access.url'] .finding")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_dropped_connection_is_said_and_heals_without_losing_anything()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        var line = await CuttableLine.LayAsync(wizard.Page);
        await wizard.GoAsync("address");
        await wizard.Field("access.port").FillAsync("8123");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToBeVisibleAsync();
        await line.CutAsync();
        await Expect(wizard.Page.GetByText("The connection was lost. Trying again")).ToBeVisibleAsync();
        await Expect(wizard.Page.GetByText("Everything is kept.")).ToBeHiddenAsync();
        await Expect(wizard.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        line.Mend();
        await Expect(wizard.Page.Locator(".lost")).ToBeHiddenAsync();
        await Expect(wizard.Page.GetByText("Everything is kept.")).ToBeVisibleAsync();
        await Expect(wizard.Field("access.port")).ToHaveValueAsync("8123");
        await wizard.Field("access.port").FillAsync("8124");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToContainTextAsync("was 8000");
    }

    [Fact]
    public async Task What_is_typed_and_chosen_while_the_connection_is_gone_counts_once_it_is_back()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        var line = await CuttableLine.LayAsync(wizard.Page);
        await wizard.GoAsync("address");
        await line.CutAsync();
        await Expect(wizard.Page.Locator(".lost")).ToBeVisibleAsync();
        await wizard.Field("access.port").FillAsync("");
        await wizard.Field("access.port").PressSequentiallyAsync("8123");
        await wizard.ChooseAsync("My network");
        await wizard.Link("Secrets").First.ClickAsync();
        await Expect(wizard.Page.GetByText("Buttons work again when the connection is back.")).ToBeVisibleAsync();
        await wizard.ExpectTitleAsync("How will people open it?");
        line.Mend();
        await Expect(wizard.Page.Locator(".lost")).ToBeHiddenAsync();
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToBeVisibleAsync();
        await Expect(wizard.Page.Locator(".audience .is-chosen")).ToContainTextAsync("My network");
        await wizard.Page.ReloadAsync();
        await wizard.ReadyAsync();
        await Expect(wizard.Field("access.port")).ToHaveValueAsync("8123");
        await Expect(wizard.Page.Locator("#audience-network")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_tab_of_a_program_that_was_started_anew_says_within_seconds_that_it_needs_the_new_link()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("address");
        await wizard.Field("access.port").FillAsync("8123");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToBeVisibleAsync();
        // A draft is written a moment after the last change.
        await wizard.Page.WaitForTimeoutAsync(1000);
        var link = await wizard.KillAsync();
        await Expect(wizard.Page.GetByText("The program was started anew.")).ToBeVisibleAsync();
        await wizard.Field("access.port").FocusAsync();
        await wizard.Page.Keyboard.TypeAsync("9");
        await Expect(wizard.Field("access.port")).ToHaveValueAsync("8123");

        // The new link in another tab lets this one in too.
        var other = await wizard.Context.NewPageAsync();
        await other.GotoAsync(link!.ToString());
        await other.Locator("main h1").WaitForAsync();
        await Expect(wizard.Page.Locator(".lost")).ToBeHiddenAsync();
        await Expect(wizard.Field("access.port")).ToHaveValueAsync("8123");
    }

    [Fact]
    public async Task Who_types_is_told_what_another_window_made_of_the_field_and_can_take_it()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("address");
        var other = await wizard.NewTabAsync("address");
        await wizard.Field("access.port").FillAsync("8123");
        await Expect(other.Locator("#access-port")).ToHaveValueAsync("8123");
        await other.Locator("#access-port").FillAsync("8124");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .elsewhere")).ToContainTextAsync("Changed in another window to 8124");
        await Expect(wizard.Field("access.port")).ToHaveValueAsync("8123");
        await wizard.Page.GetByRole(AriaRole.Button, new() { Name = "take it" }).ClickAsync();
        await Expect(wizard.Field("access.port")).ToHaveValueAsync("8124");
        await Expect(wizard.Page.Locator(".elsewhere")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_beside_its_field_and_breaks_nothing()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(d => d.open = true)");
        var field = wizard.Page.Locator("main textarea").First;
        await field.FillAsync("kept");
        await field.FillAsync(new string('x', 1_200_000));
        await Expect(wizard.Page.Locator("main .too-long")).ToContainTextAsync("1.2 MB");
        await Expect(field).ToHaveValueAsync("kept");
        await field.FillAsync("shorter");
        await Expect(wizard.Page.Locator("main .too-long")).ToHaveCountAsync(0);
        await Expect(wizard.Page.Locator(".lost")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Undo_and_redo_work_by_keys_outside_of_fields_and_by_buttons()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.host").FillAsync("db.example.com");
        await wizard.Page.Locator("main h1").ClickAsync();
        await wizard.Page.Keyboard.PressAsync("Control+z");
        await Expect(wizard.Field("database.host")).ToHaveValueAsync("");
        await wizard.Page.Keyboard.PressAsync("Control+z");
        await Expect(wizard.Page.GetByLabel("Run PostgreSQL for me")).ToBeCheckedAsync();
        await wizard.Page.Keyboard.PressAsync("Control+Shift+z");
        await Expect(wizard.Page.GetByLabel("Use my own server")).ToBeCheckedAsync();
        await wizard.Button("Redo").ClickAsync();
        await Expect(wizard.Field("database.host")).ToHaveValueAsync("db.example.com");
    }

    [Fact]
    public async Task Two_tabs_share_one_draft()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("address");
        var other = await wizard.NewTabAsync("address");
        await wizard.Field("access.port").FillAsync("8123");
        await Expect(other.Locator("#access-port")).ToHaveValueAsync("8123");
    }

    [Fact]
    public async Task A_finding_is_shown_while_typing_and_its_button_mends_it()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.host").PressSequentiallyAsync("localhost");
        var finding = wizard.Page.Locator("[data-setting='database.host'] .finding.is-error");
        await Expect(finding).ToBeVisibleAsync();
        await finding.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(wizard.Field("database.host")).ToHaveValueAsync("host.docker.internal");
        await Expect(finding).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_preview_follows_each_key_and_marks_what_changed()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("address");
        await wizard.PreviewAsync("compose.yaml");
        await wizard.Field("access.port").FillAsync("8123");
        await Expect(wizard.Page.Locator("#file-panel .line.changed")).Not.ToHaveCountAsync(0);
        await Expect(wizard.Page.Locator("#file-panel")).ToContainTextAsync("127.0.0.1:8123:8000");
        await Expect(wizard.Page.Locator(".file-tabs .count").First).ToBeVisibleAsync();
    }
}
