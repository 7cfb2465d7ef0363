using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>The files pane in a browser: merged text, whole lines, the list of files, and the way between a line and its answer.</summary>
public sealed class PreviewTests(BrowserUnderTest browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_pane_shows_what_will_be_written_whole_and_leads_to_the_answer_and_back(int width)
    {
        await using var wizard = await OpenEditedAsync(width);
        await wizard.GoAsync("address");
        await wizard.Field("access.port").FillAsync("8123");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToBeVisibleAsync();
        await ShowFilesAsync(wizard);
        await wizard.Page.Locator(".all-files > button").ClickAsync();
        await Expect(wizard.Page.Locator("#file-list")).ToBeInViewportAsync(new() { Ratio = 1 });
        await wizard.Page.Locator("#file-list button", new() { HasText = "compose.yaml" }).First.ClickAsync();

        var mine = wizard.Page.Locator("#file-panel .line", new() { HasText = "# Noor" });
        await Expect(mine.Locator(".mark.is-yours")).ToBeVisibleAsync();
        Assert.Equal(0, await wizard.Page.EvaluateAsync<int>(
            "(() => { const view = document.querySelector('#code-view'); return view.scrollWidth - view.clientWidth; })()"));

        await wizard.Page.Locator("#file-panel .line code", new() { HasText = "8123:8000" }).First.ClickAsync();
        await Expect(wizard.Page.Locator(".line-why a").First).ToBeVisibleAsync();
        await wizard.Page.Locator(".line-why a[href='address#access-port']").ClickAsync();
        await Expect(wizard.Field("access.port")).ToBeInViewportAsync();

        await wizard.Page.Locator("[data-setting='access.port'] .field-lines").ClickAsync();
        await Expect(wizard.Page.Locator("#file-panel .line.here")).ToBeInViewportAsync();
        await wizard.Page.Locator("#code-view").FocusAsync();
        await wizard.Page.Keyboard.PressAsync("ArrowDown");
        await wizard.Page.Keyboard.PressAsync("Enter");
        await Expect(wizard.Page.Locator(".line-why")).ToBeVisibleAsync();
        await wizard.Page.Keyboard.PressAsync("Escape");
        await Expect(wizard.Page.Locator(".line-why")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_conflict_stands_on_the_review_whole_with_its_place(int width)
    {
        await using var wizard = await OpenEditedAsync(width);
        // As if an older program had written something else, which a person then changed.
        var path = Path.Join(wizard.Directory, ".mathesar-setup/generated/compose.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("restart: unless-stopped", "restart: \"no\"", StringComparison.Ordinal));
        await wizard.GoAsync("review");

        var conflict = wizard.Page.Locator(".conflict").First;
        await Expect(conflict.Locator("legend")).ToContainTextAsync("compose.yaml:");
        await Expect(conflict).ToContainTextAsync("Yours stays until you choose.");
        Assert.True(await wizard.Page.EvaluateAsync<bool>("""
            (() => {
              const main = document.querySelector('main').getBoundingClientRect();
              return [...document.querySelectorAll('.conflict, .conflict pre')].every(box => box.getBoundingClientRect().right <= main.right
                && box.scrollWidth <= box.clientWidth + 1);
            })()
            """));
        await conflict.GetByRole(AriaRole.Radio, new() { Name = "Take the new one" }).CheckAsync();
        await Expect(wizard.Page.Locator(".conflict").First).Not.ToContainTextAsync("Yours stays until you choose.");
        await wizard.GoAsync("");
        var first = wizard.Page.Locator("li.change", new() { HasText = "Version 1" });
        await first.GetByRole(AriaRole.Button, new() { Name = "Show the difference" }).ClickAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "Put these files back" }).ClickAsync();
        await Expect(first.Locator(".restoring")).ToContainTextAsync("Edited by hand since");
        await Expect(first.Locator("#restoring-title")).ToBeFocusedAsync();
        Assert.Equal(0, await wizard.Page.EvaluateAsync<int>("window.scrollY"));
        await first.GetByRole(AriaRole.Button, new() { Name = "Put version 1 back" }).ClickAsync();
        await Expect(wizard.Page.Locator(".restored")).ToBeInViewportAsync();
        Assert.DoesNotContain("# Noor", File.ReadAllText(Path.Join(wizard.Directory, "compose.yaml")), StringComparison.Ordinal);
        await wizard.Button("Undo: put the files back as they were before").ClickAsync();
        await Expect(wizard.Page.Locator(".restored")).ToContainTextAsync("The files are as in version 2");
        Assert.Contains("# Noor", File.ReadAllText(Path.Join(wizard.Directory, "compose.yaml")), StringComparison.Ordinal);
    }

    private async Task<Wizard> OpenEditedAsync(int width)
    {
        var wizard = await Wizard.OpenAsync(browser, width);
        await wizard.GoAsync("finish");
        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");
        var compose = Path.Join(wizard.Directory, "compose.yaml");
        var text = File.ReadAllText(compose);
        var at = text.IndexOf("restart: unless-stopped", StringComparison.Ordinal);
        File.WriteAllText(compose, $"{text[..at]}restart: always  # Noor{text[(at + "restart: unless-stopped".Length)..]}");
        return wizard;
    }

    private static async Task ShowFilesAsync(Wizard wizard)
    {
        if (await wizard.Page.Locator("footer .handle").IsVisibleAsync())
        {
            await wizard.Page.Locator("footer .handle").ClickAsync();
            await Expect(wizard.Page.Locator("#files")).ToBeInViewportAsync();
        }
    }
}
