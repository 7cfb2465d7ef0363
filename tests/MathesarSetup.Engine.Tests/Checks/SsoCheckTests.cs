using System.Net;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Sso;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>Providers over HTTPS that are good, that are not, and servers that are none.</summary>
public sealed class SsoCheckTests(WebServers servers) : IClassFixture<WebServers>
{
    public static TheoryData<string> Faults => [.. WebServers.Faults.Keys];

    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("", "/")]
    public async Task A_provider_that_describes_itself_is_told_and_a_final_slash_is_no_matter(string issued, string answered)
    {
        using var server = Provider(port => $"https://localhost:{port}/realms/main{issued}");
        var outcome = await TryAsync($"https://localhost:{server.Port}/realms/main{answered}");
        Assert.Empty(outcome.Findings);
        Assert.Equal("keycloak describes itself as OpenID Connect asks.", outcome.Said);
    }

    [Fact]
    public async Task Another_issuer_is_told_with_the_fix()
    {
        using var server = Provider(_ => "https://login.example.com");
        var finding = Assert.Single((await TryAsync($"https://localhost:{server.Port}/realms/main")).Findings);
        Assert.Equal(("sso.issuer-differs", "https://login.example.com"), (finding.Code, finding.Fix!.Set["sso.providers.keycloak.server-url"]));
    }

    [Theory]
    [InlineData(404, "{}")]
    [InlineData(301, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "{\"issuer\": 5}")]
    [InlineData(200, "{\"issuer\": \"https://a.example\"}")]
    public async Task A_page_that_describes_no_provider_is_told(int status, string body)
    {
        using var server = new HttpsServer(servers.Authority.Issue(["localhost"]), _ => new HttpAnswer(status, body));
        Assert.Equal("sso.not-oidc", Assert.Single((await TryAsync($"https://localhost:{server.Port}")).Findings).Code);
    }

    [Fact]
    public async Task What_is_wrong_with_a_certificate_is_told()
    {
        foreach (var (certificate, words) in servers.BadCertificates("localhost"))
        {
            using var server = new HttpsServer(certificate, _ => new HttpAnswer(200, "{}"));
            Assert.Contains(words, Assert.Single((await TryAsync($"https://localhost:{server.Port}")).Findings).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_server_that_is_none_is_a_finding_within_the_limit(string fault)
    {
        using var server = new FaultServer(WebServers.Faults[fault]);
        foreach (var scheme in new[] { "http", "https" })
        {
            var finding = Assert.Single((await TryAsync($"{scheme}://127.0.0.1:{server.Port}")).Findings);
            Assert.Equal(("sso.unreachable", "sso.providers.keycloak.server-url"), (finding.Code, finding.Key));
        }

        await server.EmptyAsync();
    }

    [Fact]
    public async Task A_port_on_which_nobody_listens_and_a_name_without_an_address_are_told_apart()
    {
        Assert.Contains("refuses the connection", Assert.Single((await TryAsync($"https://127.0.0.1:{FreePort.Take()}")).Findings).Message,
            StringComparison.Ordinal);
        Assert.Contains("No address is known", Assert.Single((await TryAsync("https://no-such-host.invalid")).Findings).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_reached_over_IPv6_alone_is_reached()
    {
        using var server =
            new HttpsServer(servers.Authority.Issue(["::1"]), question => Description($"https://{question.Headers["host"]}"), IPAddress.IPv6Loopback);
        Assert.Empty((await TryAsync($"https://[::1]:{server.Port}")).Findings);
    }

    [Fact]
    public async Task With_passwords_switched_off_a_provider_that_does_not_answer_stands_at_the_switch()
    {
        var outcome = await WebServers.TryAsync(new SsoCheck(servers.Fetch), ("sso.providers.keycloak.type", "oidc"),
            ("sso.providers.keycloak.server-url", $"https://127.0.0.1:{FreePort.Take()}"), ("sso.required", "true"));

        Assert.Equal(["sso.none-answers", "sso.unreachable"], outcome.Findings.Select(f => f.Code));
        Assert.Equal("sso.required", outcome.Findings[0].Key);
    }

    [Theory]
    [InlineData(401, "invalid_client", "sso.client-refused")]
    [InlineData(401, "unauthorized_client", "sso.client-refused")]
    [InlineData(400, "invalid_client", "sso.client-refused")]
    [InlineData(400, "unauthorized_client", "sso.flow-refused")]
    [InlineData(400, "redirect_uri_mismatch", "sso.callback-unknown")]
    [InlineData(400, "invalid_grant", null)]
    public async Task A_client_is_tried_with_a_code_that_is_none(int status, string error, string? code)
    {
        var asked = new List<HttpQuestion>();
        using var server = new HttpsServer(servers.Authority.Issue(["localhost"]), question =>
        {
            asked.Add(question);
            var root = $"https://localhost:{question.Headers["host"].Split(':')[1]}";
            return question.Target == "/token" ? new HttpAnswer(status, $$"""{"error": "{{error}}"}""")
                : new HttpAnswer(200, $$"""
                    {"issuer": "{{root}}", "authorization_endpoint": "{{root}}/a", "token_endpoint": "{{root}}/token",
                     "token_endpoint_auth_methods_supported": ["client_secret_basic"]}
                    """);
        });

        var outcome = await WebServers.TryAsync(new SsoLoginCheck(servers.Fetch), ("sso.providers.keycloak.type", "oidc"),
            ("sso.providers.keycloak.server-url", $"https://localhost:{server.Port}"), ("sso.providers.keycloak.client-id", "tables"),
            ("sso.providers.keycloak.client-secret", "s3cret"));

        Assert.Equal(code, outcome.Findings.SingleOrDefault()?.Code);
        Assert.Equal(code is null ? "keycloak takes client ID and secret." : "", outcome.Said);
        Assert.Equal("Basic dGFibGVzOnMzY3JldA==", asked.Single(q => q.Target == "/token").Headers["authorization"]);
        Assert.DoesNotContain(outcome.Findings, f => f.Message.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public void GitHub_needs_no_check() =>
        Assert.False(new SsoCheck().AppliesTo(Setup.Of(Scenarios.All["recommended"].With("sso.providers.hub.type", "github"))));

    private HttpsServer Provider(Func<string, string> issuer) => new(servers.Authority.Issue(["localhost"]), question =>
        question.Target == "/realms/main/.well-known/openid-configuration"
            ? Description(issuer(question.Headers["host"].Split(':')[1]))
            : new HttpAnswer(404, ""));

    private static HttpAnswer Description(string issuer) =>
        new(200, $$"""{"issuer": "{{issuer}}", "authorization_endpoint": "https://a.example/a", "token_endpoint": "https://a.example/t"}""");

    private Task<CheckOutcome> TryAsync(string address) =>
        WebServers.TryAsync(new SsoCheck(servers.Fetch), ("sso.providers.keycloak.type", "oidc"), ("sso.providers.keycloak.server-url", address));
}
