using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Components.Fields;

/// <summary>Whether a secret is shown. It hides again after 30 seconds, by Escape, or when the window loses the focus, whichever is first.</summary>
public sealed class Reveal(OpenLayers layers, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(30);

    private ITimer? _timer;
    private Func<Task>? _redraw;

    public bool IsOn { get; private set; }

    /// <summary>Shows or hides. <paramref name="redraw"/> is called, on any thread, when it hides by itself.</summary>
    public void Toggle(Func<Task> redraw)
    {
        if (IsOn)
        {
            Hide();
            return;
        }

        IsOn = true;
        _redraw = redraw;
        layers.Opened(this, HideAsync);
        layers.WindowLeft += HideNow;
        _timer = time.CreateTimer(_ => HideNow(), null, Span, Timeout.InfiniteTimeSpan);
    }

    public void Hide()
    {
        IsOn = false;
        _timer?.Dispose();
        layers.WindowLeft -= HideNow;
        layers.Closed(this);
    }

    public void Dispose() => Hide();

    private void HideNow() => _ = HideAsync();

    private Task HideAsync()
    {
        Hide();
        return _redraw?.Invoke() ?? Task.CompletedTask;
    }
}
