using System.Runtime.CompilerServices;

namespace MathesarSetup.Browser.Tests;

/// <summary>Pictures of every page, to be looked at by a person. Run on purpose: <c>-explicit only -class '*GalleryTests'</c>.</summary>
public sealed class GalleryTests(BrowserUnderTest browser)
{
    private const int LargestPicture = 300_000;

    private static readonly string[] s_places = ["", "runs-on", "address", "database", "secrets", "optional", "review", "finish"];

    public static TheoryData<int, ColorScheme> Screens => new([(1440, ColorScheme.Light), (1440, ColorScheme.Dark), (1000, ColorScheme.Light), (390, ColorScheme.Light), (390, ColorScheme.Dark)]);

    [Theory(Explicit = true)]
    [MemberData(nameof(Screens))]
    public async Task Every_page_is_drawn_into_a_folder(int width, ColorScheme scheme)
    {
        var folder = Directory.CreateDirectory(Path.Join(Path.GetTempPath(), "mathesar-setup-gallery")).FullName;
        await using var wizard = await Wizard.OpenAsync(browser, width, scheme);
        foreach (var place in s_places)
        {
            await wizard.GoAsync(place);
            await DrawAsync(wizard, Path.Join(folder, $"{(place.Length == 0 ? "start" : place)}-{width}-{scheme}.png"));
        }

        await wizard.GoAsync("finish");
        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");
        await DrawAsync(wizard, Path.Join(folder, $"written-{width}-{scheme}.png"));
        await wizard.GoAsync("database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.url").FillAsync("postgresql://tables:secret@localhost:5433/tables");
        await wizard.Page.Locator("[data-setting='database.host'] .finding").WaitForAsync();
        await DrawAsync(wizard, Path.Join(folder, $"invalid-{width}-{scheme}.png"));
        Assert.Equal(10, Directory.GetFiles(folder, $"*-{width}-{scheme}.png").Length);
    }

    [Fact(Explicit = true)]
    public async Task The_picture_in_the_README_is_the_wizard_as_it_is_now()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("database");
        await wizard.PreviewAsync("compose.yaml");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.url").FillAsync("postgresql://tables:secret@db.example.com:5433/tables");
        await Assertions.Expect(wizard.Field("database.port")).ToHaveValueAsync("5433");
        await wizard.Page.Locator("main h1").ClickAsync();
        var picture = Path.Join(Images(), "wizard.png");
        await DrawAsync(wizard, picture);
        Assert.InRange(new FileInfo(picture).Length, 10_000, LargestPicture);
    }

    private static async Task DrawAsync(Wizard wizard, string file) => await wizard.Page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });

    private static string Images([CallerFilePath] string here = "") =>
        Directory.CreateDirectory(Path.GetFullPath(Path.Join(Path.GetDirectoryName(here)!, "..", "..", "docs", "images"))).FullName;
}
