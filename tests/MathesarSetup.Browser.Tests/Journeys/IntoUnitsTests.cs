using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests.Journeys;

/// <summary>
/// Into services of an ordinary user, by Podman and a real systemd: the wizard runs on that machine, as that user, and the browser on another one.
/// </summary>
public sealed class IntoUnitsTests(BrowserUnderTest browser) : IDisposable
{
    private const string Program = "/opt/tests/mathesar-setup.dll";
    private const string Log = $"{SystemdMachine.Home}/wizard.log";

    private readonly SystemdMachine _machine = Make();

    [Fact]
    public async Task What_cannot_start_is_told_and_taken_back_and_what_can_is_installed_and_runs()
    {
        BringProgram();
        _machine.Load(forRoot: false, StandIns.Postgres, StandIns.Mathesar("0.12.0"));
        var failing = await OpenAsync("failing", StandIns.Postgres);
        await Expect(failing.Locator("main")).ToContainTextAsync("grace");
        await InstallAsync(failing);
        await Expect(failing.Locator("main h1")).ToHaveTextAsync("It was not installed", new() { Timeout = 180_000 });
        await Expect(failing.Locator("main")).ToContainTextAsync("Everything is as before");
        await Expect(failing.Locator("main [data-code='units.failed']").First).ToBeVisibleAsync();
        Assert.Equal("", User("ls .config/containers/systemd").Output);
        Assert.Equal("", User("podman ps --all --quiet").Output);

        var page = await OpenAsync("working", StandIns.Mathesar("0.12.0"));
        await InstallAsync(page);
        await Expect(page.Locator("main h1")).ToHaveTextAsync("Mathesar runs", new() { Timeout = 180_000 });
        Assert.Equal("active\nactive\n", User("systemctl --user is-active working_db working").Output);
        Assert.Equal("302", User("curl --silent --output /dev/null --write-out '%{http_code}' http://127.0.0.1:8000/complete_installation/").Output);
    }

    public void Dispose() => _machine.Dispose();

    private static SystemdMachine Make()
    {
        StandIns.Require();
        return new SystemdMachine();
    }

    // What pages are drawn with lies where it was built, and is looked for there.
    private void BringProgram()
    {
        _machine.BringProgram(Path.GetDirectoryName(Program)!);
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Join(AppContext.BaseDirectory, "mathesar-setup.staticwebassets.runtime.json")));
        foreach (var root in assets.RootElement.GetProperty("ContentRoots").EnumerateArray().Select(static r => r.GetString()!.TrimEnd('/')))
        {
            _machine.Put(root, root);
            for (var above = root; above.Length > 1; above = Path.GetDirectoryName(above)!)
            {
                _machine.AsRoot("chmod", "a+rx", above).Successful();
            }
        }
    }

    private static Task InstallAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Install", Exact = true }).ClickAsync();

    private Outcome User(string line) => _machine.AsUser("sh", "-c", line);

    // One wizard at a time: the former one ends with the next.
    private async Task<IPage> OpenAsync(string name, string image)
    {
        _machine.Write($"/var/tmp/{name}/mathesar.yaml", $"""
            target: podman
            install:
              name: {name}
            podman:
              version: "5.4"
            mathesar:
              image: {image}
            database:
              image: {StandIns.Postgres}

            """);
        User($"[ ! -e wizard.pid ] || kill $(cat wizard.pid); cp -r /var/tmp/{name} {name}; "
            + $"{SystemdMachine.Invariant} setsid {SystemdMachine.Dotnet} {Program} serve --dir {SystemdMachine.Home}/{name} --listen 0.0.0.0 "
            + $"--insecure --allow-host {_machine.Address} --no-browser --port 0 >{Log} 2>&1 </dev/null & echo $! >wizard.pid").Successful();
        Eventually.Happens(() => User($"cat {Log}").Output.Contains("Installing into", StringComparison.Ordinal));
        var link = new UriBuilder(User($"cat {Log}").Output.Split('\n').First(static l => l.Contains("token=", StringComparison.Ordinal)).Trim())
        {
            Host = _machine.Address,
        };
        var context = await browser.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = Journey.Width, Height = Journey.Height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Wizard.Patience);
        await page.GotoAsync(link.Uri.ToString());
        await page.Locator("main h1").WaitForAsync();
        await page.GotoAsync(new Uri(link.Uri, "/review").ToString());
        await page.Locator("main h1").WaitForAsync();
        return page;
    }
}
