using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace MathesarSetup.Browser.Tests;

/// <summary>axe finds nothing on any page, in any state: WCAG 2.1 A and AA.</summary>
public sealed class AccessibilityTests(BrowserUnderTest browser)
{
    private static readonly AxeRunOptions s_rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] },
    };

    private static readonly string[] s_places = ["", "runs-on", "address", "database", "secrets", "optional", "review", "finish", "no-such-page"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_page_is_free_of_violations(ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, scheme: scheme);
        foreach (var place in s_places)
        {
            await wizard.GoAsync(place);
            await OpenAllAsync(wizard);
            await CheckAsync(wizard);
        }

        await wizard.GoAsync("optional");
        await OpenAllAsync(wizard);
        await wizard.Button("Add a provider").ClickAsync();
        await wizard.Page.Locator("main .card").First.WaitForAsync();
        await CheckAsync(wizard);
        await wizard.Button("Keys and help").ClickAsync();
        await wizard.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await CheckAsync(wizard);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Findings_and_changes_are_free_of_violations(ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, scheme: scheme);
        await wizard.GoAsync("database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.host").FillAsync("localhost");
        await wizard.Page.Locator("[data-setting='database.host'] .finding").WaitForAsync();
        await OpenAllAsync(wizard);
        await CheckAsync(wizard);
        await wizard.GoAsync("finish");
        await CheckAsync(wizard);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_last_page_and_the_search_are_free_of_violations(ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, 390, scheme);
        await wizard.GoAsync("finish");
        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");
        await CheckAsync(wizard);
        await wizard.Button("Search settings").ClickAsync();
        await Assertions.Expect(wizard.Page.Locator("#search-box")).ToBeFocusedAsync();
        await wizard.Page.Keyboard.TypeAsync("host");
        await wizard.Page.Locator("#search-results [role=option]").First.WaitForAsync();
        await CheckAsync(wizard);
    }

    [Fact]
    public async Task The_door_is_free_of_violations()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.Context.ClearCookiesAsync();
        await wizard.Page.GotoAsync(wizard.Origin);
        await wizard.Page.GetByLabel("Link or token").FillAsync("wrong");
        await wizard.Button("Enter").ClickAsync();
        await wizard.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        await CheckAsync(wizard);
    }

    [Fact]
    public async Task The_door_of_a_first_boot_with_its_code_is_free_of_violations()
    {
        await using var wizard = await Wizard.OpenAsync(browser, 390, options: ["--first-boot"]);
        await wizard.Context.ClearCookiesAsync();
        await wizard.Page.GotoAsync(wizard.Origin);
        await CheckAsync(wizard);
        await wizard.Page.GetByLabel("The 8 letters").FillAsync("AAAA-AAAA");
        await wizard.Page.GetByRole(AriaRole.Button, new() { Name = "Enter", Exact = true }).ClickAsync();
        await wizard.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        await CheckAsync(wizard);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_lost_connection_in_each_of_its_states_is_free_of_violations(ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(browser, scheme: scheme);
        await wizard.GoAsync("address");
        foreach (var state in new[] { "trying", "away", "door", "anew" })
        {
            await wizard.Page.EvaluateAsync("state => document.documentElement.dataset.line = state", state);
            await Assertions.Expect(wizard.Page.Locator($".when-{state}")).ToBeVisibleAsync();
            await CheckAsync(wizard);
        }
    }

    [Fact]
    public async Task Small_screens_and_colours_of_the_system_are_free_of_violations()
    {
        await using var wizard = await Wizard.OpenAsync(browser, 320);
        await wizard.Page.SetViewportSizeAsync(320, 256);
        foreach (var place in s_places)
        {
            await wizard.GoAsync(place);
            await CheckAsync(wizard);
        }

        await wizard.Page.SetViewportSizeAsync(1280, 800);
        await wizard.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        foreach (var place in new[] { "", "database", "optional", "review" })
        {
            await wizard.GoAsync(place);
            await OpenAllAsync(wizard);
            await CheckAsync(wizard);
        }
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_place_that_a_person_and_the_answers_changed_is_free_of_violations(int width)
    {
        await using var wizard = await Wizard.OpenAsync(browser, width);
        await wizard.GoAsync("finish");
        await wizard.Button("Write the files").First.ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");
        // As if an older program had written something else, which a person then changed.
        foreach (var (file, mine) in new[] { (".mathesar-setup/generated/compose.yaml", "\"no\""), ("compose.yaml", "always") })
        {
            var path = Path.Join(wizard.Directory, file);
            File.WriteAllText(path, File.ReadAllText(path).Replace("restart: unless-stopped", $"restart: {mine}", StringComparison.Ordinal));
        }

        await wizard.GoAsync("address");
        await wizard.Field("access.port").FillAsync("8011");
        await Assertions.Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToBeVisibleAsync();
        await wizard.GoAsync("finish");
        if (await wizard.Page.Locator(".conflict").CountAsync() == 0)
        {
            await wizard.GoAsync("review");
        }

        await wizard.Page.Locator(".conflict").First.WaitForAsync();
        await CheckAsync(wizard);
    }

    // What is folded away has to be right too.
    private static async Task OpenAllAsync(Wizard wizard) =>
        await wizard.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(d => d.open = true)");

    internal static async Task CheckAsync(Wizard wizard)
    {
        var result = await wizard.Page.RunAxe(s_rules);
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations is [],
            wizard.Page.Url + "\n"
                + string.Join("\n\n",
                    result.Violations.Select(v =>
                        $"{v.Id}: {v.Help}\n  "
                            + string.Join("\n  ",
                                v.Nodes.Select(n => $"{n.Html}\n    {string.Join("; ", n.Any.Concat(n.All).Select(c => c.Message))}")))));
    }
}
