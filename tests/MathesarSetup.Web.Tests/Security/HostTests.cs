using System.Net;
using System.Net.Sockets;
using System.Text;
using MathesarSetup.Web.Tests.Hosting;

namespace MathesarSetup.Web.Tests.Security;

public sealed class HostTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost:9000")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]")]
    [InlineData("[::1]:8765")]
    [InlineData("wizard.lan:80")]
    public async Task Its_own_names_are_answered_at_any_port(string host)
    {
        await using var wizard = await RunningWizard.StartAsync(options => options with { AllowedHosts = ["wizard.lan"] });
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.GetAsync("/", null, ("Host", host))).Status);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.168.7.7")]
    [InlineData("0.0.0.0")]
    [InlineData("[::2]:8765")]
    [InlineData("")]
    public async Task A_foreign_name_gets_400_even_with_a_good_token_and_does_not_use_it_up(string host)
    {
        await using var wizard = await RunningWizard.StartAsync();
        var status = await RawStatusAsync(wizard, host, $"/enter?token={wizard.Tokens[0]}");
        Assert.Equal("HTTP/1.1 400 Bad Request", status);
        Assert.Equal(HttpStatusCode.OK, (await wizard.EnterAsync(wizard.Tokens[0])).Status);
    }

    [Fact]
    public async Task Listening_everywhere_means_the_addresses_of_this_machine_and_no_names()
    {
        await using var wizard = await RunningWizard.StartAsync(options => options with { Listen = IPAddress.Any });
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.GetAsync("/")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await wizard.GetAsync("/", null, ("Host", "192.168.7.7"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await wizard.GetAsync("/", null, ("Host", "evil.example"))).Status);
    }

    [Fact]
    public async Task The_refusal_says_what_to_do()
    {
        await using var wizard = await RunningWizard.StartAsync();
        Assert.Contains("--allow-host", (await wizard.GetAsync("/", null, ("Host", "evil.example"))).Body, StringComparison.Ordinal);
    }

    // HttpClient refuses to send some of these.
    private static async Task<string?> RawStatusAsync(RunningWizard wizard, string host, string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, wizard.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }
}
