using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>Pictures of what is in the way, of an installation that goes on, and of how it ends, to look at.</summary>
[Collection(RunsAlone.Name)]
public sealed class ActGalleryTests(BrowserUnderTest browser)
{
    public static TheoryData<int, int, ColorScheme> Looks =>
        new() { { 1440, 900, ColorScheme.Light }, { 1280, 800, ColorScheme.Dark }, { 390, 844, ColorScheme.Light } };

    [Theory(Explicit = true)]
    [MemberData(nameof(Looks))]
    public async Task The_bar_and_the_end_are_drawn(int width, int height, ColorScheme scheme)
    {
        using var installed = new StandInPlace();
        await using var wizard = await Wizard.OpenAsync(browser, width, scheme, prepare: directory => installed.Answer(directory));
        await wizard.Page.SetViewportSizeAsync(width, height);
        async Task DrawAsync(string place)
        {
            await wizard.Page.ScreenshotAsync(new()
            {
                Path = Path.Join(Folder(), $"act-{place}-{width}-{scheme}.png"),
                Animations = ScreenshotAnimations.Disabled,
            });
        }

        await wizard.GoAsync("review");
        await Expect(wizard.Page.Locator("#runs-title")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await DrawAsync("review");
        await wizard.GoAsync("finish");
        await Expect(wizard.Page.Locator(".plan-steps")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await DrawAsync("finish");
        await wizard.Page.Locator(".plan-steps").ScrollIntoViewIfNeededAsync();
        await DrawAsync("plan");
        await wizard.Button("Install").ClickAsync();
        await Expect(wizard.Page.Locator(".run-steps .is-done").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await DrawAsync("installing");
        await Expect(wizard.Page.Locator("main h1")).ToHaveTextAsync("Mathesar runs", new() { Timeout = 240_000 });
        await DrawAsync("installed");
        await wizard.GoAsync("database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.url").FillAsync("postgresql://tables:secret@nowhere.invalid:5433/tables");
        await Expect(wizard.Page.Locator("[data-code='database.unknown-host']")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await DrawAsync("wrong");
        await wizard.GoAsync("review");
        await Expect(wizard.Page.Locator(".act-note")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await DrawAsync("in-the-way");
        if (await wizard.Page.Locator("button.act").CountAsync() > 0)
        {
            await wizard.Page.Locator("button.act").ClickAsync();
            await Expect(wizard.Page.Locator(".act-sheet")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await DrawAsync("asking");
        }

        await wizard.GoAsync("no-such-page");
        await DrawAsync("nowhere");
    }

    private static string Folder() => Directory.CreateDirectory(Path.Join(Path.GetTempPath(), "mathesar-setup-gallery")).FullName;
}
