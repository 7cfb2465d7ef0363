using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>Everybody can use it: by keyboard alone, on a phone, with long words.</summary>
public sealed class ReachTests(BrowserUnderTest browser)
{
    [Fact]
    public async Task The_recommended_path_can_be_gone_by_keyboard_alone()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await TabToAsync(wizard, "Recommended settings");
        await wizard.Page.Keyboard.PressAsync("Enter");
        await ArriveAsync(wizard, "This is what will run");
        await TabToAsync(wizard, "Write the files, or take them to another machine");
        await wizard.Page.Keyboard.PressAsync("Enter");
        await ArriveAsync(wizard, "Install, or take the files");
        await TabToAsync(wizard, "Write the files");
        await wizard.Page.Keyboard.PressAsync("Enter");
        await wizard.ExpectTitleAsync("The files are written");
        Assert.True(File.Exists(Path.Join(wizard.Directory, "compose.yaml")));
    }

    [Fact]
    public async Task Whatever_has_the_focus_shows_it()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("address");
        for (var i = 0; i < 30; i++)
        {
            await wizard.Page.Keyboard.PressAsync("Tab");
            Assert.True(
                await wizard.Page.EvaluateAsync<bool>("() => { const e = document.activeElement; if (e === document.body) return true; "
                    + "const box = e.closest('.choice, .mud-switch') ?? e; return [e, box, ...(box.querySelectorAll('*'))].some(x => { const s = "
                    + "getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'; }); }"),
                await wizard.Page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 300)"));
        }
    }

    [Fact]
    public async Task A_slash_finds_a_setting_by_its_variable_and_leads_to_it()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("runs-on");
        await wizard.Page.Locator("main h1").ClickAsync();
        await wizard.Page.Keyboard.PressAsync("/");
        await Expect(wizard.Page.Locator("#search-box")).ToBeFocusedAsync();
        await wizard.Page.Keyboard.TypeAsync("ALLOWED_HOSTS");
        await Expect(wizard.Page.Locator("#search-results [role=option]")).ToHaveCountAsync(1);
        await wizard.Page.Keyboard.PressAsync("Enter");
        await Expect(wizard.Field("access.hosts")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Escape_closes_what_opened_last()
    {
        await using var wizard = await Wizard.OpenAsync(browser, width: 390);
        await wizard.GoAsync("address");
        await wizard.Page.Locator("footer .handle").ClickAsync();
        await Expect(wizard.Page.Locator("#files")).ToBeInViewportAsync();
        await wizard.Page.Keyboard.PressAsync("/");
        await Expect(wizard.Page.GetByRole(AriaRole.Dialog, new() { Name = "Search settings" })).ToBeVisibleAsync();
        await wizard.Page.Keyboard.PressAsync("Escape");
        await Expect(wizard.Page.GetByRole(AriaRole.Dialog, new() { Name = "Search settings" })).ToBeHiddenAsync();
        await wizard.Page.Keyboard.PressAsync("Escape");
        await Expect(wizard.Page.Locator("footer .handle")).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task The_drawer_of_files_opens_and_closes_by_its_handle()
    {
        await using var wizard = await Wizard.OpenAsync(browser, width: 390);
        await wizard.GoAsync("address");
        await Expect(wizard.Page.Locator("#files")).Not.ToBeInViewportAsync();
        await wizard.Page.Locator("footer .handle").ClickAsync();
        await Expect(wizard.Page.Locator("#files")).ToBeInViewportAsync();
        await Expect(wizard.Page.Locator("#file-panel")).ToContainTextAsync("services:");
        await wizard.Page.Locator("footer .handle").ClickAsync();
        await Expect(wizard.Page.Locator("#files")).Not.ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_new_page_begins_at_its_top_and_the_next_Tab_reaches_its_first_control()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("review");
        // It is drawn in several strokes, and may not be as long at first.
        await wizard.Page.WaitForFunctionAsync("main => { main.scrollTo(0, 300); return main.scrollTop === 300; }",
            await wizard.Page.QuerySelectorAsync("main"));
        await wizard.Page.Locator("footer .go-back").ClickAsync();
        await wizard.ExpectTitleAsync("Anything else?");
        await Expect(wizard.Page.Locator("main")).ToBeFocusedAsync();
        Assert.Equal(0, await wizard.Page.Locator("main").EvaluateAsync<int>("main => main.scrollTop"));
        await wizard.Page.Keyboard.PressAsync("Tab");
        await Expect(wizard.Page.Locator("main details.group > summary").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_skip_link_moves_the_focus_so_that_the_next_Tab_is_the_pages_first_control()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("optional");
        await wizard.Page.Keyboard.PressAsync("Tab");
        await Expect(wizard.Page.Locator("a.skip")).ToBeFocusedAsync();
        await wizard.Page.Keyboard.PressAsync("Enter");
        await Expect(wizard.Page.Locator("main")).ToBeFocusedAsync();
        await wizard.Page.Keyboard.PressAsync("Tab");
        await Expect(wizard.Page.Locator("main details.group > summary").First).ToBeFocusedAsync();
        Assert.EndsWith("/optional", wizard.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_closes_the_drawer_and_the_search_and_leaves_the_page()
    {
        await using var wizard = await Wizard.OpenAsync(browser, width: 390);
        await wizard.Button("Choose everything").ClickAsync();
        await wizard.ExpectTitleAsync("How should Mathesar run?");
        await wizard.Page.Locator("footer .handle").ClickAsync();
        await Expect(wizard.Page.Locator("#files")).ToBeInViewportAsync();
        await wizard.Page.GoBackAsync();
        await Expect(wizard.Page.Locator("footer .handle")).ToHaveAttributeAsync("aria-expanded", "false");
        await wizard.ExpectTitleAsync("How should Mathesar run?");

        await wizard.Button("Search settings").ClickAsync();
        await Expect(wizard.Page.Locator("#search-box")).ToBeFocusedAsync();
        await wizard.Page.GoBackAsync();
        await Expect(wizard.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await wizard.ExpectTitleAsync("How should Mathesar run?");

        // What was closed otherwise leaves no step behind.
        await wizard.Button("Search settings").ClickAsync();
        await Expect(wizard.Page.Locator("#search-box")).ToBeFocusedAsync();
        await wizard.Page.Keyboard.PressAsync("Escape");
        await Expect(wizard.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await wizard.Page.WaitForTimeoutAsync(500);
        await wizard.Page.GoBackAsync();
        await Expect(wizard.Page.Locator("main h1")).Not.ToHaveTextAsync("How should Mathesar run?");
    }

    [Fact]
    public async Task Back_shows_a_page_as_far_down_as_it_was_left()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("review");
        // It is drawn in several strokes, and may not be as long at first.
        await wizard.Page.WaitForFunctionAsync("main => { main.scrollTo(0, 300); return main.scrollTop === 300; }",
            await wizard.Page.QuerySelectorAsync("main"));
        await wizard.Page.Locator("footer .go-back").ClickAsync();
        await wizard.ExpectTitleAsync("Anything else?");
        await Expect(wizard.Page.Locator("main")).ToBeFocusedAsync();
        await wizard.Page.GoBackAsync();
        await Expect(wizard.Page.Locator("main h1")).Not.ToHaveTextAsync("Anything else?");
        await Expect(wizard.Page.Locator("main")).ToHaveJSPropertyAsync("scrollTop", 300);
    }

    [Fact]
    public async Task The_keys_are_told_in_a_dialog_that_holds_the_focus_and_gives_it_back()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.Button("Keys and help").ClickAsync();
        await Expect(wizard.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys and help" })).ToContainTextAsync("Undo");
        for (var i = 0; i < 4; i++)
        {
            await wizard.Page.Keyboard.PressAsync("Tab");
            Assert.True(await wizard.Page.EvaluateAsync<bool>(
                "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"));
        }

        await wizard.Page.Keyboard.PressAsync("Escape");
        await Expect(wizard.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(wizard.Button("Keys and help")).ToBeFocusedAsync();
    }

    // A page takes the focus once it is drawn; keys that are faster than any hand would lose it again.
    private static async Task ArriveAsync(Wizard wizard, string title)
    {
        await wizard.ExpectTitleAsync(title);
        // Asked from outside: a function that waits within the page would be evaluated there, which the page's policy forbids.
        await Assertions.Expect(wizard.Page.Locator("#main")).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(Wizard wizard, string name)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await wizard.Page.Keyboard.PressAsync("Tab");
            if ((await wizard.Page.EvaluateAsync<string>("document.activeElement.matches('a, button') ? document.activeElement.textContent : ''"))
                .Contains(name, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"{name} was not reached by 80 presses of Tab.");
    }
}
