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
        await wizard.Page.EvaluateAsync("document.documentElement.dataset.line = 'away'");
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
        await Expect(wizard.Field("access.url")).ToHaveValueAsync("");
        await wizard.Field("access.url").FillAsync("https://tables.example.org");
        await Expect(wizard.Page.Locator("[data-setting='access.url'] .field-changed")).ToBeVisibleAsync();
        await DrawAsync(wizard, width, scheme, "changed-address");
        if (await wizard.Page.Locator("footer .handle").IsVisibleAsync())
        {
            await wizard.Page.Locator("footer .handle").ClickAsync();
            await Expect(wizard.Page.Locator("#files")).ToBeInViewportAsync();
            await DrawAsync(wizard, width, scheme, "drawer");
            await wizard.Page.Locator("footer .handle").ClickAsync();
            // The browser goes back by itself then, and would end what is opened meanwhile.
            await wizard.Page.WaitForTimeoutAsync(1000);
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
    public async Task The_first_page_of_each_kind_of_directory_is_drawn(int width, ColorScheme scheme)
    {
        await using (var foreign = await Wizard.OpenAsync(browser, width, scheme, prepare: OwnFiles.Write))
        {
            await Expect(foreign.Page.Locator(".change-existing")).ToHaveAttributeAsync("aria-busy", "false");
            await DrawAsync(foreign, width, scheme, "start-foreign");
        }

        await using (var blocked = await Wizard.OpenAsync(browser, width, scheme, prepare: static directory => File.WriteAllText(directory, "")))
        {
            await blocked.Page.Locator(".finding-elsewhere > summary").ClickAsync();
            await blocked.Page.Locator(".finding-elsewhere input").FillAsync("~/tables");
            await Expect(blocked.Page.Locator(".finding-elsewhere [role=status]")).ToContainTextAsync("It is new");
            await DrawAsync(blocked, width, scheme, "start-blocked");
        }

        await using var written = await Wizard.OpenAsync(browser, width, scheme);
        await written.GoAsync("finish");
        await written.Button("Write the files").ClickAsync();
        await written.ExpectTitleAsync("The files are written");
        await written.GoAsync("");
        await Expect(written.Page.Locator(".home-now")).ToHaveAttributeAsync("aria-busy", "false");
        await written.Page.Locator("#change-paste, .other-ways > summary").First.ClickAsync();
        await written.Page.Locator("#change-paste").FillAsync("services:\n  tables:\n    image: mathesar/mathesar:0.11.0\n");
        await written.Button("Read it").ClickAsync();
        await Expect(written.Page.Locator("#read-title")).ToBeFocusedAsync();
        await DrawAsync(written, width, scheme, "start-written");
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Screens))]
    public async Task An_installation_that_was_there_is_drawn(int width, ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width, scheme, prepare: OwnFiles.Write);
        await Expect(wizard.Page.Locator(".change-existing")).ToHaveAttributeAsync("aria-busy", "false");
        await wizard.Button("Read them").ClickAsync();
        await wizard.Page.Locator(".read").WaitForAsync();
        await wizard.Page.EvaluateAsync("document.querySelectorAll('.read details').forEach(d => d.open = true)");
        await DrawAsync(wizard, width, scheme, "existing-unknown");
        await wizard.Field("database.password").FillAsync("of the panel");
        await wizard.Button("Use these answers").ClickAsync();
        await Expect(wizard.Page.Locator(".unknown-answers")).ToHaveCountAsync(0);
        await DrawAsync(wizard, width, scheme, "existing-read");
        await wizard.Button("Take it over").ClickAsync();
        await Expect(wizard.Link("See what would change")).ToBeVisibleAsync();
        await wizard.GoAsync("address");
        await wizard.Field("access.port").FillAsync("8011");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToBeVisibleAsync();
        await wizard.GoAsync("review");
        await DrawAsync(wizard, width, scheme, "existing-review");
        await wizard.Page.Locator(".more > summary", new() { HasText = "Lay the files out anew" }).ClickAsync();
        await wizard.Page.Locator(".layout-differences").WaitForAsync();
        await DrawAsync(wizard, width, scheme, "existing-review");
        await wizard.GoAsync("finish");
        await DrawAsync(wizard, width, scheme, "existing-finish");
        await wizard.GoAsync("runs-on");
        await wizard.ChooseAsync("Podman");
        await wizard.GoAsync("review");
        await DrawAsync(wizard, width, scheme, "existing-refused");
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Screens))]
    public async Task Files_that_are_laid_out_anew_and_edited_are_drawn(int width, ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width, scheme, prepare: OwnFiles.Write);
        await OwnFiles.ReadAsync(wizard);
        await wizard.Page.Locator("label[for='layout-anew']").ClickAsync();
        await wizard.Page.Locator(".layout-differences").WaitForAsync();
        await DrawAsync(wizard, width, scheme, "anew-read");
        await OwnFiles.TickAsync(wizard);
        await OwnFiles.TakeOverAsync(wizard);
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
        if (await wizard.Page.Locator("footer .handle").IsVisibleAsync())
        {
            await wizard.Page.Locator("footer .handle").ClickAsync();
        }

        await wizard.Page.Locator("#file-panel .line code", new() { HasText = "8011:8000" }).First.ClickAsync();
        await wizard.Page.Locator(".line-why a").First.WaitForAsync();
        await DrawAsync(wizard, width, scheme, "anew-line");
        await wizard.GoAsync("review");
        await wizard.Page.Locator(".conflict").WaitForAsync();
        await DrawAsync(wizard, width, scheme, "anew-review");
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
    internal static async Task DrawAsync(Wizard wizard, int width, ColorScheme scheme, string name)
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
