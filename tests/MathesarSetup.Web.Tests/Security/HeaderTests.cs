using System.Net;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Tests.Hosting;

namespace MathesarSetup.Web.Tests.Security;

public sealed class HeaderTests
{
    private const string Policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    [Fact]
    public async Task Every_answer_carries_the_same_protection()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var answers = await OneOfEachAsync(wizard);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden,
            HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed], answers.Select(answer => answer.Status).Distinct().Order());
        Assert.All(answers, answer =>
        {
            Assert.Equal(Policy, answer.Header("Content-Security-Policy"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
            Assert.Equal("camera=(), geolocation=(), microphone=(), payment=(), usb=()", answer.Header("Permissions-Policy"));
            Assert.Null(answer.Header("Server"));
            Assert.Null(answer.Header("X-Powered-By"));
        });
    }

    [Fact]
    public async Task Pages_are_kept_by_no_cache()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var answers = await OneOfEachAsync(wizard);
        Assert.All(answers.Where(answer => answer.Header("Content-Type") != "text/css"),
            answer => Assert.Equal("no-store", answer.Header("Cache-Control")));
    }

    [Fact]
    public async Task Assets_come_whole_and_compressed()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var cookie = await wizard.EnterAsync();
        foreach (var path in new[] { "/css/look.css", "/_content/MudBlazor/MudBlazor.min.js", "/_framework/blazor.web.js" })
        {
            var plain = await wizard.GetAsync(path, cookie);
            var packed = await wizard.GetAsync(path, cookie, ("Accept-Encoding", "gzip, br"));
            Assert.NotEmpty(plain.Body);
            Assert.Contains(packed.Header("Content-Encoding"), new[] { "gzip", "br" });
            Assert.InRange(int.Parse(packed.Header("Content-Length")!, System.Globalization.CultureInfo.InvariantCulture), 1, plain.Body.Length);
        }
    }

    [Fact]
    public async Task The_page_asks_nothing_of_third_parties()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var page = await wizard.GetAsync("/", await wizard.EnterAsync());
        Assert.Matches("src=\"_framework/blazor.web", page.Body);
        Assert.DoesNotMatch("(src|href|url\\()=?[\"']?([a-z]+:)?//", page.Body);
        Assert.Contains("<noscript>", page.Body, StringComparison.Ordinal);
    }

    private static async Task<Answer[]> OneOfEachAsync(RunningWizard wizard)
    {
        var entered = await wizard.EnterAsync(wizard.Tokens[0]);
        return
        [
            entered,
            await wizard.GetAsync("/", entered.Cookie),
            await wizard.GetAsync("/css/look.css", entered.Cookie),
            await wizard.GetAsync("/healthz"),
            await wizard.GetAsync("/", null, ("Host", "evil.example")),
            await wizard.GetAsync("/"),
            await wizard.SendAsync(HttpMethod.Post, "/"),
            await wizard.GetAsync("/no/such/page.css", entered.Cookie),
            await wizard.GetAsync(Door.NewLinkPath),
        ];
    }
}
