using Microsoft.JSInterop;

namespace MathesarSetup.Web.Session;

/// <summary>The few things that only the browser can do. Without a browser at the other end they do nothing.</summary>
public sealed class BrowserBridge(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Copies a text; false when the browser refused, so that the person can be told.</summary>
    public async Task<bool> CopyAsync(string text) => await CallAsync<bool>("copy", text);

    /// <summary>Moves the focus to an element, and the element into view.</summary>
    public async Task FocusAsync(string id) => await CallAsync<bool>("focusOn", id);

    /// <summary>Scrolls a field into view and marks it for a moment; the focus stays where it is.</summary>
    public async Task PointAsync(string id) => await CallAsync<bool>("point", id);

    /// <summary>Scrolls a line of the preview into view.</summary>
    public async Task ShowAsync(string id) => await CallAsync<bool>("show", id);

    /// <summary>Scrolls as little as brings an element into view whole; the focus stays where it is.</summary>
    public async Task RevealAsync(string id) => await CallAsync<bool>("reveal", id);

    /// <summary>Scrolls a changed line into view, unless it is in view already.</summary>
    public async Task FollowAsync(string id) => await CallAsync<bool>("follow", id);

    /// <summary>Lets arrow keys move between lines of the preview, and tells <paramref name="listener"/> about which of them somebody asks.</summary>
    public async Task WatchLinesAsync<T>(string id, DotNetObjectReference<T> listener) where T : class =>
        await CallAsync<bool>("watchLines", id, listener);

    /// <summary>
    /// Goes to a new page: scrolls to its top, or to where the browser's own Back left it, and moves the focus there, so that the next Tab reaches
    /// its first control.
    /// </summary>
    public async Task ArriveAsync(string id) => await CallAsync<bool>("arrive", id);

    /// <summary>Opens a <c>dialog</c> element over everything else.</summary>
    public async Task OpenDialogAsync(string id) => await CallAsync<bool>("openDialog", id);

    /// <summary>Closes it, and gives the focus back to what had it before.</summary>
    public async Task CloseDialogAsync(string id) => await CallAsync<bool>("closeDialog", id);

    /// <summary>Gives what lies open over a page a step in the browser's history, so that Back closes it.</summary>
    public async Task OpenLayerAsync(string name) => await CallAsync<bool>("openLayer", name);

    /// <summary>Takes the step out of the history, unless Back has done so; after this the next page can be gone to.</summary>
    public async Task CloseLayerAsync(string name) => await CallAsync<bool>("closeLayer", name);

    /// <summary>Shows the pages light or dark; as the system has it when empty.</summary>
    public async Task BrightenAsync(string theme) => await CallAsync<bool>("theme", theme);

    /// <summary>Tells <paramref name="listener"/> about keys pressed outside of fields, and about the window losing the focus.</summary>
    public async Task ListenAsync<T>(DotNetObjectReference<T> listener) where T : class => await CallAsync<bool>("listen", listener);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is { IsCompletedSuccessfully: true })
            {
                var module = await _module;
                await module.InvokeVoidAsync("forget");
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and its listeners with it.
        }
    }

    private async Task<T?> CallAsync<T>(string name, params object?[] arguments)
    {
        try
        {
            var module = await (_module ??= js.InvokeAsync<IJSObjectReference>("import", "./js/setup.js").AsTask());
            return await module.InvokeAsync<T>(name, arguments);
        }
        catch (JSDisconnectedException)
        {
            return default;
        }
        catch (ObjectDisposedException)
        {
            // Who asked has gone to another page while the browser fetched the module.
            return default;
        }
    }
}
