using System.Text.RegularExpressions;

namespace MathesarSetup.Browser.Tests;

/// <summary>The web socket between a page and the wizard, with a knife: what a Wi-Fi that goes away does to it.</summary>
internal sealed partial class CuttableLine
{
    private readonly List<IWebSocketRoute> _ends = [];
    private volatile bool _isCut;

    /// <summary>Lays it below the circuits that the page opens from now on.</summary>
    public static async Task<CuttableLine> LayAsync(IPage page)
    {
        var line = new CuttableLine();
        await page.RouteWebSocketAsync(Circuit(), line.Answer);
        return line;
    }

    /// <summary>Cuts it; each new one is cut at once, until it is mended.</summary>
    public async Task CutAsync()
    {
        _isCut = true;
        foreach (var end in _ends)
        {
            await end.CloseAsync();
        }

        _ends.Clear();
    }

    public void Mend() => _isCut = false;

    private void Answer(IWebSocketRoute page)
    {
        if (_isCut)
        {
            _ = page.CloseAsync();
            return;
        }

        _ends.AddRange([page, page.ConnectToServer()]);
    }

    [GeneratedRegex("/_blazor")]
    private static partial Regex Circuit();
}
