using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using MathesarSetup.Web.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MathesarSetup.Web.Tests.Hosting;

/// <summary>Whatever is sent to it, the terminal holds no stack of the program's.</summary>
public sealed class QuietLogTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();

    [Fact]
    public async Task Hostile_and_broken_requests_leave_no_stack_in_the_terminal()
    {
        using var wizard = await WizardProcess.ServeAsync(WizardProcess.Program, _home.Path, "--dir", _home.At("mathesar"));
        var origin = wizard.Link.GetLeftPart(UriPartial.Authority);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(origin) };
        using var entered = await client.GetAsync(wizard.Link, TestContext.Current.CancellationToken);
        var cookie = entered.Headers.GetValues("Set-Cookie").First().Split(';')[0];

        foreach (var bad in new[] { cookie, "mathesar-setup-1=%%%", $"{cookie}; mathesar-setup-form=CfDJ8OldKeyOfAProgramThatIsGone", "=;=;\u00e9" })
        {
            foreach (var path in new[]
            {
                "/", "/_blazor/negotiate?negotiateVersion=1", "/_blazor?id=nobody", "/download/file/../../etc/passwd", "/%00", "/no",
            })
            {
                await SendAsync(client, HttpMethod.Get, path, bad, origin);
                await SendAsync(client, HttpMethod.Post, path, bad, origin, "{\"broken");
            }
        }

        await SocketAsync(origin, cookie, [0xff, 0xff, 0xff, 0xff, 0x7f]);
        await SocketAsync(origin, cookie, Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e\0\0\0garbage"));
        await SocketAsync(origin, cookie, Encoding.UTF8.GetBytes("not a handshake\u001e"));
        await RawAsync(wizard.Link.Port, $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: {new string('x', 70_000)}\r\n\r\n");
        await RawAsync(wizard.Link.Port, "\u0016\u0003\u0001\u0002\0\u0001");
        await RawAsync(wizard.Link.Port, "GET / HTTP/9.9\r\n\r\n");
        await RawAsync(wizard.Link.Port, $"POST /enter HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {origin}\r\nContent-Length: 50\r\n\r\nhalf");

        await wizard.StopAsync("INT");
        Assert.DoesNotContain("   at ", wizard.Errors + wizard.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception:", wizard.Errors + wizard.Output, StringComparison.Ordinal);
        Assert.All(wizard.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
            Assert.True(line.StartsWith("warning: ", StringComparison.Ordinal) || line.StartsWith("error: ", StringComparison.Ordinal), line));
    }

    [Fact]
    public void A_failure_is_one_line_with_its_kind_and_place_and_without_what_was_typed()
    {
        using var terminal = new StringWriter();
        try
        {
            _ = int.Parse("my secret", System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (FormatException problem)
        {
            new QuietFormatter().Write(new LogEntry<string>(LogLevel.Error, "any", default, "The page failed.\n   at Somewhere()",
                new InvalidOperationException("outer", problem), static (words, _) => words), null, terminal);
        }

        Assert.Matches(@"^error: The page failed\. \(FormatException in \w+\.\w+\)\r?\n$", terminal.ToString());
    }

    public void Dispose() => _home.Dispose();

    private static async Task SendAsync(HttpClient client, HttpMethod method, string path, string cookie, string origin, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        if (body is not null)
        {
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        }

        try
        {
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.InRange((int)response.StatusCode, 200, 499);
        }
        catch (HttpRequestException)
        {
            // Refused by closing is as good.
        }
    }

    private static async Task SocketAsync(string origin, string cookie, byte[] sent)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri(origin.Replace("http", "ws", StringComparison.Ordinal) + "/_blazor"),
            TestContext.Current.CancellationToken);
        await socket.SendAsync(sent, WebSocketMessageType.Binary, endOfMessage: true, TestContext.Current.CancellationToken);
        try
        {
            await socket.ReceiveAsync(new byte[1024], TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            // It was hung up on.
        }

        socket.Abort();
    }

    private static async Task RawAsync(int port, string sent)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        try
        {
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(sent), TestContext.Current.CancellationToken);
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            await client.GetStream().CopyToAsync(Stream.Null, limit.Token);
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException)
        {
            // Nothing is promised to such a client.
        }
    }
}
