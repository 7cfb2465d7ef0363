using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests.Journeys;

/// <summary>
/// What stands in the way is seen where it is caused, known until it goes, and passed by on purpose alone. The recommended port has to be free.
/// </summary>
[Collection(RunsAlone.Name)]
public sealed partial class InTheWayTests(BrowserUnderTest browser)
{
    [Fact]
    public async Task A_wrong_password_is_told_under_the_URL_and_kept_in_mind_with_the_way_to_it()
    {
        using var server = Server();
        await using var wizard = await OpenAsync();
        var journey = new Journey(wizard.Page);
        await GiveAsync(wizard, journey, server.Port, "wr0ng");
        var wrong = wizard.Page.Locator("#database-url-findings [data-code='database.wrong-login']");
        await Expect(wrong).ToContainTextAsync("does not take this password");
        await journey.SeesAsync(wrong);
        await journey.SeesAsync(wizard.Field("database.url"));
        journey.Costs(clicks: 3, inputs: 1);

        await journey.ClickAsync(Rail(wizard, "Review"));
        await journey.SeesTitleAsync("This is what will run");
        await Expect(wizard.Page.Locator(".act-note")).ToContainTextAsync("1 thing stands in the way: ");
        await Expect(wizard.Page.Locator(".act-note")).ToContainTextAsync("does not take this password");
        await journey.SeesAsync(wizard.Page.Locator(".act-note"));
        await journey.SeesAsync(wizard.Page.Locator(".bottom").GetByRole(AriaRole.Link, new() { Name = "Go to Password" }));
        await Expect(wizard.Page.Locator(".rail .is-error")).ToContainTextAsync("Database");

        // The engine's own look is as sure of it as the check was: what cannot end well is not offered.
        await Expect(wizard.Button("Install")).ToHaveCountAsync(0);
        await journey.ClickAsync(wizard.Page.Locator(".bottom").GetByRole(AriaRole.Link, new() { Name = "Go to Password" }));
        await Expect(wizard.Field("database.password")).ToBeFocusedAsync();
        await journey.SeesAsync(wizard.Field("database.password"));
        journey.Costs(clicks: 5, inputs: 1);
        Assert.DoesNotContain("wr0ng", wizard.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_passed_by_on_purpose_when_installing_asks_by_its_name()
    {
        await using var wizard = await OpenAsync();
        var journey = new Journey(wizard.Page);
        await GiveAsync(wizard, journey, FreePort.Take(), "0Xq7rT2mV9bN4kL8");
        var refused = wizard.Page.Locator("#database-url-findings .finding.is-error");
        await journey.SeesAsync(refused);
        await journey.ClickAsync(Rail(wizard, "Review"));
        await journey.SeesTitleAsync("This is what will run");
        var note = wizard.Page.Locator(".act-note");
        await Expect(note).ToContainTextAsync("1 thing stands in the way: ");
        await journey.SeesAsync(note);
        await Expect(wizard.Page.Locator("#runs-title")).ToBeVisibleAsync();
        await journey.ClickAsync(wizard.Button("Install"));
        var sheet = wizard.Page.Locator(".act-sheet");
        await Expect(sheet).ToContainTextAsync("Install although this stands?");
        await Expect(sheet).ToBeFocusedAsync();
        await journey.SeesAsync(sheet);
        var name = (await note.InnerTextAsync()).Trim()["1 thing stands in the way: ".Length..];
        await Expect(sheet.Locator("li")).ToHaveTextAsync([name]);
        await journey.SeesAsync(wizard.Button("Install all the same"));
        await journey.ClickAsync(wizard.Button("Not now"));
        await Expect(sheet).ToHaveCountAsync(0);
        journey.Costs(clicks: 6, inputs: 1);
    }

    [Fact]
    public async Task The_right_password_is_as_short_and_nothing_stands_in_the_way()
    {
        using var server = Server();
        await using var wizard = await OpenAsync();
        var journey = new Journey(wizard.Page);
        await GiveAsync(wizard, journey, server.Port, "0Xq7rT2mV9bN4kL8");
        var reached = wizard.Page.Locator("#database-url-findings [data-check=database].is-good");
        await Expect(reached).ToContainTextAsync("Reached PostgreSQL");
        await journey.SeesAsync(reached);
        journey.Costs(clicks: 3, inputs: 1);

        await journey.ClickAsync(Rail(wizard, "Review"));
        await journey.SeesTitleAsync("This is what will run");
        await Expect(wizard.Page.Locator(".bottom .mud-button-filled")).ToHaveTextAsync("Install");
        await journey.SeesAsync(wizard.Page.Locator(".bottom .mud-button-filled"));
        await Expect(wizard.Page.Locator(".act-note")).ToHaveCountAsync(0);
        await Expect(wizard.Page.Locator(".rail .is-error")).ToHaveCountAsync(0);
        journey.Costs(clicks: 4, inputs: 1);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_its_holder_and_gone_within_seconds_after_it_is_freed()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 8000);
        holder.Start();
        await using var wizard = await OpenAsync();
        var journey = new Journey(wizard.Page);
        await journey.ClickAsync(wizard.Button("Recommended settings"));
        await journey.SeesTitleAsync("This is what will run");
        var note = wizard.Page.Locator(".act-note");
        await Expect(note).ToContainTextAsync("1 thing stands in the way: ");
        await Expect(note).ToContainTextAsync("8000");
        await Expect(note).ToContainTextAsync($"process {Environment.ProcessId}");
        await journey.SeesAsync(note);
        await journey.SeesAsync(wizard.Page.Locator(".bottom").GetByRole(AriaRole.Button, new() { Name = "Use port 80" }));

        holder.Stop();
        await Expect(note).ToHaveCountAsync(0);
        await Expect(wizard.Page.Locator("#findings [data-code='ports.taken']")).ToHaveCountAsync(0);
        await journey.SeesAsync(wizard.Button("Install"));
        journey.Costs(clicks: 1, inputs: 0);
    }

    [Fact]
    public async Task Without_an_engine_the_bar_writes_the_files_and_the_command_that_starts_them_is_in_view()
    {
        await using var wizard = await Wizard.OpenAsync(browser, Journey.Width, Journey.Height,
            [new("DOCKER_HOST", "unix:///nothing/listens/here.sock")]);
        var journey = new Journey(wizard.Page);
        await journey.ClickAsync(wizard.Button("Recommended settings"));
        await journey.SeesTitleAsync("This is what will run");
        await Expect(wizard.Page.Locator(".act-note")).ToContainTextAsync("1 thing stands in the way of starting it: ");
        await journey.SeesAsync(wizard.Page.Locator(".act-note"));
        await journey.ClickAsync(wizard.Button("Write the files"));
        await journey.SeesTitleAsync("The files are written");
        // Whichever Compose this machine has.
        var start = wizard.Page.GetByRole(AriaRole.Group, new() { Name = "Start it" });
        await Expect(start).ToHaveTextAsync(UpDetached());
        await Expect(start).ToContainTextAsync($"cd {wizard.Directory} && ");
        await journey.SeesAsync(start);
        journey.Costs(clicks: 2, inputs: 0);
        Assert.True(File.Exists(Path.Join(wizard.Directory, "compose.yaml")));
    }

    // A role and a database of its own on a real server.
    private static PostgresServer Server()
    {
        var server = new PostgresServer();
        server.Make("tables", "0Xq7rT2mV9bN4kL8");
        return server;
    }

    private static async Task GiveAsync(Wizard wizard, Journey journey, int port, string password)
    {
        await journey.ClickAsync(wizard.Button("Choose everything"));
        await journey.SeesTitleAsync("How should Mathesar run?");
        await journey.ClickAsync(Rail(wizard, "Database"));
        await journey.SeesTitleAsync("Where should Mathesar keep its records?");
        await journey.ClickAsync(wizard.Page.Locator("main label", new() { HasText = "Use my own server" }));
        await journey.TypeAsync(wizard.Field("database.url"), $"postgresql://tables:{password}@host.docker.internal:{port}/tables");
    }

    private static ILocator Rail(Wizard wizard, string step) => wizard.Page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = step });

    [GeneratedRegex("docker[ -]compose up -d")]
    private static partial Regex UpDetached();

    private Task<Wizard> OpenAsync() => Wizard.OpenAsync(browser, Journey.Width, Journey.Height, []);
}
