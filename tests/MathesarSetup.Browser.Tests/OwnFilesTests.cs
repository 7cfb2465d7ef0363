using MathesarSetup.App.Opening;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>Files that somebody else wrote, read, changed in place, and laid out anew in the browser.</summary>
public sealed class OwnFilesTests(BrowserUnderTest browser)
{
    [Fact]
    public async Task One_answer_changes_one_line_and_undo_brings_the_very_bytes_back()
    {
        await using var wizard = await OpenAsync();
        await OwnFiles.ReadAsync(wizard);
        await Expect(wizard.Page.Locator("#layout-in-place")).ToBeCheckedAsync();
        await OwnFiles.TakeOverAsync(wizard);
        await WriteAsync(wizard);
        Assert.Equal(OwnFiles.All, Present(wizard));

        await ChangePortAsync(wizard);
        await wizard.PreviewAsync("docker-compose.override.yml");
        await Expect(wizard.Page.Locator("#file-panel .line.changed")).ToHaveCountAsync(1);
        await Expect(wizard.Page.Locator("#file-panel .line.changed")).ToContainTextAsync("- \"8011:8000\"   # 8000 is the printer's");
        await wizard.GoAsync("review");
        var row = wizard.Page.Locator("li.change", new() { HasText = "docker-compose.override.yml" });
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(row.Locator(".is-old")).ToHaveCountAsync(1);
        await Expect(row.Locator(".is-new")).ToHaveCountAsync(1);
        await WriteAsync(wizard);
        Assert.Equal(Changed(), Present(wizard));
        await Expect(wizard.Page.Locator("main")).ToContainTextAsync(
            $"{(await MachinePrograms.FindAsync(TestContext.Current.CancellationToken)).Compose} up -d");

        await wizard.Button("Undo").ClickAsync();
        await WriteAsync(wizard);
        Assert.Equal(OwnFiles.All, Present(wizard));
        Assert.DoesNotContain(OwnFiles.Key, wizard.Received, StringComparison.Ordinal);
        Assert.DoesNotContain("of the panel", wizard.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Laid_out_anew_what_costs_something_is_ticked_first_and_the_history_has_the_old_files()
    {
        await using var wizard = await OpenAsync();
        await OwnFiles.ReadAsync(wizard);
        await wizard.Page.Locator("label[for='layout-anew']").ClickAsync();
        await Expect(wizard.Button("Take it over")).ToBeDisabledAsync();
        await OwnFiles.TickAsync(wizard);
        await OwnFiles.TakeOverAsync(wizard);
        await ChangePortAsync(wizard);
        await WriteAsync(wizard);
        Assert.Contains("8011:8000", File.ReadAllText(Path.Join(wizard.Directory, "compose.yaml")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(wizard.Directory, "docker-compose.yml")));
        Assert.Contains("grafana/promtail:2.9.0", string.Concat(Directory.EnumerateFiles(wizard.Directory, "*.y*ml").Select(File.ReadAllText)),
            StringComparison.Ordinal);

        await wizard.GoAsync("");
        var found = wizard.Page.Locator("li.change", new() { HasText = "Version 1" });
        await found.GetByRole(AriaRole.Button, new() { Name = "Show the difference" }).ClickAsync();
        await found.GetByRole(AriaRole.Button, new() { Name = "Put these files back" }).ClickAsync();
        await found.GetByRole(AriaRole.Button, new() { Name = "Put version 1 back" }).ClickAsync();
        await Expect(wizard.Page.Locator("li.change .change-kind", new() { HasText = "restored" })).ToBeVisibleAsync();
        Assert.Equal(OwnFiles.All, Present(wizard));
    }

    [Fact]
    public async Task Everything_is_done_by_the_keyboard_alone()
    {
        await using var wizard = await OpenAsync();
        await wizard.Button("Read them").FocusAsync();
        await wizard.Page.Keyboard.PressAsync("Enter");
        await Expect(wizard.Page.Locator("#read-title")).ToBeFocusedAsync();
        await TabToAsync(wizard, "#database-password");
        await wizard.Page.Keyboard.TypeAsync("of the panel");
        await wizard.Page.Keyboard.PressAsync("Enter");
        await Expect(wizard.Page.Locator(".unknown-answers")).ToHaveCountAsync(0);
        await Expect(wizard.Page.Locator("#read-title")).ToBeFocusedAsync();
        await TabToAsync(wizard, "#layout-in-place");
        await wizard.Page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(wizard, ".differences input");
        await wizard.Page.Keyboard.PressAsync("Space");
        await Expect(wizard.Page.Locator(".differences input").First).ToBeCheckedAsync();
        await wizard.Page.Locator("#layout-anew").FocusAsync();
        await wizard.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(wizard.Page.Locator("#layout-in-place")).ToBeCheckedAsync();
        await TabToAsync(wizard, ".read .page-do button:last-of-type");
        await wizard.Page.Keyboard.PressAsync("Enter");
        await Expect(wizard.Page.Locator(".read")).ToContainTextAsync("the files stay as they are");
        await Expect(wizard.Page.Locator("#read-title")).ToBeFocusedAsync();
    }

    // No page has more controls than this between two of its questions.
    private static async Task TabToAsync(Wizard wizard, string selector)
    {
        for (var i = 0; i < 40; i++)
        {
            await wizard.Page.Keyboard.PressAsync("Tab");
            if (await wizard.Page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
            {
                return;
            }
        }

        Assert.Fail($"{selector} was not reached by Tab.");
    }

    private Task<Wizard> OpenAsync() => Wizard.OpenAsync(browser, prepare: OwnFiles.Write);

    private static async Task ChangePortAsync(Wizard wizard)
    {
        await wizard.GoAsync("address");
        await wizard.Field("access.port").FillAsync("8011");
        await Expect(wizard.Page.Locator("[data-setting='access.port'] .field-changed")).ToContainTextAsync("was 8010");
    }

    private static async Task WriteAsync(Wizard wizard)
    {
        await wizard.GoAsync("finish");
        await wizard.Button("Write the files").ClickAsync();
        await wizard.ExpectTitleAsync("The files are written");
    }

    private static Dictionary<string, string> Changed() => new(OwnFiles.All, StringComparer.Ordinal)
    {
        ["docker-compose.override.yml"] = OwnFiles.All["docker-compose.override.yml"].Replace("8010:8000", "8011:8000", StringComparison.Ordinal),
    };

    // All but the files of answers, which are ours.
    private static Dictionary<string, string> Present(Wizard wizard) => Directory.EnumerateFiles(wizard.Directory)
        .Where(static f => !Path.GetFileName(f).StartsWith("mathesar.", StringComparison.Ordinal))
        .ToDictionary(static f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);
}
