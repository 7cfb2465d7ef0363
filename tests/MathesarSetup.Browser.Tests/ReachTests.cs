using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>Everybody can use it: by keyboard alone, on a phone, with long words.</summary>
public sealed class ReachTests(BrowserUnderTest browser)
{
    private static readonly string[] s_places = ["", "runs-on", "address", "database", "secrets", "optional", "review", "finish"];

    [Fact]
    public async Task The_recommended_path_can_be_gone_by_keyboard_alone()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await TabToAsync(wizard, "Recommended settings");
        await wizard.Page.Keyboard.PressAsync("Enter");
        await ArriveAsync(wizard, "This is what will run");
        await TabToAsync(wizard, "Go on to the files");
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

    [Theory]
    [InlineData(390)]
    [InlineData(1120)]
    public async Task Nothing_scrolls_sideways_on_a_phone_or_elsewhere_however_long_the_values_are(int width)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width);
        await LongValues.FillAsync(wizard);
        foreach (var place in s_places)
        {
            await wizard.GoAsync(place);
            await ExpectToFitAsync(wizard, place);
        }
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
        await wizard.Page.Locator("main").EvaluateAsync("main => main.scrollTo(0, 300)");
        await wizard.Page.Locator("footer .go-back").ClickAsync();
        await wizard.ExpectTitleAsync("Anything else?");
        await Expect(wizard.Page.Locator("main")).ToBeFocusedAsync();
        Assert.Equal(0, await wizard.Page.Locator("main").EvaluateAsync<int>("main => main.scrollTop"));
        await wizard.Page.Keyboard.PressAsync("Tab");
        await Expect(wizard.Page.Locator("main details.group > summary").First).ToBeFocusedAsync();
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

    // A page is drawn in several strokes, so it is asked until it fits; what sticks out in the end is named.
    private static async Task ExpectToFitAsync(Wizard wizard, string place)
    {
        var tooWide = "";
        for (var tries = 0; tries < 40; tries++)
        {
            tooWide = await wizard.Page.EvaluateAsync<string>(
                """
                () => [document.documentElement, document.querySelector('main')].every(e => e.scrollWidth <= e.clientWidth) ? '' :
                  [...document.querySelectorAll('main *, .top *, .rail *, .bottom *')]
                      .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                      .map(e => `${e.tagName}.${e.className}`).join('; ') || 'something'
                """);
            if (tooWide.Length == 0)
            {
                return;
            }

            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"/{place}: {tooWide}");
    }

    // A page takes the focus once it is drawn; keys that are faster than any hand would lose it again.
    private static async Task ArriveAsync(Wizard wizard, string title)
    {
        await wizard.ExpectTitleAsync(title);
        // Asked from outside: a function that waits within the page would be evaluated there, which the page's policy forbids.
        await Assertions.Expect(wizard.Page.Locator("#main")).ToBeFocusedAsync(new() { Timeout = 30_000 });
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
