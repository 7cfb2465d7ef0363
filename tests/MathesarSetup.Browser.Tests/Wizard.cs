using System.Collections.Concurrent;

namespace MathesarSetup.Browser.Tests;

/// <summary>The real program and a browser that has entered it by the link on the terminal. Everything that crosses the wire is kept.</summary>
internal sealed class Wizard : IAsyncDisposable
{
    // Ample, since tests share few cores: it is there to end what hangs.
    internal const float Patience = 60_000;

    private readonly TemporaryDirectory _home = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _received = new();
    private readonly ConcurrentQueue<string> _met = new();
    private WizardProcess? _process;

    private Wizard(IBrowserContext context, IPage page) => (Context, Page) = (context, page);

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; }

    /// <summary>The install directory, as the program was told.</summary>
    public string Directory => _home.At("mathesar");

    /// <summary>Address and port, with a slash at the end.</summary>
    public string Origin => new Uri(_process!.Link, "/").ToString();

    /// <summary>Every address that the browser asked for.</summary>
    public IEnumerable<string> Requests => _requests;

    /// <summary>Every frame and every page that the browser was sent, as text.</summary>
    public string Received => string.Join('\n', _received);

    public static async Task<Wizard> OpenAsync(
        BrowserUnderTest browser, int width = 1440, ColorScheme scheme = ColorScheme.Light, Action<string>? prepare = null,
        params string[] options) =>
        await OpenAsync(browser, width, 900, [], scheme, prepare, options);

    /// <summary>Opens it in a window of a size, with variables of the program's own.</summary>
    public static async Task<Wizard> OpenAsync(BrowserUnderTest browser, int width, int height, IEnumerable<KeyValuePair<string, string>> environment,
        ColorScheme scheme = ColorScheme.Light, Action<string>? prepare = null, params string[] options)
    {
        var context =
            await browser.Browser.NewContextAsync(
                new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(Patience);
        var wizard = new Wizard(context, await context.NewPageAsync());
        prepare?.Invoke(wizard.Directory);
        try
        {
            await wizard.EnterAsync(environment, options);
            return wizard;
        }
        catch
        {
            // A program that nobody ends would hold the runner's output open.
            await wizard.DisposeAsync();
            throw;
        }
    }

    // What the browser met on the way tells more than that nothing was drawn.
    private async Task DrawnAsync()
    {
        // Where an engine makes a network meanwhile, Chromium drops what it is loading: a person would load the page anew.
        for (var tries = 0; tries < 3; tries++)
        {
            try
            {
                await Page.Locator("main h1").WaitForAsync(new() { Timeout = Patience / 4 });
                return;
            }
            catch (TimeoutException) when (_met.Any(static m => m.Contains("ERR_NETWORK_CHANGED", StringComparison.Ordinal)))
            {
                _met.Clear();
                await Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
            }
            catch (TimeoutException)
            {
                // It may only be slow.
            }
        }

        try
        {
            await ReadyAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail(
                $"The first page was not drawn. {string.Join('\n', _met)}\nAsked for:\n{string.Join('\n', _requests)}\n{await Page.ContentAsync()}");
        }
    }

    /// <summary>Opens a page of the wizard by its address.</summary>
    public async Task GoAsync(string place)
    {
        await Page.GotoAsync(Origin + place);
        await ReadyAsync();
    }

    /// <summary>Opens a second tab of the same browser.</summary>
    public async Task<IPage> NewTabAsync(string place)
    {
        var tab = await Context.NewPageAsync();
        await tab.GotoAsync(Origin + place);
        await tab.Locator("main h1").WaitForAsync();
        return tab;
    }

    /// <summary>Kills the program, and starts it anew on the same port unless <paramref name="isGone"/>; gives the link of then.</summary>
    public async Task<Uri?> KillAsync(bool isGone = false)
    {
        var port = _process!.Link.Port;
        await _process.StopAsync("KILL");
        if (isGone)
        {
            return null;
        }

        _process.Dispose();

        _process = await WizardProcess.ServeAsync(WizardProcess.Program, _home.Path,
            "--dir", Directory, "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return _process.Link;
    }

    /// <summary>Makes the page one that is touched.</summary>
    public async Task TouchAsync()
    {
        var session = await Context.NewCDPSessionAsync(Page);
        await session.SendAsync("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = true, ["maxTouchPoints"] = 5 });
    }

    /// <summary>Waits until the page is drawn and answers.</summary>
    public Task ReadyAsync() => Page.Locator("main h1").WaitForAsync();

    /// <summary>The control of a setting, or the place of a finding below it.</summary>
    public ILocator Field(string key) => Page.Locator("#" + key.Replace('.', '-'));

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    /// <summary>Takes one of several answers, by the label on its card.</summary>
    public Task ChooseAsync(string label) => Page.Locator("main label", new() { HasText = label }).ClickAsync();

    /// <summary>The file that the preview shows, line by line.</summary>
    public async Task<string> PreviewAsync(string file)
    {
        await Page.Locator(".pane").GetByRole(AriaRole.Tab, new() { Name = file }).First.ClickAsync();
        // Until then the lines of the file before stand there.
        var lines = Page.Locator($"#file-panel [data-file='{file}'] .line");
        await lines.First.WaitForAsync();
        return string.Concat(await lines.Locator("code").AllTextContentsAsync());
    }

    public Task ExpectTitleAsync(string title) => Assertions.Expect(Page.Locator("main h1")).ToHaveTextAsync(title);

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        _process?.Dispose();
        _home.Dispose();
    }

    private async Task EnterAsync(IEnumerable<KeyValuePair<string, string>> environment, string[] options)
    {
        _process = await WizardProcess.ServeAsync(WizardProcess.Program, _home.Path, environment, ["--dir", Directory, .. options]);
        Watch(Page);
        await Page.GotoAsync(_process.Link.ToString());
        // Drawn is what counts: a picture or a style that comes late is no reason to wait.
        await Page.WaitForURLAsync(Origin, new() { WaitUntil = WaitUntilState.Commit });
        await DrawnAsync();
    }

    private void Watch(IPage page)
    {
        page.Request += (_, request) => _requests.Enqueue(request.Url);
        page.RequestFailed += (_, request) => _met.Enqueue($"{request.Url} failed: {request.Failure}");
        page.Console += (_, message) => _met.Enqueue(message.Text);
        page.PageError += (_, error) => _met.Enqueue(error);
        page.Response += async (_, response) =>
        {
            if (response.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                _received.Enqueue(await TextAsync(response));
            }
        };
        page.WebSocket += (_, socket) =>
        {
            _requests.Enqueue(socket.Url);
            socket.FrameReceived += (_, frame) => _received.Enqueue(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));
        };
    }

    // A page that leads on at once may be gone before its text is asked for.
    private static async Task<string> TextAsync(IResponse response)
    {
        try
        {
            return await response.TextAsync();
        }
        catch (PlaywrightException)
        {
            return "";
        }
    }
}
