using System.Net;
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
public sealed class InstallTests : IDisposable
{
    private static readonly LocatorAssertionsToHaveTextOptions s_patience = new() { Timeout = 240_000 };

    private readonly BrowserUnderTest _browser;
    private readonly string _docker = StandIns.Require();
    private readonly string _name = "browser-" + Guid.NewGuid().ToString("n")[..12];
    private readonly int _port = FreePort.Take();

    public InstallTests(BrowserUnderTest browser) => _browser = browser;

    [Fact]
    public async Task Installing_ends_in_a_Mathesar_that_runs_and_has_its_administrator()
    {
        await using var wizard = await OpenAsync(StandIns.Mathesar("0.12.0"), "--first-boot");
        await Expect(wizard.Page.Locator(".engine")).ToContainTextAsync("Docker", new() { Timeout = 60_000 });
        await wizard.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Install", Exact = true }).ClickAsync();
        await Expect(wizard.Page.Locator(".run-steps li").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(wizard.Page.Locator("main h1")).ToHaveTextAsync("Mathesar runs", s_patience);

        var address = await wizard.Page.Locator(".big-link").GetAttributeAsync("href");
        Assert.Equal($"http://localhost:{_port}/", new Uri(address!).ToString());
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
        await Expect(wizard.Page.Locator(".engine")).ToContainTextAsync("Docker", new() { Timeout = 60_000 });
        await wizard.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Install", Exact = true }).ClickAsync();
        await Expect(wizard.Page.Locator("main h1")).ToHaveTextAsync("It was not installed", s_patience);

        await Expect(wizard.Page.Locator("main .finding.is-error").First).ToBeVisibleAsync();
        await Expect(wizard.Page.Locator("main [role=status]").First).ToHaveTextAsync("It failed, and everything is as before.");
        Assert.Empty(Names("ps", "--all", "--format", "{{.Names}}"));
        Assert.False(File.Exists(Path.Join(wizard.Directory, "compose.yaml")));
        await wizard.Button("Back to the changes").ClickAsync();
        await wizard.ExpectTitleAsync("Install, or take the files");
    }

    public void Dispose()
    {
        foreach (var container in Names("ps", "--all", "--format", "{{.Names}}"))
        {
            Docker("rm", "--force", "--volumes", container);
        }

        foreach (var (kind, names) in new[]
        {
            ("network", Names("network", "ls", "--format", "{{.Name}}")),
            ("volume", Names("volume", "ls", "--format", "{{.Name}}")),
        })
        {
            Array.ForEach(names, name => Docker(kind, "rm", name));
        }
    }

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

    // The finish page of a directory whose answers name the stand-ins.
    private async Task<Wizard> OpenAsync(string image, params string[] options)
    {
        var wizard = await Wizard.OpenAsync(_browser, prepare: directory =>
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Join(directory, "mathesar.yaml"), $"""
                schema: 1
                install:
                  name: {_name}
                mathesar:
                  image: {image}
                access:
                  port: {_port}
                database:
                  image: {StandIns.Postgres}

                """);
        }, options: options);
        await wizard.GoAsync("finish");
        return wizard;
    }

    private static string Password(Wizard wizard) => File.ReadLines(Path.Join(wizard.Directory, "mathesar.secrets.yaml"))
        .First(l => l.TrimStart().StartsWith("key:", StringComparison.Ordinal)).Split(": ")[1];

    private string[] Names(params string[] command) =>
        [.. Docker([.. command, "--filter", $"name={_name}"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private string Docker(params string[] arguments) => new ChildProcess(_docker, arguments).Run().Successful().Output;
}
