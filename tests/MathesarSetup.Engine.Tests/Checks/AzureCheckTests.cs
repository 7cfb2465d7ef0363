using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Storage;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>Blob containers over HTTPS behind a service that compares signatures, and services that are none.</summary>
public sealed class AzureCheckTests(WebServers servers) : IClassFixture<WebServers>
{
    private static readonly (string, string)[] s_key =
    [
        ("files.kind", "azure"),
        ("files.container", AzureStandIn.Container),
        ("files.account", AzureStandIn.Account),
        ("files.account-key", AzureStandIn.Key),
    ];

    public static TheoryData<string> Faults => [.. WebServers.Faults.Keys];

    [Fact]
    public async Task A_blob_is_written_read_and_deleted_with_an_account_key_and_nothing_stays()
    {
        using var service = Service();
        var outcome = await TryAsync(service.Port, s_key);
        Assert.Equal("Wrote, read and deleted a blob in tables-files.", outcome.Said);
        Assert.Empty(outcome.Findings);
        Assert.Equal(["PUT", "GET", "DELETE"], service.Asked);
        Assert.Empty(service.Blobs);
    }

    [Theory]
    [InlineData($"AccountName={AzureStandIn.Account};AccountKey={AzureStandIn.Key}")]
    [InlineData($"SharedAccessSignature=sv=2024-11-04&ss=b&srt=o&sp=rwd&sig={AzureStandIn.Signature}")]
    public async Task A_connection_string_leads_there_too_and_imports_are_left_to_the_machines_identity(string access)
    {
        using var service = Service();
        var connection = $"BlobEndpoint=https://localhost:{service.Port};{access}";
        var outcome = await TryAsync(1, ("files.kind", "azure"), ("files.container", AzureStandIn.Container), ("files.connection-string", connection),
            ("datafiles.kind", "azure"), ("datafiles.container", AzureStandIn.Container), ("datafiles.account", AzureStandIn.Account),
            ("datafiles.connection-string", connection));
        Assert.Equal("Wrote, read and deleted a blob in tables-files.", outcome.Said);
        Assert.Equal(3, service.Asked.Count);
    }

    [Theory]
    [InlineData("files.container", "other", "files.container-missing")]
    [InlineData("files.container", "Other Files", "files.container-name")]
    [InlineData("files.account", "somebody/else", "files.account-name")]
    [InlineData("files.account-key", "d3Jvbmc=", "files.wrong-account-key")]
    [InlineData("files.account-key", "not&base64", "files.account-key-malformed")]
    [InlineData("files.connection-string", "nothing of the kind", "files.account-key-malformed")]
    public async Task A_wrong_answer_is_named_at_its_field(string key, string text, string code)
    {
        using var service = Service();
        var finding = Assert.Single((await TryAsync(service.Port, [.. s_key, (key, text)])).Findings);
        Assert.Equal((code, key), (finding.Code, finding.Key));
    }

    [Theory]
    [InlineData(403, "AuthenticationFailed", "Request date header too old: 'Tue, 24 Nov 2026'", "files.clock")]
    [InlineData(403, "AuthorizationFailure", "no", "files.account-not-allowed")]
    [InlineData(403, "AccountIsDisabled", "no", "files.account-disabled")]
    [InlineData(400, "InvalidResourceName", "no", "files.container-name")]
    [InlineData(500, "InternalError", "no", "files.azure-refused")]
    public async Task What_Azure_refuses_is_told_in_words_of_ours(int status, string code, string detail, string expected)
    {
        using var service = Service();
        service.Refusal = AzureStandIn.Error(status, code, detail);
        Assert.Equal(expected, Assert.Single((await TryAsync(service.Port, s_key)).Findings).Code);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_key_without_one_of_the_three_rights_is_told(string forbidden)
    {
        using var service = Service();
        service.Forbidden = forbidden;
        Assert.Equal("files.account-not-allowed", Assert.Single((await TryAsync(service.Port, s_key)).Findings).Code);
    }

    [Fact]
    public async Task What_is_wrong_with_a_certificate_is_told()
    {
        foreach (var (certificate, words) in servers.BadCertificates("localhost"))
        {
            using var service = new AzureStandIn(certificate);
            var finding = Assert.Single((await TryAsync(service.Port, s_key)).Findings);
            Assert.Equal("files.unreachable", finding.Code);
            Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_server_that_is_none_is_a_finding_within_the_limit(string fault)
    {
        using var server = new FaultServer(WebServers.Faults[fault]);
        Assert.Contains(Assert.Single((await TryAsync(server.Port, "http", "127.0.0.1", s_key)).Findings).Code,
            new[] { "files.unreachable", "files.azure-refused" });
        await server.EmptyAsync();
    }

    [Fact]
    public async Task A_port_on_which_nobody_listens_and_a_name_without_an_address_are_told_apart()
    {
        Assert.Contains("refuses the connection", Assert.Single((await TryAsync(FreePort.Take(), s_key)).Findings).Message, StringComparison.Ordinal);
        Assert.Contains("No address is known", Assert.Single((await TryAsync(443, "https", "no-such-host.invalid", s_key)).Findings).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_managed_identity_nothing_can_be_tried_from_here() =>
        Assert.False(new AzureCheck()
            .AppliesTo(Setup.Of(Scenarios.All["recommended"].With("files.kind", "azure").With("files.container", "b").With("files.account", "a"))));

    private AzureStandIn Service() => new(servers.Authority.Issue(["localhost"]));

    private Task<CheckOutcome> TryAsync(int port, params (string Key, string Text)[] answers) => TryAsync(port, "https", "localhost", answers);

    private async Task<CheckOutcome> TryAsync(int port, string scheme, string host, (string Key, string Text)[] answers)
    {
        var outcome = await WebServers.TryAsync(new AzureCheck(servers.Fetch,
            account => new Uri($"{scheme}://{host}:{port}{(char.IsAsciiDigit(host[0]) ? $"/{account}" : "")}")), answers);
        Assert.All(outcome.Findings,
            f => Assert.DoesNotContain(answers,
                a => a.Key is "files.account-key" or "files.connection-string" && f.Message.Contains(a.Text, StringComparison.Ordinal)));
        return outcome;
    }
}
