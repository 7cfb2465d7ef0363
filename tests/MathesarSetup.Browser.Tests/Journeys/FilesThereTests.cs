using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests.Journeys;

/// <summary>Files that are there already: somebody's own, ones that were edited by hand, and the versions of the history.</summary>
public sealed class FilesThereTests(BrowserUnderTest browser)
{
    private const string Restart = "restart: unless-stopped";

    [Fact]
    public async Task Somebodys_files_are_read_and_taken_over_by_three_clicks_and_the_password_that_they_do_not_hold()
    {
        await using var wizard = await Wizard.OpenAsync(browser, Journey.Width, Journey.Height, [], prepare: OwnFiles.Write);
        var journey = new Journey(wizard.Page);
        await journey.SeesTitleAsync("Mathesar is here already");
        await Expect(wizard.Page.Locator(".change-existing")).ToHaveAttributeAsync("aria-busy", "false");
        await journey.ClickAsync(wizard.Button("Read them"));
        await Expect(wizard.Page.Locator("#read-title")).ToBeFocusedAsync();
        await journey.SeesAsync(wizard.Page.Locator("#read-title"));
        await journey.TypeAsync(wizard.Field("database.password"), "of the panel");
        await journey.PressAsync("Enter");
        await Expect(wizard.Page.Locator(".unknown-answers")).ToHaveCountAsync(0);
        await journey.SeesAsync(wizard.Page.Locator("#read-title"));
        await journey.ScrollToAsync(wizard.Button("Take it over"));
        await journey.ClickAsync(wizard.Button("Take it over"));
        await Expect(wizard.Page.Locator(".read")).ToContainTextAsync("the files stay as they are");
        await journey.SeesAsync(wizard.Page.Locator("#read-title"));
        await journey.ClickAsync(wizard.Link("See what would change"));
        await journey.SeesTitleAsync("This is what will run");
        await Expect(wizard.Page.Locator("section:has(> #disk-title)")).ToContainTextAsync("Your own files stay as they are.");
        journey.Costs(clicks: 3, inputs: 1, scrolls: 1);
        Assert.Equal(1, journey.Keys);
        Assert.All(OwnFiles.All, file => Assert.Equal(file.Value, File.ReadAllText(Path.Join(wizard.Directory, file.Key))));
    }

    [Theory]
    [InlineData(Journey.Width, Journey.Height)]
    [InlineData(390, 844)]
    public async Task A_hand_edit_in_conflict_is_seen_from_both_sides_and_settled_by_one_press(int width, int height)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width, height, [], prepare: directory =>
        {
            Generate(directory);
            Edit(Path.Join(directory, "compose.yaml"), "restart: always  # Noor");
            // As if an older program had written something else, which a person then changed.
            Edit(Path.Join(directory, ".mathesar-setup/generated/compose.yaml"), "restart: \"no\"");
        });
        var journey = new Journey(wizard.Page);
        await journey.SeesTitleAsync("This installation");
        await journey.ClickAsync(wizard.Link("Review and install"));
        await journey.SeesTitleAsync("This is what will run");
        var conflict = wizard.Page.Locator(".conflict");
        await Expect(conflict.Locator("pre").First).ToContainTextAsync("restart: always  # Noor");
        await Expect(conflict.Locator("pre").Last).ToContainTextAsync(Restart);
        await Expect(conflict).ToContainTextAsync("Yours stays until you choose.");
        await journey.ScrollToAsync(conflict.GetByRole(AriaRole.Radio).Last);
        await journey.SeesAsync(conflict.Locator(".sides"));
        Assert.True(await conflict.Locator("pre").EvaluateAllAsync<bool>(
            "all => all.every(e => e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1)"));
        await journey.ClickAsync(conflict.GetByRole(AriaRole.Radio, new() { Name = "Take the new one" }));
        await Expect(conflict).Not.ToContainTextAsync("Yours stays until you choose.");
        await Expect(conflict.GetByRole(AriaRole.Radio, new() { Name = "Take the new one" })).ToBeCheckedAsync();
        await journey.SeesAsync(conflict.Locator(".sides"));
        journey.Costs(clicks: 2, inputs: 0, scrolls: 1);
    }

    [Fact]
    public async Task A_version_is_put_back_after_it_was_asked_and_told_and_taken_back_by_one_press()
    {
        await using var wizard = await Wizard.OpenAsync(browser, Journey.Width, Journey.Height, [], prepare: directory =>
        {
            Generate(directory);
            Generate(directory, "--access-port", "8123");
        });
        var compose = Path.Join(wizard.Directory, "compose.yaml");
        var journey = new Journey(wizard.Page);
        await journey.SeesTitleAsync("This installation");
        var first = wizard.Page.Locator("li.change", new() { HasText = "Version 1," });
        await journey.ScrollToAsync(first);
        await journey.ClickAsync(first.GetByRole(AriaRole.Button, new() { Name = "Show the difference" }));
        var ask = first.GetByRole(AriaRole.Button, new() { Name = "Put these files back" });
        await journey.ScrollToAsync(ask);
        await journey.ClickAsync(ask);
        await Expect(first.Locator("#restoring-title")).ToHaveTextAsync("Put version 1 back?");
        await journey.SeesAsync(first.Locator(".restoring"));
        await journey.ClickAsync(wizard.Button("Put version 1 back"));
        await Expect(wizard.Page.Locator(".restored")).ToContainTextAsync("The files are as in version 1.");
        await journey.SeesAsync(wizard.Page.Locator(".restored"));
        Assert.DoesNotContain("8123", File.ReadAllText(compose), StringComparison.Ordinal);

        await journey.ClickAsync(wizard.Button("Undo: put the files back as they were before"));
        await Expect(wizard.Page.Locator(".restored")).ToContainTextAsync("The files are as in version 2.");
        await journey.SeesAsync(wizard.Page.Locator(".restored"));
        Assert.Contains("8123", File.ReadAllText(compose), StringComparison.Ordinal);
        journey.Costs(clicks: 4, inputs: 0, scrolls: 2);
    }

    private static void Generate(string directory, params string[] options) =>
        WizardProcess.Run(["generate", "--dir", directory, .. options]).Successful();

    private static void Edit(string path, string line)
    {
        var text = File.ReadAllText(path);
        var at = text.IndexOf(Restart, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + line + text[(at + Restart.Length)..]);
    }
}
