using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>It fits every screen: small, much enlarged, touched, slow, in colours of the system, dark by choice.</summary>
public sealed class ScreenTests(BrowserUnderTest browser)
{
    private static readonly string[] s_places = ["", "runs-on", "address", "database", "secrets", "optional", "review", "finish"];

    [Theory]
    [InlineData(320)]
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

    [Theory]
    [InlineData(320, 640)]
    [InlineData(320, 256)]
    public async Task On_a_small_or_much_enlarged_screen_the_bars_leave_room_and_nothing_is_cut(int width, int height)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width);
        await wizard.Page.SetViewportSizeAsync(width, height);
        foreach (var place in s_places)
        {
            await wizard.GoAsync(place);
            await ExpectToFitAsync(wizard, place);
            Assert.Equal("", await wizard.Page.EvaluateAsync<string>(
                """
                () => [...document.querySelectorAll('.rail a, .bottom a, .bottom button, .top button')]
                    .filter(e => e.offsetParent && (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1
                        || e.scrollWidth > e.clientWidth + 2)).map(e => e.textContent.trim() || e.ariaLabel).join('; ')
                """));
        }

        // At 400 % of 1280 x 1024 the bars scroll away, so that the page has the whole height.
        if (height < 300)
        {
            await wizard.Page.EvaluateAsync("scrollTo(0, 200)");
            Assert.True(await wizard.Page.EvaluateAsync<bool>(
                "document.querySelector('.top').getBoundingClientRect().bottom <= 0"
                + " && document.querySelector('.bottom').getBoundingClientRect().top >= innerHeight - 1"));
        }
    }

    [Fact]
    public async Task What_a_finger_has_to_hit_is_44_pixels_high()
    {
        await using var wizard = await Wizard.OpenAsync(browser, width: 390);
        await wizard.TouchAsync();
        foreach (var place in s_places)
        {
            await wizard.GoAsync(place);
            Assert.Equal("", await wizard.Page.EvaluateAsync<string>(
                """
                () => [...document.querySelectorAll(
                    '.rail a, .bottom a, .bottom button, .top button, main .mud-button-root, main .box, main summary, main .choice')]
                    .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)
                    .map(e => `${e.textContent.trim().slice(0, 40) || e.ariaLabel || e.id} ${e.getBoundingClientRect().height}`).join('; ')
                """));
        }
    }

    [Fact]
    public async Task With_colours_of_the_system_buttons_findings_and_switches_have_a_line_and_only_marked_lines_a_mark()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.host").FillAsync("localhost");
        await wizard.Page.Locator("[data-setting='database.host'] .finding").WaitForAsync();
        await wizard.Page.Locator("#file-panel .line.changed").First.WaitForAsync();
        await wizard.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        const string lined =
            "e => { const s = getComputedStyle(e); return parseFloat(s.borderTopWidth) > 0 && s.borderTopColor !== s.backgroundColor; }";
        // A page that looks for itself meanwhile draws what it found anew.
        Task HasLineAsync(string what) =>
            wizard.Page.WaitForFunctionAsync($"what => [document.querySelector(what)].some(e => e && ({lined})(e))", what);
        await HasLineAsync("main .finding");
        await HasLineAsync("footer .mud-button-filled");
        const string mark = "e => getComputedStyle(e).borderLeftColor";
        var marked = await wizard.Page.Locator("#file-panel .line.changed").First.EvaluateAsync<string>(mark);
        var plain = await wizard.Page.Locator("#file-panel .line:not(.changed)").First.EvaluateAsync<string>(mark);
        Assert.NotEqual(marked, plain);
        Assert.Equal(plain, await wizard.Page.Locator("#file-panel .line:not(.changed)").First.EvaluateAsync<string>(
            "e => { const probe = document.createElement('i'); probe.style.color = 'Canvas'; e.append(probe); "
            + "const c = getComputedStyle(probe).color; probe.remove(); return c; }"));
        await wizard.GoAsync("optional");
        await wizard.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(d => d.open = true)");
        await HasLineAsync("main .mud-switch-track");
    }

    [Fact]
    public async Task A_step_that_takes_its_time_shows_that_it_is_on_its_way()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        var line = await SlowLine.LayAsync(wizard.Page);
        await wizard.GoAsync("runs-on");
        line.Hold();
        await wizard.Page.Locator("footer .go-on").ClickAsync();
        await Expect(wizard.Page.Locator("html[data-busy]")).ToHaveCountAsync(1);
        line.Release();
        await wizard.ExpectTitleAsync("How will people open it?");
        await Expect(wizard.Page.Locator("html[data-busy]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Dark_can_be_chosen_by_hand_and_stays()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        const string ground = "() => getComputedStyle(document.body).backgroundColor";
        var light = await wizard.Page.EvaluateAsync<string>(ground);
        await wizard.Button("Keys and help").ClickAsync();
        await wizard.Page.GetByLabel("Dark", new() { Exact = true }).CheckAsync();
        await Expect(wizard.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await wizard.Page.ReloadAsync();
        await wizard.ReadyAsync();
        Assert.NotEqual(light, await wizard.Page.EvaluateAsync<string>(ground));
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
}
