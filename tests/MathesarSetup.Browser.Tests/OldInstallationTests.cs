using System.Globalization;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>An installation in Mathesar 0.9.0's shape, with hand edits, laid out anew and changed in the browser on the real engine.</summary>
[Collection(RunsAlone.Name)]
public sealed class OldInstallationTests(BrowserUnderTest browser) : IDisposable
{
    private static readonly LocatorAssertionsToHaveTextOptions s_patience = new() { Timeout = 240_000 };

    private readonly OldInstallation _old = new();

    public void Dispose() => _old.Dispose();

    [Fact]
    public async Task One_setting_is_changed_and_exactly_its_line_changes_and_all_data_stays()
    {
        var mounts = _old.Mounts(_old.Database);
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.Button($"Container {_old.Web}").ClickAsync();
        await Expect(wizard.Page.Locator(".read")).ToContainTextAsync($"Mathesar 0.9.0: the container {_old.Web} says so itself");
        await wizard.Page.Locator("label[for='layout-anew']").ClickAsync();
        await OwnFiles.TickAsync(wizard);
        await OwnFiles.TakeOverAsync(wizard);
        await Expect(wizard.Page.Locator("header .place")).ToHaveAttributeAsync("title", _old.Directory);

        await ChangeWorkersAsync(wizard, 6);
        await wizard.PreviewAsync("compose.yaml");
        await Expect(wizard.Page.Locator("#file-panel .line.changed")).ToHaveCountAsync(1);
        await Expect(wizard.Page.Locator("#file-panel .line.changed")).ToContainTextAsync("WEB_CONCURRENCY: \"6\"");
        await wizard.GoAsync("review");
        var running = wizard.Page.Locator("section", new() { Has = wizard.Page.Locator("#runs-title") });
        await Expect(running).ToContainTextAsync(_old.Web);
        await Expect(running).Not.ToContainTextAsync(_old.Extra);
        await InstallAsync(wizard);
        ExpectAllKept(mounts, 6);

        await ChangeWorkersAsync(wizard, 7);
        await wizard.GoAsync("review");
        var row = wizard.Page.Locator("li.change", new() { HasText = "compose.yaml" });
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(row.Locator(".is-old")).ToHaveCountAsync(1);
        await Expect(row.Locator(".is-old")).ToContainTextAsync("WEB_CONCURRENCY: \"6\"");
        await Expect(row.Locator(".is-new")).ToHaveCountAsync(1);
        await Expect(row.Locator(".is-new")).ToContainTextAsync("WEB_CONCURRENCY: \"7\"");
        await Expect(running.Locator(".change")).ToHaveCountAsync(1);
        await Expect(running.Locator(".change")).ToContainTextAsync(_old.Web);
        await InstallAsync(wizard);
        ExpectAllKept(mounts, 7);
    }

    private static async Task ChangeWorkersAsync(Wizard wizard, int workers)
    {
        await wizard.GoAsync("optional");
        await wizard.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(d => d.open = true)");
        await wizard.Field("tuning.workers").FillAsync(Text(workers));
        await Expect(wizard.Page.Locator("[data-setting='tuning.workers'] .field-changed")).ToBeVisibleAsync();
    }

    private static async Task InstallAsync(Wizard wizard)
    {
        await wizard.GoAsync("finish");
        await Expect(wizard.Page.Locator(".engine")).ToContainTextAsync("Docker", new() { Timeout = 60_000 });
        await Expect(wizard.Page.Locator("#decisions-title")).ToHaveCountAsync(0);
        await wizard.Button("Apply the changes").ClickAsync();
        await Expect(wizard.Page.Locator("main h1")).ToHaveTextAsync("The changes are applied", s_patience);
    }

    private void ExpectAllKept(string[] mounts, int workers)
    {
        Assert.Equal("a row", _old.Row());
        Assert.Equal(mounts, _old.Mounts(_old.Database));
        Assert.Equal("an upload", _old.Docker("exec", _old.Web, "cat", "/code/.media/upload.txt").Output);
        Assert.Contains($"127.0.0.1:{Text(_old.Port)}", _old.Docker("port", _old.Web).Output, StringComparison.Ordinal);
        Assert.Contains($"WEB_CONCURRENCY={Text(workers)}", _old.Docker("inspect", "--format", "{{json .Config.Env}}", _old.Web).Output,
            StringComparison.Ordinal);
        Assert.True(_old.IsRunning(_old.Extra));
        Assert.Contains("MY_OWN=kept", _old.Docker("inspect", "--format", "{{json .Config.Env}}", _old.Web).Output, StringComparison.Ordinal);
        Assert.Contains("MY_OWN=kept", File.ReadAllText(Path.Join(_old.Directory, ".env")), StringComparison.Ordinal);
        Assert.Contains("extra:", File.ReadAllText(Path.Join(_old.Directory, "compose.override.yaml")), StringComparison.Ordinal);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
