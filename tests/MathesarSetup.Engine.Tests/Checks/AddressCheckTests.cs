using System.Net;
using System.Net.Sockets;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Address;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>Names that lead here, elsewhere and nowhere.</summary>
public sealed class AddressCheckTests(WebServers servers) : IClassFixture<WebServers>
{
    [Fact]
    public async Task The_name_of_this_machine_leads_here() =>
        Assert.Equal($"{Environment.MachineName.ToLowerInvariant()} is an address of this machine.", (await TryAsync(("access.url", $"http://{Environment.MachineName}:8000"))).Said);

    [Fact]
    public async Task A_name_without_an_address_is_told() =>
        Assert.Equal("address.unknown-name", Assert.Single((await TryAsync(("access.url", "https://no-such-host.invalid"))).Findings).Code);

    [Fact]
    public async Task A_word_that_comes_back_shows_that_a_name_leads_here_and_one_that_is_lost_that_it_does_not()
    {
        var port = FreePort.Take();
        Assert.Equal(EchoEnd.Came, await Echo.TryAsync([IPAddress.Loopback], port, port, TestContext.Current.CancellationToken));
        Assert.Equal(EchoEnd.Came, await Echo.TryAsync([IPAddress.Parse("192.0.2.1"), IPAddress.IPv6Loopback], port, port, TestContext.Current.CancellationToken));
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
        Assert.Contains((await TryAsync(("access.url", "http://192.0.2.1:8123"), ("access.port", $"{FreePort.Take()}"))).Findings.Single().Code, new[] { "address.elsewhere" });

    [Fact]
    public async Task A_proxy_of_the_users_own_is_asked_and_its_certificate_compared()
    {
        using var proxy = new HttpsServer(servers.Authority.Issue([Environment.MachineName]), _ => new HttpAnswer(502, ""));
        (string, string)[] answers = [("proxy.kind", "external"), ("access.url", $"https://{Environment.MachineName}:{proxy.Port}")];
        Assert.EndsWith("answers with a certificate that is trusted.", (await TryAsync(answers)).Said, StringComparison.Ordinal);
        var finding = Assert.Single((await WebServers.TryAsync(new AddressCheck(), answers)).Findings);
        Assert.Equal(("address.proxy", Severity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("Nobody whom this machine trusts", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:8000")]
    [InlineData("https://mathesar.example.com")]
    public void This_machine_alone_and_the_example_are_not_looked_up(string url) =>
        Assert.False(new AddressCheck().AppliesTo(Setup.Of(Scenarios.All["recommended"].With("access.url", url))));

    private Task<CheckOutcome> TryAsync(params (string Key, string Text)[] answers) => WebServers.TryAsync(new AddressCheck(servers.Fetch), answers);
}
