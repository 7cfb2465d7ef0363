using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using MathesarSetup.Web.Hosting;
using MathesarSetup.Web.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MathesarSetup.Web.Tests.Hosting;

/// <summary>The real server on a free loopback port, with a clock that the test turns.</summary>
internal sealed partial class RunningWizard : IAsyncDisposable
{
    private static readonly Surroundings Bare = new(InContainer: false, SshConnection: null, HasDisplay: false, User: "anna");

    private readonly StringWriter _terminal = new();
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private RunningWizard(ServeOptions options)
    {
        _app = WizardHost.Build(options, TextWriter.Synchronized(_terminal), Time, builder => builder.Logging.AddProvider(Log));
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == options.Tls?.Leaf.GetCertHashString(),
            },
        });
    }

    public FakeTimeProvider Time { get; } = new();

    public CapturedLog Log { get; } = new();

    public string Terminal => _terminal.ToString();

    public IServiceProvider Services => _app.Services;

    public int Port => WizardHost.PortOf(_app);

    public string Authority => $"127.0.0.1:{Port}";

    public string Url => $"{Services.GetRequiredService<ServeOptions>().Scheme}://{Authority}";

    /// <summary>All tokens that were printed, the newest last.</summary>
    public IReadOnlyList<string> Tokens => [.. TokenInLink().Matches(Terminal).Select(match => match.Groups[1].Value)];

    public static async Task<RunningWizard> StartAsync(Func<ServeOptions, ServeOptions>? change = null)
    {
        var plain = new ServeOptions { Directory = "/srv/mathesar", Port = 0, OpenBrowser = false };
        var wizard = new RunningWizard(change is null ? plain : change(plain));
        await wizard._app.StartAsync(TestContext.Current.CancellationToken);
        WizardRun.Announce(wizard._app, Bare)?.Dispose();
        return wizard;
    }

    /// <summary>Sends a request with exactly these headers besides Host.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, IReadOnlyDictionary<string, string>? headers = null, IReadOnlyDictionary<string, string>? form = null)
    {
        using var request = new HttpRequestMessage(method, Url + path);
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (form is not null)
        {
            request.Content = new FormUrlEncodedContent(form);
        }

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, all, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<Answer> GetAsync(string path, string? cookie = null, params (string Name, string Value)[] more) =>
        SendAsync(HttpMethod.Get, path, Headers(cookie, more));

    /// <summary>A form as a browser posts it from the wizard's own page.</summary>
    public Task<Answer> PostAsync(string path, string? token = null) =>
        SendAsync(HttpMethod.Post, path, Headers(null, [("Origin", Url)]), new Dictionary<string, string> { ["token"] = token ?? "" });

    public Task<Answer> EnterAsync(string token) => GetAsync($"/enter?token={token}");

    /// <summary>Uses the newest link; gives the cookie as the browser sends it back.</summary>
    public async Task<string> EnterAsync() =>
        (await EnterAsync(Tokens[^1])).Cookie ?? throw new InvalidOperationException("The link gave no cookie.");

    /// <summary>Opens the circuit's WebSocket; gives the HTTP status, 101 when it opened.</summary>
    public async Task<HttpStatusCode> UpgradeAsync(string? cookie, string? origin)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        foreach (var (name, value) in Headers(cookie, origin is null ? [] : [("Origin", origin)]))
        {
            socket.Options.SetRequestHeader(name, value);
        }

        try
        {
            await socket.ConnectAsync(new Uri($"ws://{Authority}/_blazor"), TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            // The status tells what happened.
        }

        return socket.HttpStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        Log.Dispose();
        await _terminal.DisposeAsync();
    }

    private static Dictionary<string, string> Headers(string? cookie, (string Name, string Value)[] more)
    {
        var headers = more.ToDictionary(header => header.Name, header => header.Value);
        if (cookie is not null)
        {
            headers["Cookie"] = cookie;
        }

        return headers;
    }

    [GeneratedRegex(@"/enter\?token=(\S+)")]
    private static partial Regex TokenInLink();
}
