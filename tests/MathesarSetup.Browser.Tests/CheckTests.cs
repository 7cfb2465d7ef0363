using System.Net;
using System.Net.Sockets;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>What stands in the way is seen while the answers are given, and one press settles it.</summary>
public sealed class CheckTests(BrowserUnderTest browser)
{
    [Fact]
    public async Task A_wrong_password_is_explained_and_the_fix_leads_to_green()
    {
        using var server = new PostgresServer();
        server.Make("tables", "0Xq7rT2mV9bN4kL8");
        server.Query("postgres", "CREATE ROLE boss SUPERUSER LOGIN PASSWORD 's0perusers'");
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.url").FillAsync($"postgresql://tables:t0psecret@host.docker.internal:{server.Port}/tables");
        await Expect(wizard.Page.Locator("#database-url-findings [data-code='database.wrong-login']"))
            .ToContainTextAsync("does not take this password");

        await wizard.Page.Locator("#superuser-url").FillAsync($"postgresql://boss:s0perusers@127.0.0.1:{server.Port}/postgres");
        await wizard.Page.GetByLabel("If the role tables is there already, give it this password").CheckAsync();
        await wizard.Button("Make the role and the database").ClickAsync();
        await Expect(wizard.Page.Locator("[data-check=database].is-good")).ToContainTextAsync("Reached PostgreSQL");
        await Expect(wizard.Page.Locator("[data-code='database.wrong-login']")).ToHaveCountAsync(0);
        await Expect(wizard.Page.Locator("#superuser-url")).ToHaveValueAsync("");
        Assert.DoesNotContain("s0perusers", wizard.Received, StringComparison.Ordinal);
        Assert.DoesNotContain("t0psecret", wizard.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_its_holder_and_the_next_one_is_taken_by_a_press()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("address");
        await wizard.Field("access.port").FillAsync($"{port}");
        await Expect(wizard.Page.Locator("#access-port-findings [data-code='ports.taken']")).ToContainTextAsync($"process {Environment.ProcessId}");
        await wizard.Page.Locator("[data-code='ports.taken'] button").ClickAsync();
        await Expect(wizard.Page.Locator("[data-check=ports].is-good")).ToContainTextAsync("is free.");
    }

    [Fact]
    public async Task A_port_in_use_is_told_everywhere_and_nowhere_within_seconds_after_it_is_freed()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("address");
        await wizard.Field("access.port").FillAsync($"{((IPEndPoint)holder.LocalEndpoint).Port}");
        await wizard.Link("Review").ClickAsync();
        await Expect(wizard.Page.Locator(".rail .is-error")).ToContainTextAsync("Address");
        await Expect(wizard.Page.Locator(".act-note")).ToContainTextAsync("stands in the way");
        await Expect(wizard.Page.Locator("#findings [data-code='ports.taken']")).ToHaveCountAsync(1);

        holder.Stop();
        await Expect(wizard.Page.Locator("footer")).Not.ToContainTextAsync("in the way");
        await Expect(wizard.Page.Locator(".act-note")).ToHaveCountAsync(0);
        await Expect(wizard.Page.Locator(".rail .is-error")).ToHaveCountAsync(0);
        await Expect(wizard.Button("Install")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_refused_password_is_not_forgotten_and_installing_asks_by_its_name()
    {
        using var server = new PostgresServer();
        server.Make("tables", "0Xq7rT2mV9bN4kL8");
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.url").FillAsync($"postgresql://tables:wr0ng@host.docker.internal:{server.Port}/tables");
        await Expect(wizard.Page.Locator("[data-code='database.wrong-login']")).ToHaveCountAsync(1);
        await wizard.Link("Review").ClickAsync();
        await wizard.ExpectTitleAsync("This is what will run");
        await Expect(wizard.Page.Locator(".rail .is-error")).ToContainTextAsync("Database");
        await Expect(wizard.Page.Locator("#findings [data-code='database.wrong-login']")).ToHaveCountAsync(1);
        await Expect(wizard.Page.Locator(".act-note")).ToContainTextAsync("does not take this password");
        await Expect(wizard.Page.Locator(".bottom .mud-button-filled")).ToHaveTextAsync("Go to Password");
    }

    [Fact]
    public async Task The_review_tries_everything_together()
    {
        await using var wizard = await Wizard.OpenAsync(browser);
        await wizard.GoAsync("review");
        await Expect(wizard.Page.Locator("[data-check=ports]")).ToContainTextAsync("Try again");
        await Expect(wizard.Page.Locator("[data-check=engine]")).ToContainTextAsync("Try again");
    }
}
