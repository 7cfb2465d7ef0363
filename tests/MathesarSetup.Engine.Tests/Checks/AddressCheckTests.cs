using System.Net;
using System.Net.Sockets;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Address;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>Names that lead here, elsewhere and nowhere.</summary>
public sealed class AddressCheckTests(WebServers servers) : IClassFixture<WebServers>
{
    public static TheoryData<string> Faults => [.. WebServers.Faults.Keys];

    [Fact]
    public async Task The_name_of_this_machine_leads_here() =>
        Assert.Equal($"{Environment.MachineName.ToLowerInvariant()} is an address of this machine.",
            (await TryAsync(("access.url", $"http://{Environment.MachineName}:8000"))).Said);

    [Fact]
    public async Task A_name_without_an_address_is_told() =>
        Assert.Equal("address.unknown-name", Assert.Single((await TryAsync(("access.url", "https://no-such-host.invalid"))).Findings).Code);

    [Fact]
    public async Task A_word_that_comes_back_shows_that_a_name_leads_here_and_one_that_is_lost_that_it_does_not()
    {
        var port = FreePort.Take();
        Assert.Equal(EchoEnd.Came, await Echo.TryAsync([IPAddress.Loopback], port, port, TestContext.Current.CancellationToken));
        Assert.Equal(EchoEnd.Came,
            await Echo.TryAsync([IPAddress.Parse("192.0.2.1"), IPAddress.IPv6Loopback], port, port, TestContext.Current.CancellationToken));
        // What takes the word is another server than ours.
        using var other = new FaultServer(FaultServer.Silent);
        Assert.Equal(EchoEnd.DidNotCome, await Echo.TryAsync([IPAddress.Loopback], other.Port, port, TestContext.Current.CancellationToken));
        Assert.Equal(EchoEnd.DidNotCome, await Echo.TryAsync([IPAddress.Loopback], FreePort.Take(), port, TestContext.Current.CancellationToken));
        Assert.Equal(EchoEnd.CannotTell, await Echo.TryAsync([IPAddress.Loopback], other.Port, other.Port, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Passers_by_do_not_keep_the_word_from_coming()
    {
        var port = FreePort.Take();
        using var stop = new CancellationTokenSource();
        var passing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var socket = new TcpClient();
                    await socket.ConnectAsync(IPAddress.Loopback, port);
                    socket.Client.Send("GET / HTTP/1.1\r\nHost: somebody-else.example\r\n\r\n"u8);
                }
                catch (SocketException)
                {
                    await Task.Delay(5);
                }
            }
        }, TestContext.Current.CancellationToken);
        Assert.Equal(EchoEnd.Came, await Echo.TryAsync([IPAddress.Loopback], port, port, TestContext.Current.CancellationToken));
        await stop.CancelAsync();
        await passing;
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_told() =>
        Assert.Equal("address.elsewhere",
            Assert.Single((await TryAsync(("access.url", "http://192.0.2.1:8123"), ("access.port", $"{FreePort.Take()}"))).Findings).Code);

    [Fact]
    public async Task A_proxy_of_the_users_own_is_asked_and_its_certificate_compared()
    {
        using var proxy = new HttpsServer(servers.Authority.Issue([Environment.MachineName]), _ => new HttpAnswer(502, ""));
        (string, string)[] answers = [("proxy.kind", "external"), ("access.url", $"https://{Environment.MachineName}:{proxy.Port}")];
        Assert.Matches(@"answers with a certificate that is trusted until 20\d\d-\d\d-\d\d\.$", (await TryAsync(answers)).Said);
        var finding = Assert.Single((await WebServers.TryAsync(new AddressCheck(), answers)).Findings);
        Assert.Equal(("address.proxy", Severity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("Nobody whom this machine trusts", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_or_that_browsers_do_not_take_is_told()
    {
        using var soon =
            new HttpsServer(servers.Authority.Issue([Environment.MachineName], DateTimeOffset.UtcNow.AddDays(2)), _ => new HttpAnswer(200, ""));
        Assert.Equal("address.certificate-ends",
            Assert.Single(
                (await TryAsync(("proxy.kind", "external"), ("access.url", $"https://{Environment.MachineName}:{soon.Port}"))).Findings).Code);
        foreach (var (certificate, words) in servers.BadCertificates(Environment.MachineName))
        {
            using var server = new HttpsServer(certificate, _ => new HttpAnswer(200, ""));
            Assert.Contains(words, Assert.Single((await TryAsync(("proxy.kind", "external"),
                ("access.url", $"https://{Environment.MachineName}:{server.Port}"))).Findings).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_server_in_the_proxy_s_place_that_is_none_is_a_finding_within_the_limit(string fault)
    {
        using var server = new FaultServer(WebServers.Faults[fault], IPAddress.Any);
        Assert.Equal("address.proxy",
            Assert.Single(
                (await TryAsync(("proxy.kind", "external"), ("access.url", $"http://{Environment.MachineName}:{server.Port}"))).Findings).Code);
        await server.EmptyAsync();
    }

    [Theory]
    [InlineData("closes")]
    [InlineData("answers without end")]
    public async Task A_server_that_treats_the_word_badly_does_not_keep_the_echo_waiting(string fault)
    {
        using var server = new FaultServer(WebServers.Faults[fault]);
        Assert.Equal(EchoEnd.DidNotCome,
            await Echo.TryAsync([IPAddress.Loopback], server.Port, FreePort.Take(), TestContext.Current.CancellationToken));
        await server.EmptyAsync();
    }

    [Theory]
    [InlineData("caddy", true, false, true)]
    [InlineData("caddy", false, true, true)]
    [InlineData("caddy", false, false, false)]
    [InlineData("traefik", true, false, true)]
    [InlineData("traefik", false, true, false)]
    public void One_of_the_ports_to_which_the_authority_comes_has_to_lead_here(string proxy, bool http, bool https, bool isEnough)
    {
        var a = Answers(("proxy.kind", proxy), ("access.url", "https://tables.test"), ("proxy.http-port", "8080"), ("proxy.https-port", "8443"));
        static EchoEnd End(bool came) => came ? EchoEnd.Came : EchoEnd.DidNotCome;
        var findings =
            Acme.Finding(a, a.Get(AccessSettings.Url), new Dictionary<(int, int), EchoEnd> { [(80, 8080)] = End(http), [(443, 8443)] = End(https) });
        Assert.Equal(isEnough ? [] : ["address.acme"], findings.Select(f => f.Code));
    }

    [Fact]
    public void Nobody_comes_where_the_certificate_is_there_already_or_none_is_wanted()
    {
        Assert.Empty(Acme.Roads(Answers(("proxy.kind", "caddy"), ("access.url", "https://tables.test"),
            ("proxy.certificate", "/etc/ssl/tables.pem"))));
        Assert.Empty(Acme.Roads(Answers(("proxy.kind", "caddy"), ("access.url", "http://tables.test"))));
        Assert.Empty(Acme.Roads(Answers(("proxy.kind", "nginx"), ("access.url", "https://tables.test"))));
    }

    [Theory]
    [InlineData("192.168.1.20", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("93.184.215.14", false)]
    [InlineData("2606:2800::1", false)]
    public void Addresses_of_private_networks_are_known(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, Acme.IsPrivate(IPAddress.Parse(address)));

    [Fact]
    public async Task A_certificate_for_a_name_of_a_private_network_cannot_be_fetched() =>
        Assert.Contains("address.private",
            (await TryAsync(("proxy.kind", "caddy"), ("access.url", "https://192.168.77.77"))).Findings.Select(f => f.Code));

    [Fact]
    public void Names_under_which_others_reach_the_port_are_told_and_the_fix_adds_them()
    {
        (string, string)[] answers =
        [
            ("access.bind", "0.0.0.0"),
            ("access.url", "http://192.168.1.20:8000"),
            ("access.hosts", "tables.lan,.corp.lan"),
        ];
        var finding = Assert.Single(ServedNames.Missing(Answers(answers), ["192.168.1.20", "10.0.0.5", "grace", "grace.corp.lan"]));
        Assert.Equal(("address.missing-names", "tables.lan,.corp.lan,10.0.0.5,grace"), (finding.Code, finding.Fix!.Set["access.hosts"]));
        Assert.Empty(ServedNames.Missing(Answers([.. answers, ("access.hosts", finding.Fix.Set["access.hosts"]!)]),
            ["192.168.1.20", "10.0.0.5", "grace", "grace.corp.lan"]));
        Assert.Empty(ServedNames.Missing(Answers([.. answers, ("access.bind", "127.0.0.1")]), ["10.0.0.5"]));
        Assert.Empty(ServedNames.Missing(Answers([.. answers, ("access.hosts", "*")]), ["10.0.0.5"]));
    }

    [Fact]
    public async Task A_further_name_without_an_address_is_told() =>
        Assert.Equal("address.unknown-further",
            Assert.Single((await TryAsync(("access.url", $"http://{Environment.MachineName}:8000"),
                ("access.hosts", "no-such-host.invalid,.corp.lan,127.0.0.1"))).Findings).Code);

    [Fact]
    public async Task A_Mathesar_that_runs_with_older_names_is_told_and_one_with_these_is_not()
    {
        using var mathesar = new HttpsServer(null,
            question => new HttpAnswer(question.Headers["host"] is "localhost" or "tables.test" ? 200 : 400, ""), IPAddress.Loopback);
        (string, string)[] answers =
        [
            ("access.url", $"http://{Environment.MachineName}:{mathesar.Port}"),
            ("access.port", $"{mathesar.Port}"),
            ("access.hosts", "127.0.0.1"),
        ];
        var finding = Assert.Single((await TryAsync(answers)).Findings);
        Assert.Equal("address.refused-name", finding.Code);
        Assert.Contains($"(400) to 127.0.0.1, {Environment.MachineName.ToLowerInvariant()}.", finding.Message, StringComparison.Ordinal);
        using var current = new HttpsServer(null, _ => new HttpAnswer(200, ""), IPAddress.Loopback);
        Assert.Empty((await TryAsync([.. answers, ("access.port", $"{current.Port}")])).Findings);
    }

    [Theory]
    [InlineData("http://localhost:8000")]
    [InlineData("https://mathesar.example.com")]
    public void This_machine_alone_and_the_example_are_not_looked_up(string url) =>
        Assert.False(new AddressCheck().AppliesTo(Setup.Of(Scenarios.All["recommended"].With("access.url", url))));

    private Task<CheckOutcome> TryAsync(params (string Key, string Text)[] answers) => WebServers.TryAsync(new AddressCheck(servers.Fetch), answers);

    private static Answers Answers(params (string Key, string Text)[] answers) =>
        answers.Aggregate(Draft.Empty, (draft, answer) => draft.With(answer.Key, answer.Text)).Read().Answers;
}
