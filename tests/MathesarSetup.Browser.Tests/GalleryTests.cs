using System.Runtime.CompilerServices;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>
/// Pictures of every page, to be looked at by a person, in the folder mathesar-setup-gallery below the temporary one. Run on purpose: <c>-explicit
/// only -class '*GalleryTests'</c>.
/// </summary>
public sealed class GalleryTests(BrowserUnderTest browser)
{
    private const int LargestPicture = 300_000;
    private const int ScreenHeight = 900;

    private static readonly string[] s_places = ["", "runs-on", "address", "database", "secrets", "optional", "review", "finish", "no-such-page"];

    public static TheoryData<int, ColorScheme> Screens =>
        new(new[] { 1440, 1000, 390 }.SelectMany(w => new[] { (w, ColorScheme.Light), (w, ColorScheme.Dark) }));

    [Theory(Explicit = true)]
    [MemberData(nameof(Screens))]
    public async Task Every_page_is_drawn_as_it_is_first_seen(int width, ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width, scheme);
        foreach (var place in s_places)
        {
            await wizard.GoAsync(place);
            await DrawAsync(wizard, width, scheme, $"first-{(place.Length == 0 ? "start" : place)}");
        }

        await wizard.Button("Search settings").ClickAsync();
        await wizard.Page.Locator("#search-box").FillAsync("host");
        await wizard.Page.Locator("#search-results [role=option]").First.WaitForAsync();
        await DrawAsync(wizard, width, scheme, "search");
        await wizard.Page.Keyboard.PressAsync("Escape");
        await wizard.Page.EvaluateAsync("document.getElementById('components-reconnect-modal').showModal()");
        await DrawAsync(wizard, width, scheme, "reconnecting");
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Screens))]
    public async Task Every_page_is_drawn_filled_in_with_something_wrong(int width, ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width, scheme);
        await LongValues.FillAsync(wizard);
        await wizard.GoAsync("optional");
        await wizard.Page.EvaluateAsync("document.querySelectorAll('main details.group').forEach(d => d.open = true)");
        await wizard.Button("Add a provider").ClickAsync();
        await wizard.Page.Locator("main .card").First.WaitForAsync();
        await DrawAsync(wizard, width, scheme, "filled-optional");
        foreach (var place in s_places.Except(["optional", "no-such-page"]))
        {
            await wizard.GoAsync(place);
            await wizard.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(d => d.open = true)");
            await DrawAsync(wizard, width, scheme, $"filled-{(place.Length == 0 ? "start" : place)}");
        }
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Screens))]
    public async Task A_change_and_the_end_are_drawn(int width, ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width, scheme, prepare: directory =>
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Join(directory, "README.md"), "mine\n");
        });
        await wizard.GoAsync("address");
        await wizard.ChooseAsync("The internet, through a proxy");
        await Expect(wizard.Field("access.url")).ToHaveValueAsync("https://mathesar.example.com");
        await wizard.Field("access.url").FillAsync("https://tables.example.org");
        await Expect(wizard.Page.Locator("[data-setting='access.url'] .field-changed")).ToBeVisibleAsync();
        await DrawAsync(wizard, width, scheme, "changed-address");
        if (await wizard.Page.Locator("footer .handle").IsVisibleAsync())
        {
            await wizard.Page.Locator("footer .handle").ClickAsync();
            await Expect(wizard.Page.Locator("#files")).ToBeInViewportAsync();
            await DrawAsync(wizard, width, scheme, "drawer");
            await wizard.Page.Locator("footer .handle").ClickAsync();
        }

        foreach (var place in new[] { "review", "finish" })
        {
            await wizard.GoAsync(place);
            await DrawAsync(wizard, width, scheme, $"changed-{place}");
        }

        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");
        await DrawAsync(wizard, width, scheme, "written");
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Screens))]
    public async Task An_installation_that_was_there_is_drawn(int width, ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width, scheme, prepare: directory =>
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Join(directory, "docker-compose.yml"),
                "services:\n  tables:\n    image: mathesar/mathesar:0.9.0\n    hostname: tables\n    environment:\n"
                    + "      SECRET_KEY: 0123456789012345678901234567890123\n    volumes: [pg:/var/lib/postgresql]\n"
                    + "    ports: ['8010:8000']\nvolumes: {pg: }\n");
        });
        await Expect(wizard.Page.Locator(".change-existing")).ToHaveAttributeAsync("aria-busy", "false");
        await wizard.Button("Found here").ClickAsync();
        await wizard.Page.Locator(".read").WaitForAsync();
        await DrawAsync(wizard, width, scheme, "existing-start");
        await wizard.GoAsync("review");
        await DrawAsync(wizard, width, scheme, "existing-review");
        await wizard.GoAsync("finish");
        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");
        // As if an older program had written something else, which a person then changed.
        foreach (var (file, mine) in new[] { (".mathesar-setup/generated/compose.yaml", "\"no\""), ("compose.yaml", "always") })
        {
            var path = Path.Join(wizard.Directory, file);
            File.WriteAllText(path, File.ReadAllText(path).Replace("restart: unless-stopped", $"restart: {mine}", StringComparison.Ordinal));
        }

        await wizard.GoAsync("address");
        await wizard.Field("access.port").FillAsync("8011");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToBeVisibleAsync();
        await wizard.GoAsync("finish");
        await wizard.Page.Locator(".conflict").WaitForAsync();
        await DrawAsync(wizard, width, scheme, "existing-finish");
    }

    [Fact(Explicit = true)]
    public async Task The_picture_in_the_README_is_the_wizard_as_it_is_now()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("database");
        await wizard.PreviewAsync("compose.yaml");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.url").FillAsync("postgresql://tables:secret@db.example.com:5433/tables");
        await Expect(wizard.Field("database.port")).ToHaveValueAsync("5433");
        await wizard.Page.Locator("main h1").ClickAsync();
        var picture = Path.Join(Images(), "wizard.png");
        await wizard.Page.ScreenshotAsync(new() { Path = picture, Animations = ScreenshotAnimations.Disabled });
        Assert.InRange(new FileInfo(picture).Length, 10_000, LargestPicture);
    }

    // As high as the page is long: its own scrolling would hide the rest.
    private static async Task DrawAsync(Wizard wizard, int width, ColorScheme scheme, string name)
    {
        await wizard.Page.SetViewportSizeAsync(width, ScreenHeight);
        var hidden =
            await wizard.Page.EvaluateAsync<int>("document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight");
        await wizard.Page.SetViewportSizeAsync(width, ScreenHeight + hidden);
        await wizard.Page.ScreenshotAsync(new()
        {
            Path = Path.Join(Path.GetTempPath(), "mathesar-setup-gallery", $"{name}-{width}-{scheme}.png"),
            Animations = ScreenshotAnimations.Disabled,
        });
        await wizard.Page.SetViewportSizeAsync(width, ScreenHeight);
    }

    private static string Images([CallerFilePath] string here = "") =>
        Directory.CreateDirectory(Path.GetFullPath(Path.Join(Path.GetDirectoryName(here)!, "..", "..", "docs", "images"))).FullName;
}
