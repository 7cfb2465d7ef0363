using System.Text.RegularExpressions;

namespace MathesarSetup.Browser.Tests;

/// <summary>The line between a page and the wizard, with a knife: what a Wi-Fi that goes away does to it.</summary>
internal sealed partial class CuttableLine
{
    private readonly Lock _oneAtATime = new();
    private readonly List<IWebSocketRoute> _ends = [];
    private bool _isCut;

    /// <summary>Lays it below the circuits that the page opens from now on.</summary>
    public static async Task<CuttableLine> LayAsync(IPage page)
    {
        var line = new CuttableLine();
        await page.RouteWebSocketAsync(Circuit(), line.Answer);
        // Where there is no socket, the browser would ask by requests.
        await page.RouteAsync(Circuit(), route => line.IsCut ? route.AbortAsync() : route.ContinueAsync());
        return line;
    }

    /// <summary>Cuts it; each new one is cut at once, until it is mended.</summary>
    public async Task CutAsync()
    {
        IWebSocketRoute[] ends;
        lock (_oneAtATime)
        {
            (_isCut, ends) = (true, [.. _ends]);
            _ends.Clear();
        }

        foreach (var end in ends)
        {
            await end.CloseAsync();
        }
    }

    public void Mend()
    {
        lock (_oneAtATime)
        {
            _isCut = false;
        }
    }

    private bool IsCut
    {
        get
        {
            lock (_oneAtATime)
            {
                return _isCut;
            }
        }
    }

    // A page opens its next line while the last one is being cut.
    private void Answer(IWebSocketRoute page)
    {
        lock (_oneAtATime)
        {
            if (!_isCut)
            {
                _ends.AddRange([page, page.ConnectToServer()]);
                return;
            }
        }

        _ = page.CloseAsync();
    }

    [GeneratedRegex("/_blazor")]
    private static partial Regex Circuit();
}
