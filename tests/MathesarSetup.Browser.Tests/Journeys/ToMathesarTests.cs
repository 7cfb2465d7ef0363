using System.Net;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests.Journeys;

/// <summary>From the link to a Mathesar that runs, and from there to one that was changed.</summary>
[Collection(RunsAlone.Name)]
public sealed class ToMathesarTests(BrowserUnderTest browser)
{
    private const float Patience = 240_000;

    [Theory]
    [InlineData(Journey.Width, Journey.Height)]
    [InlineData(390, 844)]
    public async Task From_the_link_to_a_running_Mathesar_are_two_clicks_and_no_input(int width, int height)
    {
        using var place = StandInPlace.TakeRecommended();
        await using var wizard = await Wizard.OpenAsync(browser, width, height, []);
        var journey = new Journey(wizard.Page);
        await journey.SeesTitleAsync("Set up Mathesar");
        await journey.ClickAsync(wizard.Button("Recommended settings"));
        await journey.SeesTitleAsync("This is what will run");
        await journey.ClickAsync(wizard.Button("Install"));
        await journey.SeesTitleAsync("Mathesar runs", Patience);
        await journey.SeesAsync(wizard.Link("Open Mathesar"));
        journey.Costs(clicks: 2, inputs: 0);
        await ExpectToAnswerAsync(wizard.Link("Open Mathesar"), place);
    }

    [Fact]
    public async Task The_keyboard_alone_leads_from_the_link_to_a_running_Mathesar()
    {
        using var place = StandInPlace.TakeRecommended();
        await using var wizard = await Wizard.OpenAsync(browser, Journey.Width, Journey.Height, []);
        var journey = new Journey(wizard.Page);
        await journey.PressAsync("Tab");
        await Expect(wizard.Page.Locator("a.skip")).ToBeFocusedAsync();
        await journey.SeesAsync(wizard.Page.Locator("a.skip"));
        await journey.PressAsync("Enter");
        await Expect(wizard.Page.Locator("#main")).ToBeFocusedAsync();
        await journey.TabToAsync(wizard.Button("Recommended settings"));
        Assert.Equal(3, journey.Keys);
        await journey.PressAsync("Enter");
        await journey.SeesTitleAsync("This is what will run");
        await Expect(wizard.Page.Locator("#main")).ToBeFocusedAsync();
        await Expect(wizard.Page.Locator("#runs-title")).ToBeVisibleAsync();
        await journey.TabToAsync(wizard.Button("Install"));
        await journey.PressAsync("Enter");
        await journey.SeesTitleAsync("Mathesar runs", Patience);
        await Expect(wizard.Page.Locator("main h1")).ToBeFocusedAsync();
        await journey.TabToAsync(wizard.Link("Open Mathesar"));
        Assert.InRange(journey.Keys, 0, 40);
        await ExpectToAnswerAsync(wizard.Link("Open Mathesar"), place);
    }

    [Fact]
    public async Task Another_port_for_what_is_installed_is_one_input_and_Review_shows_exactly_what_changes()
    {
        using var place = new StandInPlace();
        var port = FreePort.Take();
        await using var wizard = await Wizard.OpenAsync(browser, Journey.Width, Journey.Height, [], prepare: place.Install);
        var journey = new Journey(wizard.Page);
        await journey.SeesTitleAsync("This installation");
        await Expect(wizard.Page.Locator(".home-condition")).ToHaveTextAsync("Runs and is healthy");
        await journey.ClickAsync(wizard.Link("Change"));
        await journey.SeesTitleAsync("How should Mathesar run?");
        await journey.ClickAsync(wizard.Page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Address" }));
        await journey.SeesTitleAsync("How will people open it?");
        await journey.ScrollToAsync(wizard.Field("access.port"));
        await journey.TypeAsync(wizard.Field("access.port"), $"{port}");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToContainTextAsync($"was {place.Port}");
        await journey.ClickAsync(wizard.Page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Review" }));
        await journey.SeesTitleAsync("This is what will run");
        await Expect(wizard.Page.Locator("section:has(> #runs-title) .change")).ToHaveCountAsync(1);
        await Expect(wizard.Page.Locator("section:has(> #runs-title) .change")).ToContainTextAsync($"{place.Name}-mathesar-1");
        await Expect(wizard.Page.Locator("section:has(> #disk-title) .change-head code"))
            .ToHaveTextAsync(["compose.yaml", "mathesar.yaml", "README.md"]);
        await journey.ClickAsync(wizard.Button("Apply the changes"));
        await journey.SeesTitleAsync("The changes are applied", Patience);
        await journey.SeesAsync(wizard.Link("Open Mathesar"));
        journey.Costs(clicks: 4, inputs: 1, scrolls: 1);
        Assert.Equal($"http://localhost:{port}", await wizard.Link("Open Mathesar").GetAttributeAsync("href"));
    }

    private static async Task ExpectToAnswerAsync(ILocator link, StandInPlace place)
    {
        var address = await link.GetAttributeAsync("href");
        Assert.Equal($"http://localhost:{place.Port}", address);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var login = await client.GetAsync(new Uri(new Uri(address!), "/auth/login/"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        Assert.Equal(2, place.Names("ps").Length);
    }
}
