using System.Net;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Tests.Hosting;

namespace MathesarSetup.Web.Tests.Security;

public sealed class OriginTests
{
    public static TheoryData<string> Foreign =>
    [
        "",
        "null",
        "http://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://localhost:{port}",
        "http://127.0.0.1.evil.example:{port}",
        "file://127.0.0.1:{port}",
    ];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_missing_or_foreign_origin_opens_no_circuit(string origin)
    {
        await using var wizard = await RunningWizard.StartAsync();
        var cookie = await wizard.EnterAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await wizard.UpgradeAsync(cookie, Fill(origin, wizard)));
    }

    [Fact]
    public async Task The_own_origin_opens_a_circuit()
    {
        await using var wizard = await RunningWizard.StartAsync();
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await wizard.UpgradeAsync(await wizard.EnterAsync(), wizard.Url));
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_missing_or_foreign_origin_posts_nothing(string origin)
    {
        await using var wizard = await RunningWizard.StartAsync();
        var cookie = await wizard.EnterAsync();
        foreach (var path in new[] { "/_blazor/negotiate?negotiateVersion=1", "/", Door.EnterPath, Door.NewLinkPath })
        {
            var headers = new Dictionary<string, string> { ["Cookie"] = cookie };
            if (Fill(origin, wizard) is { } from)
            {
                headers["Origin"] = from;
            }

            Assert.Equal(HttpStatusCode.Forbidden, (await wizard.SendAsync(HttpMethod.Post, path, headers)).Status);
        }

        Assert.Single(wizard.Tokens);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Referer", "http://127.0.0.1:{port}/", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.Forbidden)]
    [InlineData("Referer", "http://evil.example/", HttpStatusCode.Forbidden)]
    [InlineData("Accept", "*/*", HttpStatusCode.Forbidden)]
    public async Task Blazors_own_request_without_an_origin_says_otherwise_where_it_comes_from(string header, string value, HttpStatusCode expected)
    {
        await using var wizard = await RunningWizard.StartAsync();
        var answer = await wizard.GetAsync("/_blazor/initializers", await wizard.EnterAsync(), (header, Fill(value, wizard)!));
        Assert.Equal(expected, answer.Status);
    }

    [Theory]
    [InlineData("no-cors", HttpStatusCode.Forbidden)]
    [InlineData("navigate", HttpStatusCode.OK)]
    public async Task Another_program_on_this_machine_may_link_to_a_page_but_not_load_one(string mode, HttpStatusCode expected)
    {
        await using var wizard = await RunningWizard.StartAsync();
        var answer = await wizard.GetAsync("/", await wizard.EnterAsync(), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", mode));
        Assert.Equal(expected, answer.Status);
    }

    private static string? Fill(string origin, RunningWizard wizard) =>
        origin is "" ? null : origin.Replace("{port}", $"{wizard.Port}", StringComparison.Ordinal);
}
