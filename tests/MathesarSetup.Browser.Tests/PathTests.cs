using MathesarSetup.App.Opening;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>The roads through the wizard, from the link on the terminal to files on the disk.</summary>
public sealed class PathTests(BrowserUnderTest browser)
{
    private static readonly string[] s_complete =
    [
        ".env", ".gitignore", "README.md", "compose.yaml", "mathesar.schema.json", "mathesar.secrets.yaml", "mathesar.yaml",
    ];
    private static readonly string[] s_steps = ["Runs on", "Address", "Database", "Secrets", "Optional", "Review", "Finish"];

    [Fact]
    public async Task The_recommended_path_takes_three_clicks_and_no_typing_to_a_complete_directory()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.Button("Recommended settings").ClickAsync();
        await wizard.Link("Write the files, or take them").ClickAsync();
        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");

        Assert.Equal(s_complete, Files(wizard));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Join(wizard.Directory, ".env")));
        Assert.Contains("image: docker.io/mathesar/mathesar:0.12.0", File.ReadAllText(Path.Join(wizard.Directory, "compose.yaml")),
            StringComparison.Ordinal);
        var compose = (await MachinePrograms.FindAsync(TestContext.Current.CancellationToken)).Compose;
        await Expect(wizard.Page.GetByText($"cd {wizard.Directory} && {compose} up -d")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public async Task The_recommended_path_is_two_buttons_that_are_in_sight(int width, int height)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width);
        await wizard.Page.SetViewportSizeAsync(width, height);
        await Expect(wizard.Button("Recommended settings")).ToBeInViewportAsync(new() { Ratio = 1 });
        await wizard.Button("Recommended settings").ClickAsync();
        await wizard.ExpectTitleAsync("This is what will run");
        await Expect(wizard.Button("Install")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(wizard.Page.Locator(".mud-button-filled")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Choosing_everything_leads_through_every_step_and_keeps_what_was_said()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.Button("Choose everything").ClickAsync();
        await wizard.ChooseAsync("Docker without Compose");
        await NextAsync(wizard, "Address");
        await wizard.ChooseAsync("My network");
        await wizard.Field("access.port").FillAsync("8123");
        await NextAsync(wizard, "Database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.url").FillAsync("postgresql://tables:p%40ss@db.example.com:5433/records?sslmode=require");
        await Expect(wizard.Field("database.host")).ToHaveValueAsync("db.example.com");
        await Expect(wizard.Field("database.port")).ToHaveValueAsync("5433");
        await NextAsync(wizard, "Secrets");
        await wizard.Field("admin.username").FillAsync("grace");
        await NextAsync(wizard, "Optional");
        await NextAsync(wizard, "Review");
        await wizard.ExpectTitleAsync("This is what will run");
        await Expect(wizard.Page.Locator("main .picture .plan-box").First).ToBeVisibleAsync();
        await wizard.Link("Write the files, or take them").ClickAsync();
        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");

        var environment = File.ReadAllText(Path.Join(wizard.Directory, "mathesar.env"));
        Assert.Contains("\nPOSTGRES_HOST=db.example.com\n", environment, StringComparison.Ordinal);
        Assert.Contains("\nPOSTGRES_PASSWORD=p@ss\n", environment, StringComparison.Ordinal);
        Assert.Contains("\nDJANGO_SUPERUSER_USERNAME=grace\n", environment, StringComparison.Ordinal);
        Assert.Contains("8123:8000", File.ReadAllText(Path.Join(wizard.Directory, "run.sh")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_step_can_be_reached_at_any_time_from_the_rail()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        foreach (var step in s_steps.Reverse())
        {
            await RailAsync(wizard, step);
            await Expect(wizard.Page.Locator(".rail a[aria-current=step]")).ToContainTextAsync(step);
        }
    }

    [Fact]
    public async Task A_file_that_somebody_else_wrote_is_kept_unless_its_replacement_is_chosen()
    {
        await using var wizard = await Wizard.OpenAsync(browser, prepare: directory =>
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Join(directory, "README.md"), "mine\n");
        });
        await wizard.GoAsync("finish");
        await Expect(wizard.Page.GetByText("This file was there before.")).ToBeVisibleAsync();
        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");
        Assert.Equal("mine\n", File.ReadAllText(Path.Join(wizard.Directory, "README.md")));
    }

    [Fact]
    public async Task The_files_can_be_taken_away_as_an_archive()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("finish");
        foreach (var ending in new[] { ".tar.gz", ".zip" })
        {
            var download = await wizard.Page.RunAndWaitForDownloadAsync(() => wizard.Link($"Download {ending}").ClickAsync());
            Assert.Equal("mathesar" + ending, download.SuggestedFilename);
            Assert.True(new FileInfo(await download.PathAsync()).Length > 2000);
        }
    }

    private static string[] Files(Wizard wizard) =>
        [.. Directory.EnumerateFiles(wizard.Directory).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static Task RailAsync(Wizard wizard, string step) =>
        wizard.Page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = step }).ClickAsync();

    private static async Task NextAsync(Wizard wizard, string step)
    {
        await wizard.Page.Locator("footer .go-on").ClickAsync();
        await Expect(wizard.Page.Locator(".rail a[aria-current=step]")).ToContainTextAsync(step);
    }
}
