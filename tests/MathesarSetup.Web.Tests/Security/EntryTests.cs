using System.Net;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Tests.Hosting;

namespace MathesarSetup.Web.Tests.Security;

public sealed class EntryTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/database")]
    [InlineData("/css/look.css")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/_blazor/initializers")]
    [InlineData("/_blazor/negotiate")]
    public async Task Without_the_cookie_there_is_only_the_entry_page(string path)
    {
        await using var wizard = await RunningWizard.StartAsync();
        foreach (var cookie in new[] { null, $"mathesar-setup-{wizard.Port}=", $"mathesar-setup-{wizard.Port}={wizard.Tokens[0]}" })
        {
            var answer = await wizard.GetAsync(path, cookie, ("Sec-Fetch-Site", "same-origin"));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Contains("This browser has not entered yet", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_the_cookie_no_circuit_opens()
    {
        await using var wizard = await RunningWizard.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await wizard.UpgradeAsync(cookie: null, origin: wizard.Url));
    }

    [Fact]
    public async Task The_link_from_another_site_lets_the_browser_in_by_a_refresh()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var answer =
            await wizard.GetAsync($"/enter?token={wizard.Tokens[0]}", null, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("<meta http-equiv=\"refresh\" content=\"0;url=/\">", answer.Body, StringComparison.Ordinal);
        Assert.Matches($"^mathesar-setup-{wizard.Port}=[A-Za-z0-9_-]{{43}}; path=/; samesite=strict; httponly$", answer.SetCookie);
        Assert.Equal(HttpStatusCode.OK, (await wizard.GetAsync("/", answer.Cookie)).Status);
    }

    [Fact]
    public async Task The_token_has_256_bits_and_is_never_the_same()
    {
        await using var first = await RunningWizard.StartAsync();
        await using var second = await RunningWizard.StartAsync();
        Assert.Matches("^[A-Za-z0-9_-]{43}$", first.Tokens[0]);
        Assert.NotEqual(first.Tokens[0], second.Tokens[0]);
    }

    [Fact]
    public async Task A_second_use_of_the_link_is_refused()
    {
        await using var wizard = await RunningWizard.StartAsync();
        await wizard.EnterAsync();
        var again = await wizard.EnterAsync(wizard.Tokens[0]);
        Assert.Equal(HttpStatusCode.Unauthorized, again.Status);
        Assert.Null(again.SetCookie);
    }

    [Fact]
    public async Task Of_many_uses_at_once_one_gets_in()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => wizard.EnterAsync(wizard.Tokens[0])));
        Assert.Single(answers, answer => answer.SetCookie is not null);
    }

    [Fact]
    public async Task Looking_at_the_link_with_HEAD_does_not_use_it_up()
    {
        await using var wizard = await RunningWizard.StartAsync();
        await wizard.SendAsync(HttpMethod.Head, $"/enter?token={wizard.Tokens[0]}");
        Assert.Equal(HttpStatusCode.OK, (await wizard.EnterAsync(wizard.Tokens[0])).Status);
    }

    [Fact]
    public async Task A_browser_that_has_entered_may_open_more_tabs_and_the_old_link()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var cookie = await wizard.EnterAsync();
        Assert.Equal(HttpStatusCode.OK, (await wizard.GetAsync("/", cookie)).Status);
        Assert.Equal(HttpStatusCode.OK, (await wizard.GetAsync("/", cookie)).Status);
        Assert.Equal(HttpStatusCode.OK, (await wizard.GetAsync($"/enter?token={wizard.Tokens[0]}", cookie)).Status);
    }

    [Fact]
    public async Task A_second_browser_enters_with_a_new_link_and_the_first_stays_in()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var first = await wizard.EnterAsync();
        await wizard.PostAsync(Door.NewLinkPath);
        var second = await wizard.EnterAsync();

        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.OK, (await wizard.GetAsync("/", first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await wizard.GetAsync("/", second)).Status);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("  http://127.0.0.1:8765/enter?token={0} ")]
    public async Task The_token_or_the_whole_link_can_be_pasted(string pasted)
    {
        await using var wizard = await RunningWizard.StartAsync();
        var answer = await wizard.PostAsync(Door.EnterPath, pasted.Replace("{0}", wizard.Tokens[0], StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(HttpStatusCode.OK, (await wizard.GetAsync("/", answer.Cookie)).Status);
    }
}
