namespace MathesarSetup.Web.Session;

/// <summary>What lies open over a page, in the order of opening, so that Escape closes what opened last.</summary>
public sealed class OpenLayers
{
    private readonly List<(object Owner, Func<Task> Close)> _open = [];

    /// <summary>Raised when the browser's window lost the focus: what should not lie open unwatched closes.</summary>
    public event Action? WindowLeft;

    public void LeaveWindow() => WindowLeft?.Invoke();

    /// <summary>Remembers that something opened. Opening it again moves it to the top.</summary>
    public void Opened(object owner, Func<Task> close)
    {
        Closed(owner);
        _open.Add((owner, close));
    }

    public void Closed(object owner) => _open.RemoveAll(layer => ReferenceEquals(layer.Owner, owner));

    /// <summary>Closes what opened last, if anything is open.</summary>
    public Task CloseLastAsync()
    {
        if (_open.Count == 0)
        {
            return Task.CompletedTask;
        }

        var (_, close) = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        return close();
    }
}
