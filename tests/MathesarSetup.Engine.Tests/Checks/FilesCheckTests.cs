using System.Net;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Storage;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>A bucket over HTTPS behind a service that compares signatures, and services that are none.</summary>
public sealed class FilesCheckTests(WebServers servers) : IClassFixture<WebServers>
{
    public static TheoryData<string> Faults => [.. WebServers.Faults.Keys];

    [Fact]
    public async Task An_object_is_written_read_and_deleted_and_nothing_stays()
    {
        using var service = new S3StandIn(servers.Authority.Issue(["localhost"]));
        var outcome = await TryAsync($"https://localhost:{service.Port}");
        Assert.Equal("Wrote, read and deleted an object in the bucket tables-files.", outcome.Said);
        Assert.Empty(outcome.Findings);
        Assert.Equal(["PUT", "GET", "DELETE"], service.Asked);
        Assert.Empty(service.Objects);
    }

    [Theory]
    [InlineData("files.bucket", "other", "files.bucket-missing")]
    [InlineData("files.access-key-id", "AKIAOTHER", "files.unknown-key")]
    [InlineData("files.secret-access-key", "wrong", "files.wrong-key")]
    [InlineData("files.region", "us-east-1", "files.wrong-region")]
    public async Task A_wrong_answer_is_named_at_its_field(string key, string text, string code)
    {
        using var service = new S3StandIn(servers.Authority.Issue(["localhost"]));
        var finding = Assert.Single((await TryAsync($"https://localhost:{service.Port}", (key, text))).Findings);
        Assert.Equal((code, key), (finding.Code, finding.Key));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_key_without_one_of_the_three_rights_is_told(string forbidden)
    {
        using var service = new S3StandIn(servers.Authority.Issue(["localhost"])) { Forbidden = forbidden };
        Assert.Equal("files.not-allowed", Assert.Single((await TryAsync($"https://localhost:{service.Port}")).Findings).Code);
        Assert.Equal(forbidden is "DELETE" ? 1 : 0, service.Objects.Count);
    }

    [Fact]
    public async Task What_is_wrong_with_a_certificate_is_told()
    {
        foreach (var (certificate, words) in servers.BadCertificates("localhost"))
        {
            using var service = new S3StandIn(certificate);
            var finding = Assert.Single((await TryAsync($"https://localhost:{service.Port}")).Findings);
            Assert.Equal("files.unreachable", finding.Code);
            Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_service_that_speaks_no_S3_is_told()
    {
        using var server = new HttpsServer(null, _ => new HttpAnswer(500, "<html>"));
        Assert.Equal("files.refused", Assert.Single((await TryAsync($"http://127.0.0.1:{server.Port}")).Findings).Code);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_server_that_is_none_is_a_finding_within_the_limit(string fault)
    {
        using var server = new FaultServer(WebServers.Faults[fault]);
        Assert.Contains(Assert.Single((await TryAsync($"http://127.0.0.1:{server.Port}")).Findings).Code,
            new[] { "files.unreachable", "files.refused" });
        await server.EmptyAsync();
    }

    [Fact]
    public async Task A_port_on_which_nobody_listens_is_told() =>
        Assert.Contains("refuses the connection", Assert.Single((await TryAsync($"https://127.0.0.1:{FreePort.Take()}")).Findings).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_service_that_is_reached_over_IPv6_alone_is_reached()
    {
        using var service = new S3StandIn(servers.Authority.Issue(["::1"]), IPAddress.IPv6Loopback);
        Assert.Empty((await TryAsync($"https://[::1]:{service.Port}")).Findings);
    }

    [Fact]
    public void Without_a_key_nothing_is_written_anywhere() =>
        Assert.False(new FilesCheck().AppliesTo(Setup.Of(Scenarios.All["recommended"].With("files.kind", "s3").With("files.bucket", "b"))));

    private Task<CheckOutcome> TryAsync(string endpoint, params (string Key, string Text)[] more) =>
        WebServers.TryAsync(new FilesCheck(servers.Fetch),
        [
            ("files.kind", "s3"), ("files.endpoint", endpoint), ("files.bucket", S3StandIn.Bucket), ("files.region", S3StandIn.Region),
            ("files.access-key-id", S3StandIn.KeyId), ("files.secret-access-key", S3StandIn.Secret), .. more,
        ]);
}
