using System.Net;
using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>
/// Tests that make networks run alone: Chromium drops what it is loading, from whatever address, when the machine gets a network more.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "Alone";
}

/// <summary>From the browser to a running Mathesar on the real engine, with stand-ins for images, and back when it fails.</summary>
[Collection(RunsAlone.Name)]
public sealed partial class InstallTests : IDisposable
{
    private static readonly LocatorAssertionsToHaveTextOptions s_patience = new() { Timeout = 240_000 };

    private readonly BrowserUnderTest _browser;
    private readonly StandInPlace _place = new();

    public InstallTests(BrowserUnderTest browser) => _browser = browser;

    [Fact]
    public async Task Installing_ends_in_a_Mathesar_that_runs_and_has_its_administrator()
    {
        await using var wizard = await OpenAsync(StandIns.Mathesar("0.12.0"), "--first-boot");
        await wizard.Button("Install").ClickAsync();
        await Expect(wizard.Page.Locator(".run-steps li").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(wizard.Page.Locator(".run-count")).ToHaveTextAsync(StepCount());
        await AccessibilityTests.CheckAsync(wizard);
        await Expect(wizard.Page.Locator("main h1")).ToHaveTextAsync("Mathesar runs", s_patience);
        // The result is where the eyes are.
        await Expect(wizard.Page.Locator("main h1")).ToBeFocusedAsync();
        await Expect(wizard.Page.Locator("main h1")).ToBeInViewportAsync();
        await Expect(wizard.Page.Locator("main .mud-button-filled")).ToHaveCountAsync(1);

        var address = await wizard.Link("Open Mathesar").GetAttributeAsync("href");
        Assert.Equal($"http://localhost:{_place.Port}/", new Uri(address!).ToString());
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var login = await client.GetAsync(new Uri(new Uri(address!), "/auth/login/"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        using var door = await client.GetAsync(new Uri(new Uri(address!), "/complete_installation/"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, door.StatusCode);
        Assert.True(File.Exists(Path.Join(wizard.Directory, "compose.yaml")));
        Assert.DoesNotContain(Password(wizard), wizard.Received, StringComparison.Ordinal);
        ExpectNoSecondFirstBoot(wizard.Directory);
    }

    [Fact]
    public async Task An_installation_that_fails_half_way_says_why_and_leaves_nothing_running()
    {
        // An image without Mathesar: its container ends as soon as it starts.
        await using var wizard = await OpenAsync(StandIns.Root);
        await wizard.Button("Install").ClickAsync();
        await Expect(wizard.Page.Locator("main h1")).ToHaveTextAsync("It was not installed", s_patience);

        await Expect(wizard.Page.Locator(".run-steps .is-failed")).ToHaveCountAsync(1);
        await Expect(wizard.Page.Locator("main .finding.is-error").First).ToBeVisibleAsync();
        await Expect(wizard.Page.Locator("main [role=status]").First).ToHaveTextAsync("It failed, and everything is as before.");
        Assert.Empty(_place.Names("ps", "--all"));
        Assert.False(File.Exists(Path.Join(wizard.Directory, "compose.yaml")));
        await wizard.Button("Back to the changes").ClickAsync();
        await wizard.ExpectTitleAsync("Install, or take the files");
    }

    [Fact]
    public async Task What_is_installed_has_a_home_where_it_is_stopped_started_and_listened_to()
    {
        await using var wizard = await InstalledAsync();
        await Expect(wizard.Page.Locator(".home-condition")).ToHaveTextAsync("Runs and is healthy", s_patience);
        await Expect(wizard.Page.Locator(".home-address")).ToContainTextAsync("answers 200 in");
        await Expect(wizard.Link("Open Mathesar")).ToHaveAttributeAsync("href", $"http://localhost:{_place.Port}/");

        await wizard.Page.GetByRole(AriaRole.Button, new() { Name = "Log", Exact = true }).ClickAsync();
        await Expect(wizard.Page.Locator("#log-title")).ToBeFocusedAsync();
        await Expect(wizard.Page.Locator(".home-log .run-log div").First).ToBeVisibleAsync();
        Assert.DoesNotContain(Password(wizard), wizard.Received, StringComparison.Ordinal);

        await wizard.Page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await Expect(wizard.Page.Locator(".home-ask")).ToContainTextAsync($"{_place.Name}-mathesar-1");
        await wizard.Button("Stop it").ClickAsync();
        await Expect(wizard.Page.Locator("#care-result")).ToHaveTextAsync("It is stopped. Start brings it back as it was.", s_patience);
        await Expect(wizard.Page.Locator("#care-result")).ToBeInViewportAsync();
        await Expect(wizard.Page.Locator(".home-condition")).ToHaveTextAsync("Is stopped");
        Assert.Empty(_place.Names("ps"));
        Assert.NotEmpty(_place.Names("ps", "--all"));

        await wizard.Button("Start").ClickAsync();
        await Expect(wizard.Page.Locator("#care-result")).ToHaveTextAsync("It runs again.", s_patience);
        await Expect(wizard.Page.Locator(".home-condition")).ToHaveTextAsync("Runs and is healthy");
        await Expect(wizard.Page.Locator(".home-address")).ToContainTextAsync("answers 200 in");

        await wizard.Button("Back up now").ClickAsync();
        await Expect(wizard.Page.Locator("#backup-result"))
            .ToHaveTextAsync("It is backed up, and the backup was read back to its end.", s_patience);
        Assert.Single(Directory.GetFiles(Path.Join(wizard.Directory, "backups"), "*.tar"));
        await Expect(wizard.Page.Locator("[aria-labelledby=backups-title] dt")).ToHaveCountAsync(1);
        await wizard.Page.GetByRole(AriaRole.Button, new() { NameRegex = GoBack() }).ClickAsync();
        await Expect(wizard.Page.Locator("#restore-ask")).ToBeFocusedAsync();
        await Expect(wizard.Page.Locator(".home-ask")).ToContainTextAsync("These databases become as they were then: mathesar_django");
        await AccessibilityTests.CheckAsync(wizard);
        await wizard.Page.GetByRole(AriaRole.Button, new() { Name = "Go back", Exact = true }).ClickAsync();
        await Expect(wizard.Page.Locator("#backup-result")).ToHaveTextAsync("Mathesar runs with what the backup holds.", s_patience);
        await Expect(wizard.Page.Locator("[aria-labelledby=backups-title] dt")).ToHaveCountAsync(2);
        var key = Password(wizard);
        await wizard.Button("Make a new key").ClickAsync();
        await wizard.Button("Make it").ClickAsync();
        await Expect(wizard.Page.Locator("#key-result")).ToHaveTextAsync("Mathesar has a new secret key, and what it stores fits it.", s_patience);
        Assert.NotEqual(key, Password(wizard));
        Assert.DoesNotContain(Password(wizard), wizard.Received, StringComparison.Ordinal);

        var compose = Path.Join(wizard.Directory, "compose.yaml");
        await File.WriteAllTextAsync(compose, (await File.ReadAllTextAsync(compose, TestContext.Current.CancellationToken))
            .Replace("restart: unless-stopped", "restart: always", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Expect(wizard.Page.Locator(".hand-edits > summary")).ToContainTextAsync("Changed by hand since it was written: 2 places");

        await wizard.Button("Remove what runs").ClickAsync();
        await Expect(wizard.Page.Locator("#removal-ask")).ToBeFocusedAsync();
        await wizard.Button("Remove it").ClickAsync();
        await Expect(wizard.Page.Locator("#removal-result")).ToHaveTextAsync(
            "It is removed. Data, secrets and files are where they were.", s_patience);
        Assert.Empty(_place.Names("ps", "--all"));
        Assert.NotEmpty(_place.Names("volume", "ls"));
        await Expect(wizard.Link("Review and install")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_newer_release_is_tried_on_a_copy_fails_there_and_comes_once_it_can()
    {
        await using var wizard = await Wizard.OpenAsync(_browser, prepare: _place.InstallFormer);
        await wizard.GoAsync("");
        _place.Ask("INSERT INTO stand_in_accounts VALUES ('twin', 'twin@example.com', 'x'), ('other', 'twin@example.com', 'x')");
        await wizard.Button("Upgrade to 0.12.0").ClickAsync(new() { Timeout = 60_000 });
        await AccessibilityTests.CheckAsync(wizard);
        await wizard.Button("Upgrade it").ClickAsync();
        await Expect(wizard.Page.Locator("#upgrade-result")).ToBeFocusedAsync();
        await Expect(wizard.Page.Locator("#upgrade-result")).ToHaveTextAsync(
            "The migration did not work on a copy. Mathesar was not touched.", s_patience);
        await Expect(wizard.Page.Locator("[aria-labelledby=upgrade-title] .finding.is-error").First).ToContainTextAsync("mathesar.0013_stand_in");
        Assert.Contains("0.11.0", await _place.ReleaseAsync(), StringComparison.Ordinal);

        _place.Ask("DELETE FROM stand_in_accounts WHERE name = 'other'");
        await wizard.Button("Upgrade to 0.12.0").ClickAsync();
        await wizard.Button("Upgrade it").ClickAsync();
        await Expect(wizard.Page.Locator("#upgrade-result")).ToHaveTextAsync("It is upgraded, and answers.", s_patience);
        Assert.Contains("0.12.0", await _place.ReleaseAsync(), StringComparison.Ordinal);
        await Expect(wizard.Page.Locator("[aria-labelledby=backups-title] dt")).ToHaveCountAsync(1);
    }

    [Theory(Explicit = true)]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task The_home_is_drawn(int width, int height, ColorScheme scheme)
    {
        await using var wizard = await InstalledAsync(width, scheme);
        async Task DrawAsync(string name)
        {
            await wizard.Page.SetViewportSizeAsync(width, height);
            await GalleryTests.DrawAsync(wizard, width, scheme, name);
        }

        await Expect(wizard.Page.Locator(".home-address")).ToContainTextAsync("answers 200 in", new() { Timeout = 60_000 });
        await wizard.Button("Back up now").ClickAsync();
        await Expect(wizard.Page.Locator("#backup-result")).ToContainTextAsync("It is backed up", new() { Timeout = 60_000 });
        await DrawAsync("home");
        await wizard.Page.GetByRole(AriaRole.Button, new() { NameRegex = GoBack() }).ClickAsync();
        await Expect(wizard.Page.Locator("#restore-ask")).ToBeFocusedAsync();
        await wizard.Button("Make a new key").ClickAsync();
        await DrawAsync("home-restore");
        await wizard.Page.GetByRole(AriaRole.Button, new() { Name = "Log", Exact = true }).ClickAsync();
        await wizard.Page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await Expect(wizard.Page.Locator(".home-log .run-log div").First).ToBeVisibleAsync();
        await File.AppendAllTextAsync(Path.Join(wizard.Directory, "compose.yaml"), "# mine\n", TestContext.Current.CancellationToken);
        await wizard.Page.Locator(".hand-edits > summary").ClickAsync(new() { Timeout = 60_000 });
        await DrawAsync("home-asked");
        await wizard.Button("Stop it").ClickAsync();
        await Expect(wizard.Page.Locator("#care-result")).ToContainTextAsync("It is stopped", new() { Timeout = 60_000 });
        await DrawAsync("home-stopped");
        await wizard.Button("Remove what runs").ClickAsync();
        await Expect(wizard.Page.Locator("#removal-ask")).ToBeFocusedAsync();
        await DrawAsync("home-removal");
    }

    [Theory(Explicit = true)]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task An_upgrade_is_drawn(int width, int height, ColorScheme scheme)
    {
        await using var wizard = await Wizard.OpenAsync(_browser, width, scheme, prepare: _place.InstallFormer);
        await wizard.GoAsync("");
        await wizard.Button("Upgrade to 0.12.0").ClickAsync(new() { Timeout = 60_000 });
        await wizard.Page.SetViewportSizeAsync(width, height);
        await GalleryTests.DrawAsync(wizard, width, scheme, "home-upgrade");
        await wizard.Button("Upgrade it").ClickAsync();
        await Expect(wizard.Page.Locator("#upgrade-result")).ToHaveTextAsync("It is upgraded, and answers.", s_patience);
        await wizard.Page.SetViewportSizeAsync(width, height);
        await GalleryTests.DrawAsync(wizard, width, scheme, "home-upgraded");
    }

    public void Dispose() => _place.Dispose();

    // The mark is one fact and the Mathesar that answers another: either is enough.
    private static void ExpectNoSecondFirstBoot(string directory)
    {
        var mark = Path.Join(directory, ".mathesar-setup", "first-boot-done");
        Assert.True(File.Exists(mark));
        Assert.Contains("the first boot is over", WizardProcess.Run("serve", "--first-boot", "--no-browser", "--dir", directory).Successful().Output,
            StringComparison.Ordinal);
        File.Delete(mark);
        Assert.Contains("the first boot is over", WizardProcess.Run("serve", "--first-boot", "--no-browser", "--dir", directory).Successful().Output,
            StringComparison.Ordinal);
    }

    // The first page of an installation that runs.
    private async Task<Wizard> InstalledAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var wizard = await OpenAsync(StandIns.Mathesar("0.12.0"), width, scheme);
        await wizard.Button("Install").ClickAsync();
        await Expect(wizard.Page.Locator("main h1")).ToHaveTextAsync("Mathesar runs", s_patience);
        await wizard.GoAsync("");
        await wizard.ExpectTitleAsync("This installation");
        return wizard;
    }

    private Task<Wizard> OpenAsync(string image, params string[] options) => OpenAsync(image, 1440, ColorScheme.Light, options);

    // The review of a directory whose answers name the stand-ins.
    private async Task<Wizard> OpenAsync(string image, int width, ColorScheme scheme, params string[] options)
    {
        var wizard = await Wizard.OpenAsync(_browser, width, scheme, prepare: directory => _place.Answer(directory, image), options: options);
        await wizard.GoAsync("review");
        return wizard;
    }

    private static string Password(Wizard wizard) => File.ReadLines(Path.Join(wizard.Directory, "mathesar.secrets.yaml"))
        .First(l => l.TrimStart().StartsWith("key:", StringComparison.Ordinal)).Split(": ")[1];

    [GeneratedRegex("^Go back to it, ")]
    private static partial Regex GoBack();

    [GeneratedRegex(@"\d+ of 1\d steps")]
    private static partial Regex StepCount();
}
